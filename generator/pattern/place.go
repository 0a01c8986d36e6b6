package pattern

import (
	"slices"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Placed hole is one that was found in the message.
type Placed struct {
	at   source.Span
	kind pieceKind
	Type string
}

// Place finds the holes of a documented response. Date and Age always are holes,
// where their sample fits. Final says that it is the last response of its fence.
// Follow makes a hole of Content-Length, where other holes change the length of
// the body.
func Place(m *wire.Message, holes []Hole, final, follow bool) (out []Placed) {
	for _, f := range m.Fields {
		switch name := m.Name(f); {
		case strings.EqualFold(name, "Date") && isDate(m.Value(f)):
			out = append(out, Placed{f.Value, value, "date"})
		case strings.EqualFold(name, "Age") && types["number"](m.Value(f)):
			out = append(out, Placed{f.Value, value, "number"})
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
		kind := value
		switch {
		case h.Path != "":
			kind = json
		case h.Cookie != "":
			kind = cookie
		}
		out = append(out, Placed{at, kind, h.Type})
	}
	if follow {
		for _, f := range m.Fields {
			if strings.EqualFold(m.Name(f), "Content-Length") && types["number"](m.Value(f)) {
				out = append(out, Placed{f.Value, length, "number"})
			}
		}
	}
	slices.SortFunc(out, func(a, b Placed) int { return a.at.Start - b.at.Start })
	return out
}

// Fits says that the hole is the value of a field and may stand for this one.
func (p Placed) Fits(field string) bool { return p.kind == value && fits(p.Type, field) }
