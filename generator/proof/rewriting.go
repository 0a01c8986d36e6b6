package proof

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A rewriting is one run of Rewrite. Fences are known by their place in the list of the
// note, which no edit changes.
type rewriting struct {
	prover  *Prover
	update  Update
	refused map[int][]refusal // of new responses, by the fence
	held    int               // the first fence of a request that was not sent although it could change something; or -1
	waits   map[int]bool      // fences of responses that may depend on that request
}

// A refusal is a fault of a text that is not written.
type refusal struct {
	source.Fault
	fence  int // that opens in the line of the fault, which is in the note as it is; or -1
	offset int // of the fault in the info string; below 0 for the fence itself
}

// A reading is a text of the note, and what was received for it.
type reading struct {
	*exchange.Script
	plan   *plan
	turns  map[*exchange.Step]*turn
	faults []source.Fault // of the notation and of the plan
	steps  map[*note.Fence]*exchange.Step
}

func (w *rewriting) read(n *note.Note) *reading {
	r := &reading{Script: exchange.ReadNote(n), steps: map[*note.Fence]*exchange.Step{}}
	var more []source.Fault
	r.plan, more = w.prover.plan(r.Script)
	r.faults = slices.Concat(r.Script.Faults, more)
	for _, st := range r.Steps {
		r.steps[st.Fence] = st
	}
	return r
}

// play plays the text on servers in their first state.
func (r *reading) play(ctx context.Context) {
	r.plan.restart()
	r.turns, _ = play(ctx, r.plan)
}

// step returns the step of a fence, or nil.
func (r *reading) step(fence int) *exchange.Step { return r.steps[r.Note.Fences[fence]] }

// count corrects the lengths of requests, and returns the note with the right ones.
func (w *rewriting) count(n *note.Note) (*note.Note, []edit) {
	s := exchange.ReadNote(n)
	steps := slices.Clone(s.Steps)
	for _, t := range s.Tasks {
		if t.Solution != nil {
			steps = append(steps, t.Solution)
		}
	}
	edits := map[int][]edit{}
	for _, st := range steps {
		at, length, is := st.Miscounted()
		if is && st.Kind == exchange.InRequest && w.update.covers(n.File, st.Exchange) {
			edits[at.Start] = []edit{{at, strconv.Itoa(length)}}
		}
	}
	if len(edits) == 0 {
		return n, nil
	}
	all := flat(edits)
	n, _ = n.Again(&source.File{Name: n.File.Name, Data: apply(n.File.Data, all), CRLF: n.File.CRLF})
	return n, all
}

// cured are the faults of documented responses that a new text may not have.
var cured = []string{"stub", "content-length", "after-the-end", "too-wide", "hole-unused", "hole-sample", "capture-unused", "capture-place"}

// respond returns the edits of the responses that are not the documented ones.
func (w *rewriting) respond(first *reading) map[int][]edit {
	edits, unsound := map[int][]edit{}, map[int]bool{}
	for _, f := range first.faults {
		unsound[f.Exchange] = unsound[f.Exchange] || !slices.Contains(cured, f.ID)
	}
	for i := range first.Note.Fences {
		st := first.step(i)
		if st == nil {
			continue
		}
		if w.held < 0 && first.unsent(st) && !w.prover.rules.Safe(st.Exchange.Method) {
			w.held = i
		}
		t := first.turns[st]
		if t == nil || !w.update.covers(first.File(), st.Exchange) {
			continue
		}
		switch {
		case len(w.why(t)) > 0:
			unsound[st.Exchange.Number] = true
		case !t.differs():
		case w.held >= 0:
			w.waits[i] = !unsound[st.Exchange.Number]
		default:
			edits[i] = t.edits()
		}
	}
	for i := range edits {
		if unsound[first.step(i).Exchange.Number] {
			delete(edits, i)
		}
	}
	return edits
}

// unsent reports whether a fault kept a request from being sent.
func (r *reading) unsent(st *exchange.Step) bool {
	return st.Kind == exchange.InRequest && st.Faulty && r.plan.left[st] && st.Exchange.NoRun == ""
}

// differs reports whether the turn received another response than the fence shows.
func (t *turn) differs() bool { return !t.match && t.step.Kind == exchange.InResponse }

// why returns the faults that keep what was received in a turn out of the note.
func (w *rewriting) why(t *turn) (faults []source.Fault) {
	for _, f := range t.faults() {
		if t.step.Kind != exchange.InResponse || f.ID != "difference" && f.ID != "elision-unused" && f.ID != "stub" {
			faults = append(faults, f)
		}
	}
	if len(faults) > 0 || !t.differs() {
		return faults
	}
	if f, bad := t.refuse(w.update); bad {
		return []source.Fault{f}
	}
	if _, what, do := w.prover.private(t.text()); what != "" {
		return []source.Fault{t.refusal("machine-path", what, do, source.ExitNotes)}
	}
	return nil
}

