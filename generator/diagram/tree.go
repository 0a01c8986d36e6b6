package diagram

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/note"
)

const (
	spine    = 10 // the questions of a tree are on this line
	beside   = 24 // their texts begin here
	chipsRow = (Width - beside) / chipStep
)

// Tree draws a chooser: the questions to which an answer may lead, from top to bottom, and
// beside each the codes at which the walk can end there.
func Tree(c *note.Chooser) *Drawing {
	d := &Drawing{Kind: "tree", Height: 4}
	var said []string
	for i := range c.Questions {
		q := &c.Questions[i]
		top := d.Height
		for _, line := range wrap(plain(q.Ask), 42) {
			d.text("start strong", beside, d.Height+13, line)
			d.Height += 16
		}
		d.Height += 4
		var codes []int
		next := ends(q, &codes)
		for j, code := range codes {
			d.chip("", beside+j%chipsRow*chipStep, d.Height+j/chipsRow*(chipHigh+2), code)
		}
		d.Height += (len(codes) + chipsRow - 1) / chipsRow * (chipHigh + 2)
		words := fmt.Sprintf("%s %s", plain(q.Ask), strings.Trim(fmt.Sprint(codes), "[]"))
		d.path("", "M%d %da4 4 0 1 0 .01 0z", spine, top+5)
		if next != "" {
			d.text("start small", beside, d.Height+14, clip(next, Width-beside+30))
			d.Height += 24
			d.down("", spine, top+13, d.Height+4)
			words += ", or on: " + next
		}
		said = append(said, words)
		d.Height += 2
	}
	d.Says = "The questions in order, each with the codes that it can end in. " + strings.Join(said, ". ") + "."
	return d
}

// ends collects the codes that answers to a question lead to without another question of
// the file, each once, and returns the answer that leads to the next.
func ends(q *note.Question, codes *[]int) (next string) {
	for i := range q.Answers {
		a := &q.Answers[i]
		switch {
		case a.Then != nil:
			if deeper := ends(a.Then, codes); next == "" {
				next = deeper
			}
		case a.Goto != "":
			if next == "" {
				next = plain(a.If)
			}
		case !slices.Contains(*codes, a.Code):
			*codes = append(*codes, a.Code)
		}
	}
	return next
}

var linked = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// plain is a line of Markdown without its marks.
func plain(line string) string {
	return strings.NewReplacer("`", "", "*", "").Replace(linked.ReplaceAllString(line, "$1"))
}
