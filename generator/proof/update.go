package proof

import (
	"context"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// An Update says what may be rewritten.
type Update struct {
	Lines            []int // only the exchanges at these lines; all exchanges if empty
	AllowClassChange bool
}

// covers reports whether an exchange may be rewritten.
func (u Update) covers(file *source.File, e *exchange.Exchange) bool {
	return len(u.Lines) == 0 || slices.ContainsFunc(u.Lines, func(line int) bool { return e.At(file, line) })
}

// A Rewritten is the result of Rewrite.
type Rewritten struct {
	File      *source.File   // the new text; the file of the note itself if nothing changes
	Responses int            // that are new in it
	Lengths   int            // of requests that were counted
	Notices   []source.Fault // holes that neither run needed
	Absent    map[string]int // exchanges that were not played as their origin is not available, by the reason

	edits [][]edit // of the note, one list after the other
}

// Moved returns a fault of the note at its place in the new text.
func (r Rewritten) Moved(f source.Fault) source.Fault {
	f.File = r.File
	for _, edits := range r.edits {
		f.Span, f.About = moved(f.Span, edits), moved(f.About, edits)
	}
	return f
}

// Rewrite plays a note and returns a text of it that has what was received in its response
// fences, only where that differs from what is documented, and keeping the elisions, holes
// and captures that still fit. A request whose Content-Length does not fit its body gets
// the right one first. The new text is then played on a new instance of the origin.
//
// A response is new only if a check accepts it. Each of the others has a fault: it differs
// between the runs, breaks a rule, or is nothing that a fence can contain or a note should.
// The places of faults are those of the new text.
func (p *Prover) Rewrite(ctx context.Context, n *note.Note, u Update) (r Rewritten, faults []source.Fault) {
	w := &rewriting{prover: p, update: u, refused: map[int][]refusal{}, held: -1, waits: map[int]bool{}}
	n, lengths := w.count(n)
	first := w.read(n)
	defer first.plan.takeTurns()()
	first.play(ctx)
	edits := w.respond(first)
	last := first
	for len(edits) > 0 || last == first && first.HasHoles() {
		file := &source.File{Name: n.File.Name, Data: apply(n.File.Data, flat(edits)), CRLF: n.File.CRLF}
		fresh, noted := n.Again(file)
		last = w.read(fresh)
		last.play(ctx)
		if !w.drop(ctx, first, last, edits, noted) {
			break
		}
		if last = first; len(edits) == 0 {
			break
		}
	}
	r = Rewritten{File: first.File(), Lengths: len(lengths), Responses: len(edits), edits: [][]edit{lengths, flat(edits)}, Absent: map[string]int{}}
	for e, why := range first.plan.absent {
		if u.covers(first.File(), e) {
			r.Absent[why]++
		}
	}
	if len(edits) > 0 {
		r.File = last.File()
	}
	if last != first && len(w.refused) == 0 {
		r.Notices = steady(first, last)
	}
	return r, append(last.faults, w.faults(first, last, edits)...)
}
