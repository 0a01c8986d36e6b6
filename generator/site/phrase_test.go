package site_test

import (
	"strings"
	"testing"
)

// A refused phrase is a fault with better words, in a note and in its chooser, unless an
// exception gives the reason; one that nothing needs is a fault as well.
func TestPhrases(t *testing.T) {
	const config = "title: Test\nphrases: {whoever: \"a client that …\", had better: should}\n"
	_, faults := link(t, map[string]string{
		"site.yaml":     config + "exceptions: {had better: a reason}\n",
		"index.md":      "---\ntitle: Home\nchooser: c.yaml\n---\nIt had\nbetter ask\n*whoever* asks.",
		"c.yaml":        "questions:\n  - {id: a, ask: Whoever, answers: [{if: a, code: 404}]}\n",
		"quoted.md":     "---\ntitle: Quoted\nexceptions: {whoever: a quotation}\n---\n“Whoever”",
		"gone.md":       "---\ntitle: Gone\nexceptions: {whoever: it was a quotation}\n---\n`whoever`",
		"status/404.md": titled("404 Not Found", ""),
	})
	var got []string
	for _, f := range faults {
		what, _, _ := strings.Cut(f.Error(), "\n")
		do, _, _ := strings.Cut(f.Do, "\n")
		got = append(got, what+" / "+do)
	}
	want := []string{
		`content/index.md:7:2: site.yaml refuses the phrase "whoever" / write: a client that …`,
		`content/c.yaml:2:18: site.yaml refuses the phrase "whoever" / write: a client that …`,
		`content/gone.md:3:14: nothing needs the exception of "whoever" / remove it, or write it exactly as between the backticks, or as in phrases:`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the faults are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
