package proof

import (
	"bytes"
	"context"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/registry"
)

// TestTraceIsBounded plays a note whose origin sends a large body in many parts,
// and sees that the trace shows the beginning of it and counts the rest; what
// follows on the same connection is shown again.
func TestTraceIsBounded(t *testing.T) {
	large := strings.Repeat("0123456789abcdef\n", 10_000)
	app := origin.BuiltIn("app", func(*log.Logger) *http.Server {
		return &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/large" {
				w.Header().Set("Content-Length", "170000")
				io.WriteString(w, large)
			}
		})}
	}, 0, nil)
	fence := func(words, text string) string { return "```http " + words + "\n" + text + "```\n\n" }
	n := parseNote(t, "---\ntitle: t\n---\n\n"+
		fence("conn=a", "GET /large HTTP/1.1\nHost: a\n")+fence("conn=a", "HTTP/1.1 200 OK\nContent-Length: 170000\n…: …\n\n…\n")+
		fence("conn=a", "GET /small HTTP/1.1\nHost: a\n")+fence("conn=a", "HTTP/1.1 200 OK\n…: …\nContent-Length: 0\n")+
		fence("", "GET /other HTTP/1.1\nHost: a\n")+fence("", "HTTP/1.1 200 OK\n…: …\nContent-Length: 0\n"))
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	tree := &note.Tree{Notes: []*note.Note{n}, Config: note.Config{Origins: map[string]note.Origin{"app": {Hosts: []string{"a"}}}}}
	p := NewProver(tree, facts, map[string]origin.Origin{"app": app})
	var out bytes.Buffer
	trace := &Trace{W: &out, File: n.File.Name, Line: 6}
	p.Trace(trace)
	if _, faults := p.Note(context.Background(), n); len(faults) > 0 {
		t.Fatal(faults)
	}
	text := out.String()
	if !trace.Found() || len(text) > 3*traceMost {
		t.Errorf("found %t, %d bytes of trace", trace.Found(), len(text))
	}
	for _, want := range []string{"0123456789abcdef\\n", "more bytes are left out here", "GET /small HTTP/1.1\\r\\n", "Content-Length: 0\\r\\n", "received"} {
		if !strings.Contains(text, want) {
			t.Errorf("the trace has no %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "/other") {
		t.Errorf("the trace shows another connection:\n%s", text)
	}
	if strings.Count(text, "left out") != 1 {
		t.Errorf("%d remarks of what is left out", strings.Count(text, "left out"))
	}
}

// TestVisibleLines sees that what is written can be told from everything else.
func TestVisibleLines(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nb":               `a\r\n|b`,
		"\x00\x01\x7f\xff\t\\": `\0\x01\x7F\xFF\t\\`,
		"fünf 漢字\n":            `fünf 漢字\n`,
		"\u200b\u00a0\u0085":   `\xE2\x80\x8B\xC2\xA0\xC2\x85`,
		"\ufffd":               `\xEF\xBF\xBD`,
		"":                     "",
	} {
		if got := strings.Join(visibleLines([]byte(in)), "|"); got != want {
			t.Errorf("%q is written %s, and should be %s", in, got, want)
		}
	}
}
