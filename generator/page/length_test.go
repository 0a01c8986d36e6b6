package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// The minutes of a lesson are counted from its words, messages and questions, and stand on
// the lesson and on the index.
func TestMinutes(t *testing.T) {
	const question = "\n```quiz\nIs it so?\n\n- [x] Yes\n- [ ] No\n```\n" // 5 words, 20 seconds
	example := pair("GET / HTTP/1.1\nHost: a", "HTTP/1.1 200 OK\nETag: \"a\"")
	for text, want := range map[string]string{
		"":                                              "1 minute",
		strings.Repeat("word ", 200):                    "1 minute",
		strings.Repeat("word ", 201):                    "2 minutes",
		strings.Repeat("- | ", 999):                     "1 minute", // no words
		strings.Repeat(example+"\n", 3):                 "1 minute",
		strings.Repeat(example+"\n", 4):                 "2 minutes",
		strings.Repeat(question, 2):                     "1 minute · ",
		strings.Repeat(question, 3):                     "2 minutes · ",
		strings.Repeat("w ", 120) + question:            "1 minute · ",
		strings.Repeat("w ", 140) + question:            "2 minutes · ",
		"```sh\n" + strings.Repeat("w ", 999) + "\n```": "1 minute",
	} {
		pages := rendered(t, sitetest.Link(t, fstest.MapFS{
			"site.yaml":        {Data: []byte("title: T\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n")},
			"index.md":         titled("Home", "", "Lead.\n"),
			"lessons/index.md": titled("All", "", ""),
			"lessons/one.md":   titled("One", "", text+"\n"),
		}), realLayouts())
		if !strings.Contains(pages["lessons/one.html"], `<p class="length seal">About `+want+"<span") {
			t.Errorf("%.30q: not %s: %.200s", text, want, pages["lessons/one.html"][strings.Index(pages["lessons/one.html"], `"length seal"`):])
		}
		if number, _, _ := strings.Cut(want, " "); !strings.Contains(pages["lessons/index.html"], "One</a></td><td>"+number+"</td>") {
			t.Errorf("%.30q: the index does not say %s", text, want)
		}
	}
}
