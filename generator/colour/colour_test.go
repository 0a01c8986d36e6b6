package colour

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/alecthomas/chroma/v2"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// shownText is what a reader would copy from HTML.
func shownText(source string) string { return html.UnescapeString(tag.ReplaceAllString(source, "")) }

// spans divides code as a page does.
func spans(language, text string) []Span {
	if Scanned(language) {
		return Scan(language, text)
	}
	return Chroma(language, text)
}

var samples = []struct{ language, text string }{
	{"go", "package p\n\nfunc f(s string) { /* a\nb */ return `x\ny` + \"\\n\" + 'c' } // end"},
	{"go", "func (l *library) getBook() { if a < b && c > d { panic(nil) } }\n"},
	{"go", "this is @ not # Go \"unclosed\n`never closed"},
	{"go", ""},
	{"json", `{"a<b>": [1, -2.5e3, true, null, "x & \"y\""], "…": "…"}`},
	{"json", "not json at all, {"},
	{"python", "def f(x):\n    return f\"<{x}>\"\n"},
	{"python", "@app.get(f'{x}')\ndef ü(a, *b): return rb\"\\\"\" + \"\"\"a\n\"b\"\"\" + 'open\n\tx = 0x1F.real\n'''never closed"},
	{"js", "const a = `x\n${y}`; // c\n/* d\n */ o.if = 'it\\'s' /* never closed"},
	{"html", "<p class=\"a\">x &amp; y</p>\n"},
	{"sh", "curl -i 'http://localhost/?a=1&b=2' | head -1 # see\n"},
	{"diff", "-old\n+new\n"},
	{"python", "tail without a line end"},
	{"klingon", "<qapla'> & more"},
	{"", "plain <text>\n"},
}

// TestNames: what languages and their aliases are called goes before the ends of file
// names, which several languages have.
func TestNames(t *testing.T) {
	for word, want := range map[string]string{"c": "C", "C++": "C++", "cpp": "C++", "h": "C", "m": "Objective-C", "py": "Python", "rs": "Rust", "conf": "", "klingon": ""} {
		if got := Name(word); got != want {
			t.Errorf("%s is %q, want %q", word, got, want)
		}
	}
	if got := Chroma("c", "int x;\n"); len(got) < 2 {
		t.Errorf("C has no colours: %q", got)
	}
}

func TestCodeKeepsItsText(t *testing.T) {
	for _, s := range samples {
		var b strings.Builder
		Write(&b, spans(s.language, s.text))
		if got := shownText(b.String()); got != s.text {
			t.Errorf("%s: got %q, want %q", s.language, got, s.text)
		}
		b.Reset()
		lines := WriteLines(&b, spans(s.language, s.text))
		if got := shownText(b.String()); got != s.text {
			t.Errorf("%s by lines: got %q, want %q", s.language, got, s.text)
		}
		want := strings.Count(s.text, "\n")
		if s.text != "" && !strings.HasSuffix(s.text, "\n") {
			want++
		}
		if got := strings.Count(b.String(), `class="line"`); lines != want || got != want {
			t.Errorf("%q has %d lines and %d elements, want %d", s.text, lines, got, want)
		}
	}
}

func TestCodeOfThisPackageKeepsItsText(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		Write(&b, goSpans(string(data)))
		if shownText(b.String()) != string(data) {
			t.Errorf("%s changes", name)
		}
	}
}

