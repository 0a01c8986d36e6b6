package exchange

import (
	"slices"
	"strings"

	"wirebook/generator/source"
)

// section returns the span of the section around an offset of the note, without its heading.
func (s *Script) section(at int) source.Span {
	out := source.Span{Start: s.Note.Head.End, End: len(s.Note.File.Data)}
	for _, h := range s.Note.Headings {
		switch {
		case h.Pos < at:
			out.Start = max(out.Start, h.Span.End)
		default:
			out.End = min(out.End, h.Pos)
		}
	}
	return out
}

// Asked returns what the note says before a task, as it is written there.
func (s *Script) Asked(t *Task) string {
	at := t.Begin.Fence.Marker.Start
	return s.without(source.Span{Start: s.section(at).Start, End: at}, nil)
}

// Explained returns what the note says after the solution of a task, as it is written
// there.
func (s *Script) Explained(t *Task) string {
	at := t.Solution.Fence.Close.End
	return s.without(source.Span{Start: at, End: s.section(t.Solution.Fence.Marker.Start).End}, t)
}

// without returns the text of a span, but for the parts of a task.
func (s *Script) without(span source.Span, t *Task) string {
	var out strings.Builder
	for _, f := range s.Note.Fences {
		if t == nil || f.Marker.Start < span.Start || f.Marker.Start >= span.End || !slices.Contains(t.Fences(), f) {
			continue
		}
		out.WriteString(s.Note.File.Text(source.Span{Start: span.Start, End: f.Marker.Start}))
		span.Start = max(f.Close.End, f.Body.End)
	}
	out.WriteString(s.Note.File.Text(span))
	return strings.TrimSpace(out.String())
}