// drop takes the edits of those responses back which a check of the new text would not
// accept, and reports whether there are any. noted are the faults of the note around them.
func (w *rewriting) drop(ctx context.Context, first, last *reading, edits map[int][]edit, noted []source.Fault) bool {
	bad := map[int][]source.Fault{}
	for i := range edits {
		st := last.step(i)
		t := last.turns[st]
		switch {
		case t == nil:
			bad[i] = nil
		case t.differs() && len(w.why(t)) == 0:
			bad[i] = []source.Fault{t.unsteady()}
		default:
			t.twins(ctx, last.plan)
			refused, _, _ := w.prover.judge(last.plan, st, t)
			if all := append(w.why(t), refused...); len(all) > 0 {
				bad[i] = all
			}
		}
	}
	for i, f := range w.blamed(first, last, edits, noted) {
		bad[i] = append(bad[i], f...)
	}
	if ctx.Err() != nil {
		clear(edits)
		return true
	}
	for i, faults := range bad {
		if len(faults) == 0 {
			faults = []source.Fault{{ID: "unsteady", What: "the origin answered once, but not when it was asked again", Do: "find out what it waits for", Exit: source.ExitOrigin}}
		}
		for _, f := range faults {
			w.refused[i] = append(w.refused[i], last.refusal(f))
		}
		number := first.step(i).Exchange.Number
		for j := range edits {
			if first.step(j).Exchange.Number == number {
				delete(edits, j)
			}
		}
	}
	return len(bad) > 0
}

// known reports whether a fault of an exchange is among others, wherever its place is.
func known(f source.Fault, faults []source.Fault) bool {
	return slices.ContainsFunc(faults, func(g source.Fault) bool { return f.ID == g.ID && f.What == g.What && f.Exchange == g.Exchange })
}

// blamed returns the faults of the notation that the new text has, by the fence whose new
// text is their reason.
func (w *rewriting) blamed(first, last *reading, edits map[int][]edit, noted []source.Fault) map[int][]source.Fault {
	if len(noted) > 0 {
		_, before := first.Note.Again(first.File())
		noted = slices.DeleteFunc(noted, func(f source.Fault) bool { return known(f, before) })
	}
	out := map[int][]source.Fault{}
	for _, f := range slices.Concat(last.faults, noted) {
		blame, own := -1, false
		for i := range edits {
			same := f.Exchange > 0 && first.step(i).Exchange.Number == f.Exchange
			before := last.Note.Fences[i].Marker.Start <= f.Span.Start
			if blame < 0 || same && !own || before && !own && i > blame {
				blame, own = i, same
			}
		}
		if blame >= 0 && (own || !known(f, first.faults)) {
			out[blame] = append(out[blame], f)
		}
	}
	return out
}

// refusal keeps where a fault is, if that line is also in the text which is written.
func (r *reading) refusal(f source.Fault) refusal {
	for i, fence := range r.Note.Fences {
		if fence.Marker.Start <= f.Span.Start && f.Span.Start < fence.Body.Start {
			return refusal{f, i, f.Span.Start - fence.Info.Start}
		}
	}
	return refusal{f, -1, 0}
}

// at returns the fault in the text that is written, for the turn of its fence. Lines of
// another text are shown without numbers.
func (f refusal) at(last *reading, t *turn) source.Fault {
	out, request := f.Fault, t.request()
	out.File, out.About, out.Exchange, out.Request = last.File(), source.Span{}, t.step.Exchange.Number, request
	out.Span = t.step.Fence.Marker
	if f.fence >= 0 {
		if fence := last.Note.Fences[f.fence]; f.offset >= 0 {
			out.Span = source.Span{Start: fence.Info.Start, End: fence.Info.Start + f.Span.Len()}.Shift(f.offset)
		}
		out.Shown = source.Excerpt(out.File, out.Span)
	}
	out.Shown = slices.Clone(out.Shown)
	for i := range out.Shown {
		if f.fence < 0 {
			out.Shown[i].Number = 0
		}
		if out.Shown[i].Mark == source.Request {
			out.Shown[i].Text = "request   " + request
		}
	}
	return out
}

// faults returns why responses were not written, at their places in the last text.
func (w *rewriting) faults(first, last *reading, edits map[int][]edit) (faults []source.Fault) {
	for i := range first.Note.Fences {
		st := first.step(i)
		t := first.turns[st]
		if t == nil || !w.update.covers(first.File(), st.Exchange) || edits[i] != nil {
			continue
		}
		now := *t
		now.step, now.file = last.step(i), last.File()
		now.conn = last.plan.connections[now.step.Conversation]
		faults = append(faults, w.why(&now)...)
		if w.waits[i] {
			line, _ := last.File().Position(last.Note.Fences[w.held].Marker.Start)
			f := now.refusal("", fmt.Sprintf("this response was not written: it may depend on the request in line %d, which was not sent", line), "correct that request first", source.ExitNotes)
			f.ID = "after-unsent"
			faults = append(faults, f)
		}
		for _, f := range w.refused[i] {
			if !known(f.Fault, last.faults) { // the text as it is has that fault, too
				faults = append(faults, f.at(last, &now))
			}
		}
	}
	return faults
}
