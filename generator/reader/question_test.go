package reader_test

import (
	"bytes"
	"path"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// Each choice of each question of this site has a reason, which says why it is right or
// wrong.
func TestQuestionsGiveReasons(t *testing.T) {
	t.Parallel()
	if program.Origin == nil {
		return // the questions are those of this site
	}
	questions := 0
	for name, data := range filesOf(t, filepath.Join(builtSite(t), "public")) {
		if path.Ext(name) != ".html" || !bytes.Contains(data, []byte(`class="question"`)) {
			continue
		}
		tree, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		number := 0
		for n := range tree.Descendants() {
			switch attribute(n, "class") {
			case "question":
				questions++
				number++
				if choices, reasons := count(n, "span", ""), count(answerOf(n), "div", "why"); choices < 2 || reasons != choices {
					t.Errorf("%s: question %d has %d choices, and reasons for %d: write them below each, or, of a predicted code, as a list after the request", name, number, choices, reasons)
				}
			}
		}
	}
	if questions < 50 {
		t.Errorf("the site has only %d questions", questions)
	}
}

// answerOf is the answer that follows a question.
func answerOf(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && attribute(n, "class") != "answer"; n = n.NextSibling {
	}
	return n
}

// count counts the elements of a name and a class in a list of choices or reasons.
func count(n *html.Node, name, class string) (found int) {
	if n == nil {
		return 0
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == name && attribute(c, "class") == class && c.Parent.Data == "li" {
			found++
		}
	}
	return found
}