func TestClassesOfCode(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"go", "func f() bool", `<span class="k">func</span> <span class="nf">f</span>() <span class="kt">bool</span>`},
		{"go", "x := len(y) + 0x1F", `x := <span class="nb">len</span>(y) + <span class="m">0x1F</span>`},
		{"go", "// c\n'a'", "<span class=\"c1\">// c</span>\n<span class=\"s\">'a'</span>"},
		{"json", `{"a":"b"}`, `{<span class="nt">"a"</span>:<span class="s2">"b"</span>}`},
		{"python", "if x: # c", `<span class="k">if</span> x: <span class="c1"># c</span>`},
		{"py", "@app.get('/')\ndef len(x): return x.len", `<span class="nd">@app.get</span>(<span class="s">'/'</span>)` + "\n" + `<span class="k">def</span> <span class="nf">len</span>(x): <span class="k">return</span> x.len`},
		{"python", "f\"a\" + 'b\nNone 1.5", `<span class="s">f"a"</span> + <span class="s">'b</span>` + "\n" + `<span class="kc">None</span> <span class="m">1.5</span>`},
		{"js", "function f() { return `a\nb` } /* c */", `<span class="k">function</span> <span class="nf">f</span>() { <span class="k">return</span> <span class="s">` + "`a\nb`" + `</span> } <span class="cm">/* c */</span>`},
		{"ruby", "x = 1", `x <span class="o">=</span> <span class="mi">1</span>`},
	}
	for _, test := range tests {
		var b strings.Builder
		Write(&b, spans(test.language, test.text))
		if b.String() != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.language, b.String(), test.want)
		}
	}
}

func FuzzGoKeepsItsText(f *testing.F) {
	for _, s := range samples {
		f.Add(s.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b strings.Builder
		for _, piece := range slices.Concat(goSpans(s), grammars["python"].spans(s), grammars["js"].spans(s)) {
			b.WriteString(piece.Text)
		}
		if b.String() != s+s+s {
			t.Errorf("%q becomes %q", s, b.String())
		}
	})
}

// Chroma gets only so much of a note; the scanners here get all.
func TestBudget(t *testing.T) {
	line := "x = \"text\"  # a remark\n"
	short, long := strings.Repeat(line, 100), strings.Repeat(line, 200)
	for _, test := range []struct {
		language, text string
		before         int
		want           bool
	}{
		{"ruby", short, 0, true}, {"ruby", long, 0, false}, {"ruby", short, 7000, false},
		{"go", long, 7000, true}, {"py", long, 7000, true}, {"json", long, 7000, true}, {"", long, 7000, true},
		{"sh", "a\n" + strings.Repeat("\n", 19) + "b\n", 0, true}, {"sh", "a\n" + strings.Repeat("\n", 20) + "b\n", 0, false},
		{"yaml", "a: " + strings.Repeat("b", 296) + "\n", 0, true}, {"yaml", "a: " + strings.Repeat("b", 297) + "\n", 0, false},
		{"apacheconf", "a b\n", 0, false}, {"klingon", "a\n", 0, false},
	} {
		b := Budget{used: test.before}
		if got := b.Take(test.language, test.text); got != test.want {
			t.Errorf("%s, %d bytes after %d: %v", test.language, len(test.text), test.before, got)
		}
	}
}

// A stalling lexer gives one token a text. As many times as stalls says, that token
// takes as long as chroma lets a match take, and has the wrong class.
type stallingLexer struct {
	chroma.Lexer
	stalls int
}

func (l *stallingLexer) Tokenise(_ *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	class := chroma.Keyword
	if l.stalls > 0 {
		l.stalls--
		class = chroma.Error
		time.Sleep(250 * time.Millisecond)
	}
	return chroma.Literator(chroma.Token{Type: class, Value: text}), nil
}

// Colours do not depend on how busy the machine is.
func TestStalledMatch(t *testing.T) {
	for _, tt := range []struct {
		stalls int
		ok     bool
	}{{0, true}, {1, true}, {4, true}, {5, false}} {
		synctest.Test(t, func(t *testing.T) {
			tokens, ok := tokenise(&stallingLexer{stalls: tt.stalls}, "return")
			if ok != tt.ok {
				t.Fatalf("%d stalls: ok is %t", tt.stalls, ok)
			}
			if ok && (len(tokens) != 1 || tokens[0].Type != chroma.Keyword) {
				t.Errorf("%d stalls: the tokens are %v", tt.stalls, tokens)
			}
		})
	}
}
