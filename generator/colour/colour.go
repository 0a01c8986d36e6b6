// Package colour divides code into spans of a kind, for highlighting. Go and JSON have
// scanners of their own, and so have Python, JavaScript and families of languages
// (grammar.go): they take time that grows with the length of the text. Chroma knows the
// other languages, within limits.
package colour

import (
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Span is a piece of code. Class is chroma's short name for its kind, or empty.
type Span struct{ Class, Text string }

// Scanned reports whether the language has a scanner here. Without one, ask Chroma.
func Scanned(language string) bool {
	return language == "" || language == "text" || language == "go" || language == "json" || grammars[language] != nil
}

// Scan divides code in a language that is Scanned.
func Scan(language, text string) []Span {
	switch {
	case language == "go":
		return goSpans(text)
	case language == "json":
		return jsonSpans(text)
	case grammars[language] != nil:
		return grammars[language].spans(text)
	}
	return []Span{{"", text}}
}

func jsonSpans(text string) []Span {
	data := []byte(text)
	var spans []Span
	at := 0
	for _, t := range wire.JSONTokens(data, source.Span{End: len(data)}) {
		if class := t.Kind.Class(); class != "" {
			spans = append(spans, Span{"", text[at:t.Span.Start]}, Span{class, text[t.Span.Start:t.Span.End]})
			at = t.Span.End
		}
	}
	return append(spans, Span{"", text[at:]})
}
