package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wirebook/generator/cli"
)

const (
	dated    = "Date: Sun, 22 Nov 2026 18:00:00 GMT\n"
	front    = "---\ntitle: A note\n---\n\n"
	get      = "```http\nGET /books/1 HTTP/1.1\nHost: api.example.com\n```\n\n"
	emma     = "HTTP/1.1 200 OK\nCache-Control: no-cache\nContent-Type: application/json\nETag: \"emma-3\"\n" + dated + "Content-Length: 24\n\n{\"id\":1,\"title\":\"Emma\"}\n"
	emmaNote = get + "```http\n" + emma + "```\n\n"
)

// reportTrees are trees whose reports have everything that a report can have to say.
// The names of files and the texts hold what the formats must escape.
var reportTrees = map[string]map[string]string{
	"well": {
		"index.md": front + emmaNote + "## Not played\n\n" + get + "```http norun=\"we have no such <server> & \\\"quotes\\\"\"\n" + emma + "```\n",
	},
	"faults": {
		"index.md": front + emmaNote +
			"## Differs\n\nFive characters of two code units each, and the fault behind them: 😀😀😀😀😀 [gone](nowhere.md)\n\n" +
			strings.Replace(emmaNote, "no-cache", "no-store, ::error::]]>%0A\u0085\ufffe", 1),
		"a, b: 100% [new] é.md": front + strings.Replace(emmaNote, "Emma\"}", "::error file=x::Emma\"}", 1),
		"crlf.md":               strings.ReplaceAll(front+strings.Replace(emmaNote, "no-cache", "no-store", 1), "\n", "\r\n"),
		"alone.md":              front + get + "## Two lines\n\n" + get + "```http norun=\"it is a stub\"\nHTTP/1.1 …\n```\n",
		"early.md":              front + strings.Replace(emmaNote, "/books/1", "/hints", 1) + "An unclosed [link](gone.md)\n\n<div>\nHTML\n</div>\n",
		"unplayed.md":           front + "```http conn=a\nGET /books/1 HTTP/1.1\nHost: nowhere.example.com\n```\n\n```http conn=a\n" + emma + "```\n",
	},
	"origin": {
		"index.md": front + emmaNote + strings.Replace(emmaNote, "/books/1", "/hang", 1) + "[gone](gone.md)\n",
	},
	"missing": {
		"site.yaml": "title: Test\norigins:\n  app:\n    command: [no-such-program, \"${PORT}\"]\n    folder: .\n    optional: true\n    hosts: [api.example.com]\n",
		"index.md":  front + emmaNote,
	},
	"unstarted": {
		"site.yaml": "title: Test\norigins:\n  app:\n    command: [no-such-program, \"${PORT}\"]\n    folder: .\n    hosts: [api.example.com]\n",
		"index.md":  front + emmaNote + emmaNote,
		"b.md":      front + emmaNote,
	},
	"nothing":   {"site.yaml": "titel: Test\n"},
	"untitled":  {"index.md": "no front matter\n"},
	"no-index":  {"other.md": front + "Text.\n"},
	"norun-bad": {"index.md": front + get + "```http norun=\"it is an example\"\nHTTP/1.1 405 Method Not Allowed\n" + dated + "\n```\n"},
}

// reportTree writes one of the trees and returns its root.
func reportTree(t *testing.T, name string) string {
	t.Helper()
	root := t.TempDir()
	content := filepath.Join(root, "content")
	files := map[string]string{"site.yaml": "title: Test\norigins:\n  library:\n    built-in: true\n    deadline: 200ms\n    hosts: [api.example.com]\n"}
	for file, text := range reportTrees[name] {
		files[file] = text
	}
	if err := os.MkdirAll(content, 0o755); err != nil {
		t.Fatal(err)
	}
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(content, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// runs calls the program in this process.
func runs(t *testing.T, args ...string) (status int, out string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = cli.Main(args, cli.Program{Origin: newOrigin, Out: &stdout, Err: &stderr})
	if stderr.Len() > 0 {
		t.Errorf("%q wrote to standard error: %s", args, &stderr)
	}
	return status, stdout.String()
}

// eachReport checks every tree, and some that cannot be checked, in one format.
func eachReport(t *testing.T, format string, judge func(t *testing.T, name, root string, status int, out string)) {
	t.Setenv("GITHUB_WORKSPACE", "")
	for name := range reportTrees {
		t.Run(name, func(t *testing.T) {
			root := reportTree(t, name)
			status, out := runs(t, "--root", root, "check", "--format", format)
			judge(t, name, root, status, out)
		})
	}
	for name, args := range map[string][]string{
		"no tree":     {},
		"no such":     {"nowhere.md"},
		"bad origin":  {"--origin", "nonsense"},
		"bad trace":   {"--trace", "content/index.md"},
		"no coverage": {"--coverage", "content/index.md"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			status, out := runs(t, append([]string{"--root", root, "check", "--format", format}, args...)...)
			if status != 2 {
				t.Errorf("exit status %d", status)
			}
			judge(t, name, root, status, out)
		})
	}
}

var figuresLine = regexp.MustCompile(`^(\d+ faults?; )?\d+ notes?, (\d+ of )?\d+ exchanges? proven, \d+ not played(, \d+ not proven here)?, \d+\.\d\d seconds$`)

// TestFiguresLast sees that the text report ends with the figures, whatever came
// before them.
func TestFiguresLast(t *testing.T) {
	eachReport(t, "text", func(t *testing.T, name, root string, status int, out string) {
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		last := lines[len(lines)-1]
		if !figuresLine.MatchString(last) || (status > 0) != strings.Contains(last, "fault") {
			t.Errorf("status %d, and the last line is %q", status, last)
		}
		want := map[string]string{"faults": "6 notes, 1 of 7 exchanges proven, 1 not played", "well": "1 note, 1 exchange proven, 1 not played", "missing": "1 note, 0 of 1 exchange proven, 0 not played, 1 not proven here", "norun-bad": "0 exchanges proven, 1 not played"}[name]
		if !strings.Contains(last, want) {
			t.Errorf("the last line is %q, without %q", last, want)
		}
	})
}
