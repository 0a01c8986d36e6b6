package proof

import (
	"cmp"
	"slices"

	"wirebook/generator/source"
)

// An edit replaces a span of a note with a text.
type edit struct {
	source.Span
	text string
}

// apply returns data with the edits made. They must be in order and must not overlap.
func apply(data []byte, edits []edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, data[at:e.Start]...)
		out = append(out, e.text...)
		at = e.End
	}
	return append(out, data[at:]...)
}

// moved returns where a span is after the edits.
func moved(s source.Span, edits []edit) source.Span {
	by := 0
	for _, e := range edits {
		if e.End > s.Start {
			s.Start = min(s.Start, e.Start)
			break
		}
		by += len(e.text) - e.Len()
	}
	s.End = max(s.Start, s.End)
	return s.Shift(by)
}

// flat returns the edits of fences in their order in the note.
func flat(edits map[int][]edit) (all []edit) {
	for _, of := range edits {
		all = append(all, of...)
	}
	slices.SortFunc(all, func(a, b edit) int { return cmp.Compare(a.Start, b.Start) })
	return all
}
