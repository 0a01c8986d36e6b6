package page

import (
	"strings"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/trial"
)

// An exchange that a command answered says why the page cannot send it, and is marked for
// serve; where pages have no trials, nothing is said.
func TestNeedsACommand(t *testing.T) {
	const says, mark = "A browser can't run " + sitetest.By + ", so you can't send this request from here.", `id="_exchange-1" data-needs>`
	const by = "In a copy of this site's files, run <code>"
	for _, test := range []struct {
		what    string
		command []string
		program *trial.Program
		want    bool
	}{
		{"a command", []string{"app"}, answering, true},
		{"no command", nil, answering, false},
		{"no trials", []string{"app"}, nil, false},
	} {
		s := sample(t)
		s.Config.Origins = map[string]note.Origin{sitetest.By: {Command: test.command}}
		text := renderedWith(t, s, test.program)["status/404.html"]
		for _, part := range []string{says, mark, ` data-trial="trial.`} {
			if strings.Contains(text, part) != test.want {
				t.Errorf("%s: it has %q: %t", test.what, part, !test.want)
			}
		}
		if sends := strings.Contains(text, by+"wirebook origin</code>") && strings.Contains(text, "127.0.0.1:8081"); sends != (test.command != nil) {
			t.Errorf("%s: a reader can send it by hand: %t", test.what, sends)
		}
		// Beside a built-in origin it has the next port, and go runs it.
		s.Config.Origins["zero"] = note.Origin{BuiltIn: true}
		text = renderedWith(t, s, test.program)["status/404.html"]
		if sends := strings.Contains(text, by+"go run . origin</code>") && strings.Contains(text, "127.0.0.1:8082"); sends != (test.command != nil) {
			t.Errorf("%s, beside a built-in origin: a reader can send it by hand: %t", test.what, sends)
		}
	}
}
