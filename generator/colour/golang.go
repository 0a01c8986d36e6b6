package colour

import (
	"go/scanner"
	"go/token"
	"strings"
)

// goSpans splits Go source, or a part of it, with the scanner of the standard library.
// Operators and names have no class, except names that are declared or called, and
// predeclared ones.
func goSpans(text string) []Span {
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
	var spans []Span
	at := 0
	add := func(class string, from, to int) {
		if class != "" && from >= at && to <= len(text) {
			spans = append(spans, Span{"", text[at:from]}, Span{class, text[from:to]})
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
			return append(spans, Span{"", text[at:]})
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
