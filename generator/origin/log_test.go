package origin

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestLogTail: what is kept of a log does not grow, and is text.
func TestLogTail(t *testing.T) {
	var l logTail
	l.Write([]byte("one\r\n\n\x1b[33mtwo"))
	l.Write([]byte("\x1b[0m\n\xff three"))
	if got := l.since(0); !slices.Equal(got, []string{"one", "two", "\ufffd three"}) {
		t.Errorf("%q", got)
	}
	mark := l.count()
	l.Write([]byte("\n" + strings.Repeat("x", 10*keptBytes) + "\nlast"))
	if got := l.since(mark); len(got) != 3 || len(got[1]) != keptBytes || got[2] != "last" {
		t.Errorf("%q", got)
	}
	for i := range 10 * keptLines {
		fmt.Fprintln(&l, i)
	}
	got := l.since(0)
	if len(got) != keptLines || got[keptLines-1] != "999" || got[0] != "900" {
		t.Errorf("%d lines from %q to %q", len(got), got[0], got[len(got)-1])
	}
}

// TestRegions: what a comment marks is found in any language, without the marks
// of regions within it.
func TestRegions(t *testing.T) {
	r := regions{}
	r.read("origin/app.py", "import x\n\n# wirebook: outer\ndef f():\n    # wirebook: inner\n    return 1\n\n    # wirebook: end\n# wirebook: end\n\n"+
		"\t// wirebook: tabs\n\tx {\n\t\ty\n\n\t}\n\t// wirebook: end\n<!-- wirebook: open -->\r\nlast\r\n")
	for name, want := range map[string]Handler{
		"outer": {Line: 4, EndLine: 8, Text: "def f():\n    return 1"},
		"inner": {Line: 6, EndLine: 7, Text: "return 1"},
		"tabs":  {Line: 12, EndLine: 15, Text: "x {\n\ty\n\n}"},
		"open":  {Line: 18, EndLine: 18, Text: "last"},
	} {
		want.Name, want.File = name, "origin/app.py"
		if got := r[name]; got != want {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, want)
		}
	}
	if len(r) != 4 {
		t.Errorf("%d regions", len(r))
	}
}

// TestEnvironment: a command finds its programs, and no token of a CI system.
func TestEnvironment(t *testing.T) {
	for _, name := range []string{"GITHUB_TOKEN", "WIREBOOK_OWN", "LC_ALL", "AWS_SECRET_ACCESS_KEY"} {
		t.Setenv(name, "x")
	}
	got := environment()
	for v, want := range map[string]bool{"GITHUB_TOKEN=x": false, "AWS_SECRET_ACCESS_KEY=x": false, "WIREBOOK_OWN=x": true, "LC_ALL=x": true, "PATH=" + os.Getenv("PATH"): true} {
		if slices.Contains(got, v) != want {
			t.Errorf("%s: %t", v, !want)
		}
	}
}
