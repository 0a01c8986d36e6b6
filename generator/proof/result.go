package proof

import (
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A State is what became of an exchange.
type State string

// The states of exchanges.
const (
	Proven    State = "proven"   // played, and what came is what the note documents
	Failed    State = "failed"   // it has faults
	NotPlayed State = "norun"    // the note says why it is not played
	Missing   State = "missing"  // its optional origin is not installed here
	Unplayed  State = "unplayed" // not asked for, or not reached because of a fault elsewhere
)

// A Result is an exchange of a note and what became of it.
type Result struct {
	*exchange.Exchange
	File   *source.File
	Reason string         // why it was not played: NotPlayed and Missing
	Faults []source.Fault // that belong to it

	By       string           // what answered: net/http go1.26.8
	Breaks   []rule.Rule      // that the answer breaks and the note owns up to
	Handlers []origin.Handler // the code that answered; none where the server itself did
	Server   bool             // the server itself answered, before any handler
	Sendable bool             // a reader can start what answered, and send the request by hand

	Interim       []int    // the codes of its interim responses
	RequestFields []string // the names of the fields of its request
	Fields        []string // the names of the fields of its responses, trailers included

	state    State
	patterns []string // of ServeMux, as the requests matched them
}

// State is what became of the exchange.
func (r *Result) State() State { return r.state }

// Line is the line of the first fence of the exchange, counted from 1.
func (r *Result) Line() int {
	line, _ := r.File.Position(r.Span().Start)
	return line
}

// EndLine is the line that closes its last response.
func (r *Result) EndLine() int {
	line, _ := r.File.Position(r.Span().End)
	return line
}

// A Note is a note and what came of its exchanges.
type Note struct {
	Note    *note.Note
	Steps   []*exchange.Step // its message fences, in order
	Results []Result         // one for each exchange, in the order of their numbers
}

// Of is the result of an exchange of the note.
func (n *Note) Of(e *exchange.Exchange) *Result { return &n.Results[e.Number-1] }

// Step is the step of a fence of the note, or nil where it is no message.
func (n *Note) Step(f *note.Fence) *exchange.Step {
	i := slices.IndexFunc(n.Steps, func(s *exchange.Step) bool { return s.Fence == f })
	if i < 0 {
		return nil
	}
	return n.Steps[i]
}

// unplayed are the results of a script of which nothing was played.
func unplayed(s *exchange.Script) *Note {
	out := &Note{Note: s.Note, Steps: s.Steps}
	for _, e := range s.Exchanges {
		r := Result{Exchange: e, File: s.File(), state: Unplayed, Reason: e.NoRun}
		if e.NoRun != "" {
			r.state = NotPlayed
		}
		out.Results = append(out.Results, r)
	}
	for _, st := range s.Steps {
		out.Of(st.Exchange).add(st)
	}
	return out
}

// add keeps which fields and interim codes a fence of the exchange shows.
func (r *Result) add(s *exchange.Step) {
	names := &r.Fields
	if s.Sends() {
		names = &r.RequestFields
	}
	for _, m := range s.Shown() {
		if m.Interim() {
			r.Interim = append(r.Interim, m.Code)
		}
		for _, list := range [][]wire.Field{m.Fields, m.Trailers} {
			for _, f := range list {
				if name := m.Name(f); !f.Elision && !slices.Contains(*names, name) {
					*names = append(*names, name)
				}
			}
		}
	}
}

// settle says what became of an exchange that was to be played.
func (r *Result) settle(p *plan, faults []source.Fault, turns map[*exchange.Step]*turn) {
	r.Faults = faults
	why := p.absent[r.Exchange]
	if why != "" {
		r.Reason = why
	}
	switch {
	case len(faults) > 0:
		r.state = Failed
	case why != "":
		r.state = Missing
	case r.NoRun == "":
		r.prove(p, turns)
	}
}

// prove makes the exchange a proven one, where each fence that is received was
// compared in a turn, and matched.
func (r *Result) prove(p *plan, turns map[*exchange.Step]*turn) {
	for _, st := range p.Steps {
		if t := turns[st]; st.Exchange == r.Exchange && !st.Sends() && (t == nil || !t.match) {
			return
		}
	}
	r.state = Proven
}
