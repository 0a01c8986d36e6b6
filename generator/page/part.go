package page

import (
	"slices"

	"wirebook/generator/note"
	"wirebook/generator/wire"
)

// A Part is a part of a message and the page that explains it, if there is one.
// The words for it stand in layouts/part.html.
type Part struct {
	Name string // one of wire.PartNames
	Page *Link
}

func (m *markdown) parts(names []string) []Part {
	var out []Part
	for _, name := range names {
		p := Part{Name: name}
		if to := m.press.site.Part(name); to != nil && to != m.page {
			l := link(to, m.at)
			p.Page = &l
		}
		out = append(out, p)
	}
	return out
}

// allParts are those that the messages of the page may have, for a script that
// shows them; none where the page has no message.
func (m *markdown) allParts() []Part {
	if !slices.ContainsFunc(m.page.Note.Fences, func(f *note.Fence) bool { return f.Message }) {
		return nil
	}
	return m.parts(wire.PartNames)
}
