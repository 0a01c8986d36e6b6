// Package proof plays what notes document against origins and compares the
// answers, byte for byte and with the rules of the RFCs. Prove takes the scripts of
// the notes and returns a Proof, which holds a Result for each exchange.
//
//	scripts, faults := exchange.Read(tree)
//	p := proof.NewProver(tree, facts, origins)
//	proven, more := proof.Prove(ctx, scripts, p, nil)
//
// What is documented is an exchange.Script and does not change. What was done is a
// turn for each fence: what was received, and whether it matches. What became of an
// exchange is a Result: only turns that were compared make it Proven.
//
// Prover.Rewrite writes the answers into the notes instead: check --update.
package proof

import (
	"context"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// A Prover plays notes against origins.
type Prover struct {
	origins map[string]origin.Origin
	hosts   map[string]string // host to the name of its origin
	holes   map[string][]pattern.Hole
	rules   *rule.Judge
	faults  []source.Fault // of the origins in site.yaml
	trace   *Trace
	every   string // the origin that answers for hosts which no other answers for
	config  string // where origins are named: site.yaml, or the command line
}

// NewProver makes a prover for the tree. Origins are those of site.yaml, by
// name, as far as there are any here.
func NewProver(t *note.Tree, r *registry.Registry, origins map[string]origin.Origin) *Prover {
	p := &Prover{origins: origins, hosts: map[string]string{}, rules: rule.NewJudge(r)}
	p.readHoles(t)
	if p.config = "the command line"; t.ConfigFile != nil {
		p.config = t.ConfigFile.Name
	}
	for name, o := range t.Config.Origins {
		for _, host := range o.Hosts {
			p.hosts[strings.ToLower(host)] = name
		}
	}
	return p
}

// Default has the origin of that name answer for every host that no other origin
// answers for. It must be called before notes are played.
func (p *Prover) Default(name string) { p.every = name }

// Faults are those of the origins of site.yaml that only a prover can find.
func (p *Prover) Faults() []source.Fault { return p.faults }

// A Proof is what became of the notes of a tree.
type Proof struct {
	Tree  *note.Tree
	Notes []*Note // in the order of the tree
}

// Prove plays the exchanges of all notes, each note on an origin of its own,
// and compares what is received with what is documented. Only, where it is not
// nil, chooses the notes that are played; the proof holds every note. The faults
// are those that playing found; those of the notation are in the scripts.
func Prove(ctx context.Context, scripts *exchange.Scripts, p *Prover, only func(*note.Note) bool) (*Proof, []source.Fault) {
	proof := &Proof{Tree: scripts.Tree, Notes: make([]*Note, len(scripts.Notes))}
	faults := make([][]source.Fault, len(scripts.Notes))
	source.Each(len(scripts.Notes), func(i int) {
		if s := scripts.Notes[i]; only == nil || only(s.Note) {
			proof.Notes[i], faults[i] = p.prove(ctx, s)
		} else {
			proof.Notes[i] = unplayed(s)
		}
	})
	return proof, slices.Concat(append(faults, p.faults)...)
}

// Results are those of all notes, in their order.
func (p *Proof) Results() (out []*Result) {
	for _, n := range p.Notes {
		for i := range n.Results {
			out = append(out, &n.Results[i])
		}
	}
	return out
}

// Note reads and plays one note.
func (p *Prover) Note(ctx context.Context, n *note.Note) (*Note, []source.Fault) {
	s := exchange.ReadNote(n)
	out, faults := p.prove(ctx, s)
	return out, slices.Concat(s.Faults, faults)
}

// prove plays what one note documents.
func (p *Prover) prove(ctx context.Context, s *exchange.Script) (*Note, []source.Fault) {
	plan, faults := p.plan(s)
	out := unplayed(s)
	defer plan.takeTurns()()
	turns, answers := play(ctx, plan)
	for _, t := range turns {
		t.twins(ctx, plan)
	}
	for _, st := range s.Steps {
		if st.Faulty {
			continue
		}
		t := turns[st]
		if t != nil {
			faults = append(faults, t.faults()...)
		}
		if st.Kind == exchange.InResponse && (st.Exchange.NoRun != "" || plan.absent[st.Exchange] != "" || t != nil && t.match) {
			found, broken := p.judge(plan, st, t)
			faults = append(faults, found...)
			r := out.Of(st.Exchange)
			r.Breaks = append(r.Breaks, broken...)
		}
	}
	for i := range out.Results {
		r := &out.Results[i]
		own := source.Sort(slices.DeleteFunc(slices.Concat(s.Faults, faults), func(f source.Fault) bool { return f.Exchange != r.Number }))
		r.settle(plan, own, turns)
		a := answers[r.Exchange]
		if a == nil {
			continue
		}
		r.By, r.Server, r.Sendable, r.patterns = a.origin.By(), a.server, a.origin.Sendable(), a.patterns
		if r.state == Proven {
			if f := r.attach(a.origin); f != nil {
				faults = append(faults, *f)
				r.settle(plan, []source.Fault{*f}, turns)
			}
		}
	}
	return out, faults
}

// attach gives the result the code that answered.
func (r *Result) attach(o origin.Origin) *source.Fault {
	found, fault := o.Code(r.Func, r.patterns)
	if fault != nil {
		fault.File, fault.Exchange = r.File, r.Number
		if r.Request != nil {
			fault.Span = r.Request.Marker
		}
		for _, fence := range r.Fences() {
			if w, ok := fence.Word("code"); ok && r.Func != "" {
				fault.Span = w.ValueSpan
			}
		}
		return fault
	}
	r.Handlers = found
	switch {
	case r.Func != "" && len(found) > 0:
		r.Server = false
	case slices.Contains(r.patterns, ""): // an answer of ServeMux, which has no code of ours
		r.Server = true
	}
	return nil
}
