package exchange

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
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
	s := pair(n)
	faults = append(s.faults, p.choose(s)...)
	if len(faults) > 0 {
		return r, faults
	}
	changed := map[int]bool{} // by number of exchange
	defer s.takeTurns()()
	s.restart()
	first := play(ctx, s)
	for _, c := range first {
		if !u.covers(n.File, c.step.exchange) {
			continue
		}
		found := len(faults)
		for _, f := range c.faults(n.File) {
			if f.ID != "difference" && f.ID != "elision-unused" && f.ID != "stub" || c.step.place != inResponse {
				faults = append(faults, f)
			}
		}
		if c.match || c.step.place != inResponse || len(faults) > found {
			continue
		}
		if f, bad := c.refuse(n.File, u); bad {
			faults = append(faults, f)
			continue
		}
		changed[c.step.exchange.Number] = true
		r.Edits = append(r.Edits, c.edits(n.File)...)
	}
	if len(faults) > 0 || len(r.Edits) == 0 && !s.hasHoles() {
		return r, faults
	}
	second, faults := p.again(ctx, n, r.Edits, changed)
	if len(faults) == 0 {
		r.Notices = steady(n.File, first, second)
	}
	return r, faults
}

// again plays the new text of a note, and faults what came otherwise this time.
func (p *Prover) again(ctx context.Context, n *note.Note, edits []Edit, changed map[int]bool) (second []*played, faults []source.Fault) {
	file := &source.File{Name: n.File.Name, Data: Apply(n.File.Data, edits), CRLF: n.File.CRLF}
	fresh, faults := n.Again(file)
	s := pair(fresh)
	faults = append(append(faults, s.faults...), p.choose(s)...)
	if len(faults) > 0 {
		return nil, faults
	}
	s.restart()
	second = play(ctx, s)
	for _, c := range second {
		if c.match || !changed[c.step.exchange.Number] || c.step.place != inResponse {
			continue
		}
		f := c.difference(file)
		f.ID = "unsteady"
		what := strings.TrimSuffix(f.What, " is not what the origin sent")
		f.What = what + " differs from one run to the next"
		f.Do = "give what varies a hole or a capture, or elide it"
		if field := fieldAt(c.step, f.Span); field != "" {
			f.Do = fmt.Sprintf("it may vary: hole=%q", field)
		}
		faults = append(faults, f)
	}
	return second, faults
}

func (s *script) hasHoles() bool {
	for _, st := range s.steps {
		if len(st.holes) > 0 {
			return true
		}
	}
	return false
}

// steady lists the holes whose value was the same in both runs, and the same as
// in the note: they may not be needed.
func steady(file *source.File, first, second []*played) (notices []source.Fault) {
	for i, a := range first {
		if i >= len(second) || len(a.got) == 0 || len(second[i].got) == 0 || len(a.step.messages) == 0 || len(a.step.holes) == 0 {
			continue
		}
		for _, h := range a.step.holes {
			if h.code != "" {
				continue
			}
			documented, _ := valueOf(h, a.step.messages)
			one, ok := valueOf(h, a.got)
			two, _ := valueOf(h, second[i].got)
			if ok && one == two && one == documented {
				notices = append(notices, source.Fault{File: file, Span: h.span, ID: "hole-not-needed",
					What: fmt.Sprintf("the hole %s may not be needed: both runs gave %q", h.text, one), Do: "remove it, if the value is always the same"})
			}
		}
	}
	return notices
}

// valueOf is what stands in a hole of the final response.
func valueOf(h holeName, messages []*wire.Message) (string, bool) {
	m := messages[len(messages)-1]
	at, ok := h.find(m)
	return string(m.Text[at.Start:at.End]), ok
}

// fieldAt is the name of the field at a place of a documented response.
func fieldAt(s *step, at source.Span) string {
	for _, m := range s.messages {
		for _, f := range m.Fields {
			if f.Line.Start <= at.Start && at.Start <= f.Line.End {
				return m.Name(f)
			}
		}
	}
	return ""
}

// covers says that an exchange may be rewritten.
func (u Update) covers(file *source.File, e *Exchange) bool {
	if len(u.Lines) == 0 {
		return true
	}
	for _, line := range u.Lines {
		if e.At(file, line) {
			return true
		}
	}
	return false
}

// At says that a line of the note is in one of the fences of the exchange.
func (e *Exchange) At(file *source.File, line int) bool {
	for _, f := range slices.Concat([]*note.Fence{e.Request}, e.Responses, e.Sent) {
		if f == nil {
			continue
		}
		first, _ := file.Position(f.Marker.Start)
		last, _ := file.Position(f.Close.End)
		if first <= line && line <= last {
			return true
		}
	}
	return false
}
