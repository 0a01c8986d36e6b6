package pattern

import (
	"slices"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Placed hole is one that was found in the message.
type Placed struct {
	at    source.Span
	kind  pieceKind
	Type  string
	named bool // by the note or the origin; Date and Age are holes by themselves
}

// Span is the part of the message that may vary.
func (p Placed) Span() source.Span { return p.at }

// Named says that the note or the origin names the hole.
func (p Placed) Named() bool { return p.named }

// Place finds the holes of a documented response. Date and Age always are holes,
// where their sample fits. Final says that it is the last response of its fence.
// Follow makes a hole of Content-Length, where other holes change the length of
// the body.
func Place(m *wire.Message, holes []Hole, final, follow bool) (out []Placed) {
	for _, f := range m.Fields {
		switch name := m.Name(f); {
		case strings.EqualFold(name, "Date") && isDate(m.Value(f)):
			out = append(out, Placed{f.Value, value, "date", false})
		case strings.EqualFold(name, "Age") && fits(digits, m.Value(f)), follow && strings.EqualFold(name, "Content-Length") && fits(digits, m.Value(f)):
			out = append(out, Placed{f.Value, value, digits, false})
		}
	}
	for _, h := range holes {
		if h.Code == "" && !final || h.Code != "" && h.Code != string(m.Bytes(m.Status)) {
			continue
		}
		at, ok := h.Find(m)
		if !ok || !h.Fits(string(m.Bytes(at))) {
			continue
		}
		p := Placed{at, value, h.Type, true}
		switch {
		case h.Path != "":
			p.kind = json
		case h.Cookie != "":
			p.kind = cookie
		case slices.ContainsFunc(digitFields, func(name string) bool { return strings.EqualFold(name, h.Field) }):
			p.Type = digits
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Placed) int { return a.at.Start - b.at.Start })
	return out
}

// Fits says that the hole is the value of a field and may stand for this one.
func (p Placed) Fits(field string) bool { return p.kind == value && fits(p.Type, field) }

// jsonType is one byte for all values of a JSON type that begin as this one.
func jsonType(first byte) byte {
	switch {
	case first == 'f':
		return 't'
	case first == '-' || wire.IsDigit(first):
		return '0'
	}
	return first
}

// charactersOf says which bytes a capture with this sample may stand for: letters
// and digits, digits alone where the sample has no letter, and its own other
// characters.
func charactersOf(sample string) func(byte) bool {
	var own [256]bool
	for i := range len(sample) {
		own[sample[i]] = true
		for c := byte('0'); c <= '9'; c++ {
			own[c] = true
		}
		if wire.IsAlpha(sample[i]) {
			for c := byte('a'); c <= 'z'; c++ {
				own[c], own[c-'a'+'A'] = true, true
			}
		}
	}
	return func(c byte) bool { return own[c] }
}
