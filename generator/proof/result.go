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

// A State is the outcome of an exchange.
type State string

// The states of exchanges.
const (
	Proven    State = "proven"   // played, and the answer is what the note documents
	Failed    State = "failed"   // it has faults
	NotPlayed State = "norun"    // the note says why it is not played
	Missing   State = "missing"  // its optional origin is not available here
	Unplayed  State = "unplayed" // not selected, or not reached because of a fault elsewhere
)

// A Result is an exchange of a note and its outcome.
type Result struct {
	*exchange.Exchange
	File   *source.File
	Reason string         // why it was not played: NotPlayed, Missing, or its origin did not start
	Faults []source.Fault // that belong to it

	Origin   string           // the name of what answered, in site.yaml
	By       string           // what answered: net/http go1.26.8
	Breaks   []rule.Rule      // that the answer breaks and the note admits
	Handlers []origin.Handler // the code that answered; none if the server itself did
	Server   bool             // the server itself answered, before any handler
	Sendable bool             // the built-in origin answered, which pages can contain

	Interim       []int    // the codes of its interim responses
	RequestFields []string // the names of the fields of its request
	Fields        []string // the names of the fields of its responses, trailers included

	state    State
	patterns []string // of ServeMux, as the requests matched them
}

// State returns the outcome of the exchange.
func (r *Result) State() State { return r.state }

// Line returns the line of the first fence of the exchange, counted from 1.
func (r *Result) Line() int {
	line, _ := r.File.Position(r.Span().Start)
	return line
}

// EndLine returns the line that closes its last response, counted from 1.
func (r *Result) EndLine() int {
	line, _ := r.File.Position(r.Span().End)
	return line
}

// A Note is a note and the results of its exchanges.
type Note struct {
	Note      *note.Note
	Published *note.Note                 // as in exchange.Script
	Steps     []*exchange.Step           // its message fences, in order
	Results   []Result                   // one for each exchange, in the order of their numbers
	Tasks     []Task                     // in the order of their numbers
	unstarted map[string]*origin.Trouble // why origins did not start, by their names

	Hints []source.Fault // findings that are not faults, of the level given to Prover.Tell
}

// Of returns the result of an exchange of the note.
func (n *Note) Of(e *exchange.Exchange) *Result { return &n.Results[e.Number-1] }

// Step returns the step of a fence of the note, or nil if it is not a message.
func (n *Note) Step(f *note.Fence) *exchange.Step {
	i := slices.IndexFunc(n.Steps, func(s *exchange.Step) bool { return s.Fence == f })
	if i < 0 {
		return nil
	}
	return n.Steps[i]
}

// unplayed returns the results of a script of which nothing was played.
func unplayed(s *exchange.Script) *Note {
	out := &Note{Note: s.Note, Published: s.Published, Steps: s.Steps}
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

// add records the fields and interim codes that a fence of the exchange shows.
func (r *Result) add(s *exchange.Step) {
	names := &r.Fields
	if s.Sends() {
		names = &r.RequestFields
	}
	seen := map[string]bool{}
	for _, name := range *names {
		seen[name] = true
	}
	for _, m := range s.Shown() {
		if m.Interim() {
			r.Interim = append(r.Interim, m.Code)
		}
		for _, list := range [][]wire.Field{m.Fields, m.Trailers} {
			for _, f := range list {
				if name := m.Name(f); !f.Elision && !seen[name] {
					seen[name] = true
					*names = append(*names, name)
				}
			}
		}
	}
}

// settle sets the state of an exchange after playing.
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

// prove makes the exchange Proven if each of its fences that receive was compared in a
// turn, and matched.
func (r *Result) prove(p *plan, turns map[*exchange.Step]*turn) {
	for _, st := range p.Steps {
		if t := turns[st]; st.Exchange == r.Exchange && !st.Sends() && (t == nil || !t.match) {
			return
		}
	}
	r.state = Proven
}

// lack records why an origin of that name did not start.
func (n *Note) lack(name string, why *origin.Trouble) {
	if n.unstarted == nil {
		n.unstarted = map[string]*origin.Trouble{}
	}
	n.unstarted[name] = why
}

// needs counts the exchanges and tasks of a note that have that reason.
func (n *Note) needs(why string) (count int) {
	for _, r := range n.Results {
		if r.Reason == why {
			count++
		}
	}
	for _, t := range n.Tasks {
		if t.Reason == why {
			count++
		}
	}
	return count
}
