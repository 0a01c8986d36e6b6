package rule

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dunglas/httpsfv"

	"wirebook/generator/registry"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// structuredRules are about fields that are defined as structured; older fields have
// their own grammars.
func structuredRules(r *registry.Registry) []entry {
	fields := map[string]registry.Structured{}
	var names []string
	for _, f := range r.StructuredFields() {
		fields[strings.ToLower(f.Field)] = f
		names = append(names, f.Field)
	}
	with := func(do func(*view, structuredField)) func(*view, wire.Field) {
		return func(v *view, first wire.Field) {
			if s := v.structured(fields[strings.ToLower(v.m.Name(first))], first); !s.unknown {
				do(v, s)
			}
		}
	}
	return []entry{
		{
			Rule: must("sf-form", "9651 4.2", "The value of a structured field is an Item, a List or a Dictionary, as its definition says."),
			by:   either, of: names, once: true, each: with(structuredForm),
		},
		{
			Rule: must("sf-type", "9651 2 3.3", "The values in a structured field are of the types that its definition allows."),
			by:   either, of: names, once: true, each: with(structuredType),
		},
	}
}

// A structuredField is the value of all lines of a structured field.
type structuredField struct {
	registry.Structured
	lines   []wire.Field
	text    string // the values, joined as one list
	unknown bool   // it contains a placeholder, or lines are omitted
}

func (v *view) structured(f registry.Structured, first wire.Field) structuredField {
	s := structuredField{Structured: f}
	var values []string
	v.eachNamed(first, func(line wire.Field) {
		s.lines = append(s.lines, line)
		values = append(values, v.m.Value(line))
		s.unknown = s.unknown || v.placeholder(line)
	})
	if s.Type == "Item" && s.RFC != "" {
		values, s.lines = values[:1], s.lines[:1] // singleton reports more lines
	}
	s.text = strings.Join(values, ", ")
	return s
}

// parse parses the value. If it is not a structured field of its type, at is the
// offset of the error in the text.
func (s structuredField) parse() (members []structuredMember, at int, ok bool) {
	var err error
	switch s.Type {
	case "Item":
		var item httpsfv.Item
		if item, err = httpsfv.UnmarshalItem([]string{s.text}); err == nil {
			members = append(members, structuredMember{member: item})
		}
	case "List":
		var list httpsfv.List
		if list, err = httpsfv.UnmarshalList([]string{s.text}); err == nil {
			for _, m := range list {
				members = append(members, structuredMember{member: m})
			}
		}
	case "Dictionary":
		var dictionary *httpsfv.Dictionary
		if dictionary, err = httpsfv.UnmarshalDictionary([]string{s.text}); err == nil {
			for _, key := range dictionary.Names() {
				m, _ := dictionary.Get(key)
				members = append(members, structuredMember{key: key, member: m})
			}
		}
	}
	return members, offsetOf(err, len(s.text)), err == nil
}

// offsetOf returns the offset where the parser of structured fields stopped.
func offsetOf(err error, length int) int {
	var stopped *httpsfv.UnmarshalError
	if !errors.As(err, &stopped) {
		return length
	}
	_, number, _ := strings.Cut(stopped.Error(), "character ")
	at := 0
	if _, err := fmt.Sscanf(number, "%d", &at); err != nil {
		return length
	}
	return min(at, length)
}

// place returns the span of the byte at an offset of the joined text.
func (s structuredField) place(at int) source.Span {
	for i, f := range s.lines {
		if at <= f.Value.Len() || i == len(s.lines)-1 {
			start := min(f.Value.Start+at, f.Value.End)
			if start == f.Value.End && f.Value.Len() > 0 {
				start--
			}
			return source.Span{Start: start, End: min(start+1, f.Value.End)}
		}
		at -= f.Value.Len() + len(", ")
		at = max(0, at)
	}
	return source.Span{}
}

// whole returns the span of the value of the first line.
func (s structuredField) whole() source.Span { return s.lines[0].Value }

func structuredForm(v *view, s structuredField) {
	_, at, ok := s.parse()
	if ok {
		return
	}
	if at >= len(s.text) {
		v.breach(s.place(at), fmt.Sprintf("%s is %s, but the value is incomplete", s.Field, s.defined()))
		return
	}
	v.breach(s.place(at), fmt.Sprintf("%s is %s, but %s is not allowed here", s.Field, s.defined(), shown(firstRune(s.text[at:]))))
}

// defined says what a field is, and which RFC says so.
func (s structuredField) defined() string {
	what := "a structured " + s.Type
	if s.RFC != "" {
		what += " (RFC " + s.RFC
		if s.Section != "" {
			what += " section " + s.Section
		}
		what += ")"
	}
	return what
}

// structuredItems calls do for each Item of a well-formed field, except inside an
// Inner List.
func (v *view) structuredItems(first wire.Field, kind string, do func(structuredField, httpsfv.Item)) {
	s := v.structured(registry.Structured{Field: v.m.Name(first), Type: kind}, first)
	members, _, ok := s.parse()
	if s.unknown || !ok {
		return
	}
	for _, m := range members {
		if item, ok := m.member.(httpsfv.Item); ok {
			do(s, item)
		}
	}
}
