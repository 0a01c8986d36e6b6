package proof

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An Edit puts a text in the place of a span of a note.
type Edit struct {
	Span source.Span
	Text string
}

// Apply makes the edits, which must be in order and must not overlap.
func Apply(data []byte, edits []Edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, data[at:e.Span.Start]...)
		out = append(out, e.Text...)
		at = e.Span.End
	}
	return append(out, data[at:]...)
}

// An Update says what may be rewritten.
type Update struct {
	Lines            []int // only the exchanges at these lines; all where there are none
	AllowClassChange bool
}

// A Rewritten is what Rewrite found: what to write, and what need not stand in
// the note.
type Rewritten struct {
	Edits   []Edit
	Notices []source.Fault // holes that both runs did without
}

// Rewrite plays a note and writes what came into its response fences: only where
// it is not what is documented, and with the elisions, holes and captures that still
// fit. It then plays the new text on a fresh origin; what differs between the
// two is a fault, and so is what a fence cannot hold. Where there are faults,
// the edits must not be made.
func (p *Prover) Rewrite(ctx context.Context, n *note.Note, u Update) (r Rewritten, faults []source.Fault) {
	s := exchange.ReadNote(n)
	plan, faults := p.plan(s)
	if faults = slices.Concat(s.Faults, faults); len(faults) > 0 {
		return r, faults
	}
	changed := map[int]bool{} // by number of exchange
	defer plan.takeTurns()()
	plan.restart()
	first, _ := play(ctx, plan)
	for _, st := range s.Steps {
		t := first[st]
		if t == nil || !u.covers(n.File, st.Exchange) {
			continue
		}
		found := len(faults)
		for _, f := range t.faults() {
			if f.ID != "difference" && f.ID != "elision-unused" && f.ID != "stub" || st.Kind != exchange.InResponse {
				faults = append(faults, f)
			}
		}
		if t.match || st.Kind != exchange.InResponse || len(faults) > found {
			continue
		}
		if f, bad := t.refuse(u); bad {
			faults = append(faults, f)
			continue
		}
		changed[st.Exchange.Number] = true
		r.Edits = append(r.Edits, t.edits()...)
	}
	if len(faults) > 0 || len(r.Edits) == 0 && !s.HasHoles() {
		return r, faults
	}
	second, faults := p.again(ctx, n, r.Edits, changed)
	if len(faults) == 0 {
		r.Notices = steady(s, first, second)
	}
	return r, faults
}

// again plays the new text of a note, and faults what is another this time. The
// turns are those of the fences in their order.
func (p *Prover) again(ctx context.Context, n *note.Note, edits []Edit, changed map[int]bool) (second []*turn, faults []source.Fault) {
	file := &source.File{Name: n.File.Name, Data: Apply(n.File.Data, edits), CRLF: n.File.CRLF}
	fresh, faults := n.Again(file)
	s := exchange.ReadNote(fresh)
	plan, more := p.plan(s)
	if faults = slices.Concat(faults, s.Faults, more); len(faults) > 0 {
		return nil, faults
	}
	plan.restart()
	turns, _ := play(ctx, plan)
	for _, st := range s.Steps {
		t := turns[st]
		second = append(second, t)
		if t == nil || t.match || !changed[st.Exchange.Number] || st.Kind != exchange.InResponse {
			continue
		}
		f := t.difference()
		f.ID = "unsteady"
		what := strings.TrimSuffix(f.What, " is not what the origin sent")
		f.What = what + " differs from one run to the next"
		f.Do = "give what varies a hole or a capture, or elide it"
		if field := fieldAt(st, f.Span); field != "" {
			f.Do = fmt.Sprintf("it may vary: hole=%q", field)
		}
		faults = append(faults, f)
	}
	return second, faults
}

// steady lists the holes whose value was the same in both runs, and the same as
// in the note: they may not be needed.
func steady(s *exchange.Script, first map[*exchange.Step]*turn, second []*turn) (notices []source.Fault) {
	for i, st := range s.Steps {
		one, two := first[st], second[i]
		if one == nil || two == nil || len(one.got) == 0 || len(two.got) == 0 || len(st.Messages) == 0 {
			continue
		}
		for _, h := range st.Holes {
			if h.Code != "" {
				continue
			}
			documented, _ := valueOf(h, st.Messages)
			was, ok := valueOf(h, one.got)
			is, _ := valueOf(h, two.got)
			if ok && was == is && was == documented {
				notices = append(notices, source.Fault{File: s.File(), Span: h.Span, ID: "hole-not-needed",
					What: fmt.Sprintf("the hole %s may not be needed: both runs gave %q", h.Text, was), Do: "remove it, if the value is always the same"})
			}
		}
	}
	return notices
}

// valueOf is what a hole of the final response covers.
func valueOf(h pattern.Hole, messages []*wire.Message) (string, bool) {
	m := messages[len(messages)-1]
	at, ok := h.Find(m)
	return string(m.Bytes(at)), ok
}

// fieldAt is the name of the field at a place of a documented response.
func fieldAt(s *exchange.Step, at source.Span) string {
	for _, m := range s.Messages {
		for _, f := range m.Fields {
			if f.Line.Start <= at.Start && at.Start <= f.Line.End {
				return m.Name(f)
			}
		}
	}
	return ""
}

// covers says that an exchange may be rewritten.
func (u Update) covers(file *source.File, e *exchange.Exchange) bool {
	return len(u.Lines) == 0 || slices.ContainsFunc(u.Lines, func(line int) bool { return e.At(file, line) })
}
