package excerpt

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"wirebook/generator/registry"
)

var update = flag.Bool("update", false, "write what pasted texts are explained as into testdata/paste")

// noted are the notes of a site, in the place of those that a build gives.
var noted = Notes{
	Codes: map[int]Note{
		404: {Description: "Nothing is here.", Client: "Look for a slip in the address.", Retry: "No.", URL: "status/404.html"},
		429: {Description: "Too many.", Client: "Stop and wait.", Retry: "Yes, later.", URL: "status/429.html"},
	},
	Classes: map[int]Note{4: {Description: "The client has erred.", Client: "Change the request.", URL: "status/4xx.html"}},
	Fields:  map[string]Note{"etag": {Description: "It names a version.", Gloss: "the name of this version", URL: "fields/etag.html"}},
}

func explainer(t testing.TB) *Explainer {
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	return NewExplainer(facts, noted)
}

// Pasted texts, and what a reader sees of each.
func TestExplain(t *testing.T) {
	files, err := filepath.Glob("testdata/paste/*.txt")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d texts are there (%v)", len(files), err)
	}
	e := explainer(t)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			text := pasteOf(t, file)
			got := told(e.Explain(text))
			golden := strings.TrimSuffix(file, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("it is explained as\n%s\nand not as\n%s", got, want)
			}
		})
	}
}

// pasteOf is a pasted text. One of Windows stands here as one of the others, so that no
// tool changes it.
func pasteOf(t testing.TB, file string) []byte {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(file, ".crlf.txt") {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return text
}

// told writes an explanation for people.
func told(x Explanation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", x.Said, x.Form)
	if x.Problem != nil {
		fmt.Fprintf(&b, "%s\n%s\n", x.Problem.What, x.Problem.Do)
	}
	about := func(m *Meaning) string {
		if m == nil {
			return ""
		}
		return fmt.Sprintf("%s: %s <%s> [%s %s]", m.Name, m.Text, m.URL, m.Cite, m.CiteURL)
	}
	for _, m := range x.Messages {
		fmt.Fprintf(&b, "\n== %s %d: %s\n", m.Kind, m.Code, m.Title)
		if m.About != nil {
			fmt.Fprintf(&b, "%s\n", about(m.About))
		}
		for _, now := range m.Now {
			fmt.Fprintf(&b, "now: %s\n", now)
		}
		for i, f := range m.Breaks {
			fmt.Fprintf(&b, "%d %s in line %d: %s (%s, %s)\n", i+1, f.Level, f.Line, f.What, f.Rule, f.Cite)
			if f.Sentence == "" || f.URL == "" {
				b.WriteString("without its sentence or its address\n")
			}
		}
		for i, l := range m.Lines {
			made := ""
			if l.Made {
				made = ", made"
			}
			fmt.Fprintf(&b, "%2d (%d, %s%s) ", i, l.Number, l.Part, made)
			for _, p := range l.Pieces {
				if p.Kind == "" {
					b.WriteString(p.Text)
				} else {
					fmt.Fprintf(&b, "‹%s %s›", p.Kind, p.Text)
				}
				if p.Breaks > 0 {
					fmt.Fprintf(&b, "!%d", p.Breaks)
				}
			}
			b.WriteString("\n")
			for _, what := range []string{l.What, about(l.About)} {
				if what != "" {
					fmt.Fprintf(&b, "      %s\n", what)
				}
			}
		}
		if m.More > 0 {
			fmt.Fprintf(&b, "%d more lines\n", m.More)
		}
	}
	if x.More > 0 {
		fmt.Fprintf(&b, "%d more messages\n", x.More)
	}
	return b.String()
}

// FuzzExplain: whatever is pasted, it is explained, and what is shown of it is bounded
// and leads back into the text.
func FuzzExplain(f *testing.F) {
	files, err := filepath.Glob("testdata/paste/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		f.Add(pasteOf(f, file))
	}
	e := explainer(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		x := e.Explain(text)
		if x.Said == "" || (x.Problem == nil) == (len(x.Messages) == 0) {
			t.Fatalf("it says %q, of %d messages, and has the problem %v", x.Said, len(x.Messages), x.Problem)
		}
		if _, err := json.Marshal(x); err != nil {
			t.Fatal(err)
		}
		lines := 1 + bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r"))
		for _, m := range x.Messages {
			if len(m.Lines) > mostLines || len(m.Breaks) > mostBreaks {
				t.Fatalf("%d lines and %d faults are shown", len(m.Lines), len(m.Breaks))
			}
			for _, b := range m.Breaks {
				if b.Line < -1 || b.Line >= len(m.Lines) {
					t.Fatalf("%s is in line %d of %d", b.Rule, b.Line, len(m.Lines))
				}
			}
			for _, l := range m.Lines {
				if l.Number < 1 || l.Number > lines {
					t.Fatalf("a line is number %d of %d", l.Number, lines)
				}
				for _, p := range l.Pieces {
					if p.Text == "" || p.Breaks > len(m.Breaks) || !utf8.ValidString(p.Text) {
						t.Fatalf("a piece is %+v", p)
					}
				}
			}
		}
	})
}
