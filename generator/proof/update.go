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

// An Edit replaces a span of a note with a text.
type Edit struct {
	Span source.Span
	Text string
}

// Apply returns data with the edits made. They must be in order and must not overlap.
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
	Lines            []int // only the exchanges at these lines; all exchanges if empty
	AllowClassChange bool
}

// A Rewritten is the result of Rewrite: what to write, and what the note may not need.
type Rewritten struct {
	Edits   []Edit
	Notices []source.Fault // holes that neither run needed
}

// Rewrite plays a note and returns edits that put what was received into its response
// fences, only where it differs from what is documented, and keeping the elisions, holes
// and captures that still fit. It then plays the new text on a new instance of the
// origin. What differs between the two runs is a fault, and so is what a fence cannot
// contain. If there are faults, the edits must not be made.
func (p *Prover) Rewrite(ctx context.Context, n *note.Note, u Update) (r Rewritten, faults []source.Fault) {
	s := exchange.ReadNote(n)
	plan, faults := p.plan(s)
	if faults = slices.Concat(s.Faults, faults); len(faults) > 0 {
		return r, faults
	}
	changed := map[int]bool{} // by number of the exchange
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
	second, faults := p.again(ctx, s, first, r.Edits, changed)
	if len(faults) == 0 {
		r.Notices = steady(s, first, second)
	}
	return r, faults
}

// again plays the new text of a note, and returns a fault for what differs this time, and
// for new responses that a check would refuse. The faults are at the fences of the text
// as it is; the turns are in the order of the fences.
func (p *Prover) again(ctx context.Context, was *exchange.Script, first map[*exchange.Step]*turn, edits []Edit, changed map[int]bool) (second []*turn, faults []source.Fault) {
	n := was.Note
	file := &source.File{Name: n.File.Name, Data: Apply(n.File.Data, edits), CRLF: n.File.CRLF}
	fresh, faults := n.Again(file)
	s := exchange.ReadNote(fresh)
	plan, more := p.plan(s)
	if faults = slices.Concat(faults, s.Faults, more); len(faults) > 0 {
		return nil, faults
	}
	plan.restart()
	turns, _ := play(ctx, plan)
	for i, st := range s.Steps {
		t := turns[st]
		second = append(second, t)
		if t == nil || first[was.Steps[i]] == nil || !changed[st.Exchange.Number] || st.Kind != exchange.InResponse {
			continue
		}
		if t.match {
			refused, _, _ := p.judge(plan, st, t)
			for _, f := range refused {
				faults = append(faults, first[was.Steps[i]].unwritten(f))
			}
			continue
		}
		f := t.difference()
		f.ID = "unsteady"
		what := strings.TrimSuffix(f.What, " is not what the origin sent")
		f.What = what + " differs from one run to the next"
		f.Do = "mark what varies with hole or capture, or leave it out with …"
		if field := fieldAt(st, f.Span); field != "" {
			f.Do = fmt.Sprintf("it may vary: hole=%q", field)
			if strings.EqualFold(field, "Set-Cookie") {
				f.Do = cookieMayVary(st, t, f.Span)
			}
		}
		faults = append(faults, first[was.Steps[i]].unwritten(f))
	}
	return second, faults
}

// unwritten moves a fault of the new text to the fence of the text as it is, which is
// also where breaks, hole and capture are written. The lines shown are the new ones.
func (t *turn) unwritten(f source.Fault) source.Fault {
	f.File, f.Span, f.About, f.Request = t.file, t.step.Fence.Marker, source.Span{}, t.request()
	if len(f.Shown) > 0 && f.Shown[0].Mark == source.Request {
		f.Shown[0].Text = "request   " + f.Request
	}
	return f
}

// cookieMayVary says how to let a Set-Cookie vary that differs in each run: only its
// value, by the name of the cookie, which a later request may send back.
func cookieMayVary(st *exchange.Step, t *turn, at source.Span) string {
	m := st.Messages[len(st.Messages)-1]
	for _, f := range m.Fields {
		if at.Start < f.Line.Start || f.Line.End < at.Start {
			continue
		}
		pair, attributes, _ := strings.Cut(m.Value(f), ";")
		name, value, _ := strings.Cut(pair, "=")
		for _, came := range t.got[len(t.got)-1].Values("Set-Cookie") {
			pair, others, _ := strings.Cut(came, ";")
			if n, _, _ := strings.Cut(pair, "="); n != name || others != attributes {
				continue
			}
			do := fmt.Sprintf("it may vary: hole=%q", "Set-Cookie["+name+"]")
			if exchange.MayCapture(value) {
				do += fmt.Sprintf("; if a later request sends it back, write capture=%q instead", name+"="+value)
			}
			return do
		}
	}
	return `it may vary: hole="Set-Cookie"`
}

// steady returns a notice for each hole whose value was the same in both runs and in the
// note: it may not be needed.
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
					What: fmt.Sprintf("the hole %s may not be needed: the value was %q in both runs", h.Text, was), Do: "remove it, if the value is always the same"})
			}
		}
	}
	return notices
}

// valueOf returns the text that a hole of the final response covers.
func valueOf(h pattern.Hole, messages []*wire.Message) (string, bool) {
	m := messages[len(messages)-1]
	at, ok := h.Find(m)
	return string(m.Bytes(at)), ok
}

// fieldAt returns the name of the field at a place of a documented response, or "".
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

// covers reports whether an exchange may be rewritten.
func (u Update) covers(file *source.File, e *exchange.Exchange) bool {
	return len(u.Lines) == 0 || slices.ContainsFunc(u.Lines, func(line int) bool { return e.At(file, line) })
}
