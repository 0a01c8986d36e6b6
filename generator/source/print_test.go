package source_test

import (
	"strings"
	"testing"

	"wirebook/generator/source"
)

// The caret lines of an excerpt stand under the span, whatever is before it.
func TestExcerpt(t *testing.T) {
	long := strings.Repeat("wörter ", 40)
	for _, test := range []struct {
		name, before, marked, behind, text, carets string
	}{
		{"ASCII", "a ", "bc", " d\n", "a bc d", "  ^^"},
		{"two bytes before", "größe ", "x", "", "größe x", "      ^"},
		{"two bytes marked", "", "größe", " x", "größe x", "^^^^^"},
		{"nothing marked", "ab", "", "cd", "abcd", "  ^"},
		{"nothing at the end", "ab", "", "", "ab", "  ^"},
		{"more than the line", "a ", "b\nc", "", "a b", "  ^"},
		{"a tab keeps its column", "\ta\t", "b", "", " a b", "   ^"},
		{"no width", "a\u200b", "b", "", "a¤b", "  ^"},
		{"control characters", "\x1b[1m", "\x07", "", "␛[1m␇", "    ^"},
		{"the end of a long line", long, "here", "", "…" + tail(long, 106) + "here", strings.Repeat(" ", 107) + "^^^^"},
		{"the beginning of a long line", "", "wo", long, head("wo"+long, 110) + "…", "^^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file(t, test.before+test.marked+test.behind)
			lines := source.Excerpt(f, source.Span{Start: len(test.before), End: len(test.before) + len(test.marked)})
			if len(lines) != 2 || lines[0].Text != test.text || lines[1].Text != test.carets || lines[0].Number != 1 {
				t.Errorf("got\n%+v, want\n%q and %q", lines, test.text, test.carets)
			}
		})
	}
}

func head(s string, n int) string { return string([]rune(s)[:n]) }

func tail(s string, n int) string { r := []rune(s); return string(r[len(r)-n:]) }

// In a line of any length, the carets are under what is marked, and the line
// is not longer than a terminal is wide.
func TestExcerptOfLongLines(t *testing.T) {
	text := strings.Repeat("0123456789äöü", 60)
	for at := 0; at < len(text); at++ {
		if text[at]&0xc0 == 0x80 {
			continue
		}
		end := min(at+4, len(text))
		for end < len(text) && text[end]&0xc0 == 0x80 {
			end++
		}
		lines := source.Excerpt(file(t, text), source.Span{Start: at, End: end})
		shown, carets := []rune(lines[0].Text), []rune(lines[1].Text)
		if len(shown) > 112 {
			t.Fatalf("at %d: %d characters", at, len(shown))
		}
		if len(carets) > len(shown) {
			t.Fatalf("at %d: the carets go beyond the line:\n%s\n%s", at, string(shown), string(carets))
		}
		from := strings.IndexByte(string(carets), '^')
		if got, want := string(shown[from:len(carets)]), text[at:end]; got != want {
			t.Fatalf("at %d: the carets are under %q, not under %q", at, got, want)
		}
	}
}

func TestExcerptOfNothing(t *testing.T) {
	if lines := source.Excerpt(&source.File{Name: "gone.md"}, source.Span{}); lines != nil {
		t.Errorf("got %v", lines)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"":                "",
		"plain größe":     "plain größe",
		"a\tb\x00\x7f\r":  "a b␀␡␍",
		"\u200b\u2028":    "¤¤",
		"\u202eabc\ufeff": "¤abc¤",
		"\u0085":          "¤",
		"\xff":            "\ufffd",
		"a\u00a0b":        "a\u00a0b",
	} {
		if got := source.Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"title", "description", "nav", "order", "field", "built-in"}
	for in, want := range map[string]string{
		"desciption":  "description",
		"descritpion": "description", // neighbours swapped are one mistake
		"Title":       "title",
		"titel":       "title",
		"builtin":     "built-in",
		"nv":          "nav",
		"weather":     "",
		"x":           "",
		"":            "",
	} {
		if got := source.Nearest(in, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPrint(t *testing.T) {
	f := file(t, "one\ntwo words\n")
	var b strings.Builder
	p := source.Printer{W: &b}
	p.Print(source.Fault{File: f, Span: source.Span{Start: 8, End: 13}, What: "this is wrong", Do: "do this\nor that"})
	p.Print(source.Usage("usage", "no place", "look elsewhere"))
	p.Print(source.Fault{File: f, What: "a patch", Shown: []source.Line{
		{Mark: source.Request, Text: "request"}, {Mark: source.Same, Number: 9, Text: "same"}, {Mark: source.Documented, Number: 10, Text: "old"},
		{Mark: source.Received, Text: "new"}, {Mark: source.Carets, Text: "^^^"}, {Mark: source.Remark, Text: "…"},
	}})
	const want = `a.md:2:5: this is wrong
      2   two words
              ^^^^^
      do this
      or that

no place
      look elsewhere

a.md:1:1: a patch
      request
       9   same
    - 10   old
    +      new
           ^^^
      …

`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	p.Color = true
	p.Print(source.Fault{What: "red", Shown: []source.Line{{Mark: source.Documented, Number: 1, Text: "old"}}})
	if want := "red\n    \x1b[31m- 1   old\x1b[0m\n\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
