package exchange

import (
	"bytes"
	"regexp"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// Withholds reports whether the solutions of a note are kept out of the site.
func Withholds(c note.Config, n *note.Note) bool { return c.Withhold || n.Meta.Withhold }

// withhold makes the solutions of the tasks of the script no part of the site.
func (s *Script) withhold() {
	if len(s.Tasks) == 0 {
		return
	}
	var spans []source.Span
	for _, t := range s.Tasks {
		t.Withheld = true
		spans = append(spans, s.withheld(t)...)
	}
	s.Published = s.Note.Without(spans)
}

// definition begins the definition of a link or a footnote, which any section may use.
var definition = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:`)

// withheld returns the spans of a task that no reader of the site sees: its solution with
// the text after it (but for exchanges, which belong to the note), its wrong attempts, and the goal that readers are to find out.
func (s *Script) withheld(t *Task) (spans []source.Span) {
	parts := append([]*Step{t.Solution}, t.Wrong...)
	if t.Written() {
		parts = append(parts, t.Goal)
	}
	for _, st := range parts {
		if st != nil {
			spans = append(spans, st.Fence.Body)
		}
	}
	if t.Solution == nil {
		return spans
	}
	data := s.Note.File.Data
	from := t.Solution.Fence.Close.End
	end := s.section(t.Solution.Fence.Marker.Start).End
	text := func(to int) {
		for from < to {
			line := to
			if i := bytes.IndexByte(data[from:to], '\n'); i >= 0 {
				line = from + i
			}
			if !definition.Match(data[from:line]) {
				spans = append(spans, source.Span{Start: from, End: line})
			}
			from = min(line+1, to)
		}
	}
	for _, f := range s.Note.Fences {
		if f.Marker.Start >= from && f.Marker.Start < end {
			text(f.Marker.Start)
			if !f.Message {
				spans = append(spans, f.Body)
			}
			from = max(f.Close.End, f.Body.End)
		}
	}
	text(end)
	return spans
}

// exposed faults the addresses in site.yaml at which the solutions that it withholds could
// be read.
func exposed(t *note.Tree) (faults []source.Fault) {
	var by string
	for _, n := range t.Notes {
		if n.Meta.Withhold {
			by = n.File.Name
			break
		}
	}
	if t.Config.Withhold {
		by = "site.yaml"
	}
	if by == "" {
		return nil
	}
	for _, key := range []struct{ name, address string }{{"edit", t.Config.Edit}, {"repository", t.Config.Repository}} {
		if key.address != "" {
			faults = append(faults, source.Fault{File: t.ConfigFile, Span: t.Config.At(key.name), ID: "withhold-public", Exit: source.ExitUsage,
				What: by + " withholds solutions, and this tells readers where their source is",
				Do:   "the source of the notes holds the solutions: keep it private, and remove " + key.name + ": from site.yaml; or remove withhold:"})
		}
	}
	return faults
}
