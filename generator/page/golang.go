package page

import (
	"bytes"
	"go/scanner"
	"go/token"
	"html/template"
	"path"
	"strings"

	"wirebook/generator/site"
)

// goSpans splits Go source, or a part of it, with the scanner of the standard library.
// Operators and names have no class, except names that are declared or called, and
// predeclared ones.
func goSpans(text string) []span {
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
	var spans []span
	at := 0
	add := func(class string, from, to int) {
		if class != "" && from >= at && to <= len(text) {
			spans = append(spans, span{"", text[at:from]}, span{class, text[from:to]})
			at = to
		}
	}
	var name string
	var start int
	for {
		pos, tok, literal := s.Scan()
		offset := file.Offset(min(pos, token.Pos(file.Base()+len(text))))
		if name != "" {
			class := goNames[name]
			if class == "" && tok == token.LPAREN {
				class = "nf"
			}
			add(class, start, start+len(name))
			name = ""
		}
		switch {
		case tok == token.EOF:
			return append(spans, span{"", text[at:]})
		case tok == token.IDENT:
			name, start = literal, offset
		case tok == token.COMMENT:
			add("c1", offset, offset+goLength(text[offset:], literal))
		case tok == token.STRING || tok == token.CHAR:
			add("s", offset, offset+goLength(text[offset:], literal))
		case tok.IsLiteral():
			add("m", offset, offset+len(literal))
		case tok.IsKeyword():
			add("k", offset, offset+len(literal))
		}
	}
}

// goLength is the length of a literal in the text: the scanner drops carriage returns
// from raw strings and comments.
func goLength(text, literal string) int {
	if strings.HasPrefix(text, literal) {
		return len(literal)
	}
	n := 0
	for i := 0; i < len(literal) && n < len(text); n++ {
		if text[n] == literal[i] {
			i++
		}
	}
	return n
}

// goNames are the predeclared names of Go, with their class.
var goNames = func() map[string]string {
	names := map[string]string{}
	for class, list := range map[string]string{
		"kt": "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
		"kc": "true false nil iota",
		"nb": "append cap clear close complex copy delete imag len make max min new panic print println real recover",
	} {
		for name := range strings.FieldsSeq(list) {
			names[name] = class
		}
	}
	return names
}()

// A SourceView is a file of the built-in origin, as source.html shows it. Each line has
// the id L followed by its number.
type SourceView struct {
	Path   string // origin/books.go
	Lines  int
	Code   template.HTML
	Others []Link // the other files in its folder
}

func (a asking) source(b *bytes.Buffer, s *site.Source) error {
	p, v := a.press, a.plainView(site.Place{Page: s.URL})
	v.Title = path.Base(s.Path)
	v.Description = "The source code of the server that answers the examples: " + s.Path + "."
	v.Canonical = site.Canonical(a.site(site.AboutConfig).Config.Address, s.URL)
	if a.home() != nil {
		v.Crumbs = []Link{v.Home}
	}
	text := string(s.File.Data)
	var code strings.Builder
	lines := writeLines(&code, p.highlight(strings.TrimPrefix(path.Ext(s.Path), "."), text))
	v.Source = &SourceView{Path: s.Path, Lines: lines, Code: template.HTML(code.String())}
	for _, other := range a.site(site.AboutSources).Sources {
		if other != s {
			v.Source.Others = append(v.Source.Others, Link{URL: v.at.To(other.URL), Title: path.Base(other.Path)})
		}
	}
	return p.layouts.execute(b, "source.html", v)
}
