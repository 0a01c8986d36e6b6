// Package proof plays what notes document against origins, and compares the answers,
// byte for byte and with the rules of the RFCs. Prove takes the scripts of the notes and
// returns a Proof, which has a Result for each exchange.
//
//	scripts, faults := exchange.Read(tree)
//	p := proof.NewProver(tree, facts, origins)
//	proven, more := proof.Prove(ctx, scripts, p, nil)
//
// What is documented is an exchange.Script, which does not change. What was done is a
// turn for each fence: what was received, and whether it matches. The outcome of an
// exchange is a Result: it is Proven only if its turns were compared and matched.
//
// Prover.Rewrite writes the answers into the notes instead: check --update.
package proof

import (
	"context"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/memo"
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
	faults  []source.Fault // in the origins of site.yaml
	trace   *Trace
	flags   string
	ignore  func(source.Fault) bool
	level   rule.Level // the weakest level of rules that is reported
	every   string     // the origin for hosts that no other origin answers for
	config  string     // where the origins are named, for messages: site.yaml, or the command line
	site    note.Tree  // without its notes
	memory  *memo.Table[string, kept]
	told    *source.Progress
	own     []string // folders of this machine
}

// NewProver returns a prover for the tree. origins are those of its configuration that
// can answer here, by name.
func NewProver(t *note.Tree, r *registry.Registry, origins map[string]origin.Origin) *Prover {
	p := &Prover{origins: origins, hosts: map[string]string{}, rules: rule.NewJudge(r), site: note.Tree{Config: t.Config, ConfigFile: t.ConfigFile}}
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

// Default makes the origin of that name answer for every host that no other origin
// answers for. Call it before notes are played.
func (p *Prover) Default(name string) { p.every = name }

// Ignore makes the prover drop the faults and hints for which the function returns true.
// Call it before notes are played.
func (p *Prover) Ignore(is func(source.Fault) bool) { p.ignore = is }

// Flags sets the flags that check --update needs to play as this prover does, each
// followed by a space. Call it before notes are played.
func (p *Prover) Flags(flags string) { p.flags = flags }

// Tell makes the prover report what breaks rules of that level as hints. Call it before
// notes are played.
func (p *Prover) Tell(level rule.Level) { p.level = level }

// Count has the exchanges that are played counted. It must be called before notes are
// played.
func (p *Prover) Count(with *source.Progress) { p.told = with }

// Faults returns the faults in the origins of site.yaml that only a prover can find.
func (p *Prover) Faults() []source.Fault { return p.faults }

// A Proof holds the results of the notes of a tree.
type Proof struct {
	Tree  *note.Tree
	Notes []*Note // in the order of the tree
}

// Prove plays the exchanges of all notes, each note on its own instance of its origins,
// and compares what is received with what is documented. If only is not nil, it chooses
// the notes to play; the proof still holds every note. The faults are those that playing
// found; those of the notation are in the scripts.
func Prove(ctx context.Context, scripts *exchange.Scripts, p *Prover, only func(*note.Note) bool) (*Proof, []source.Fault) {
	p.memory.Turn()
	count := 0
	for _, s := range scripts.Notes {
		count += len(s.Exchanges)
	}
	p.told.Begin("exchanges played", count)
	proof := &Proof{Tree: scripts.Tree, Notes: make([]*Note, len(scripts.Notes))}
	faults := make([][]source.Fault, len(scripts.Notes))
	order := p.order(scripts)
	source.Each(len(order), func(i int) {
		i = order[i]
		if s := scripts.Notes[i]; only == nil || only(s.Note) {
			proof.Notes[i], faults[i] = p.remembered(ctx, s)
		} else {
			proof.Notes[i] = unplayed(s)
		}
		p.told.Step(len(scripts.Notes[i].Exchanges))
	})
	together := p.together(proof.Notes, faults)
	return proof, slices.Concat(append(faults, p.faults, together)...)
}

// order is the order in which notes are played: those that wait for a command to start, and
// for their turn, come last, so that others are played while the first of them waits.
func (p *Prover) order(scripts *exchange.Scripts) (notes []int) {
	var last []int
	for i, s := range scripts.Notes {
		if slices.ContainsFunc(s.Steps, func(st *exchange.Step) bool {
			if st.Kind != exchange.InRequest {
				return false
			}
			name, _ := p.name(st)
			o := p.origins[name]
			return o != nil && !o.Sendable()
		}) {
			last = append(last, i)
		} else {
			notes = append(notes, i)
		}
	}
	return append(notes, last...)
}

// Results returns the results of all notes, in order.
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

// prove plays what one note documents, and tries its tasks.
func (p *Prover) prove(ctx context.Context, s *exchange.Script) (*Note, []source.Fault) {
	out, faults := p.play(ctx, s)
	for _, t := range s.Tasks {
		tried, more := p.task(ctx, s, t)
		for _, a := range tried.Attempts {
			if a.unstarted != nil {
				out.lack(tried.Origin, a.unstarted)
			}
		}
		if p.ignore != nil {
			more = slices.DeleteFunc(more, p.ignore)
		}
		out.Tasks, faults = append(out.Tasks, tried), append(faults, more...)
	}
	return out, faults
}

// play plays the exchanges of one note.
func (p *Prover) play(ctx context.Context, s *exchange.Script) (*Note, []source.Fault) {
	plan, faults := p.plan(s)
	out := unplayed(s)
	defer plan.takeTurns()()
	turns, answers := play(ctx, plan)
	for _, t := range turns {
		t.twins(ctx, plan)
	}
	for _, st := range s.Steps {
		t := turns[st]
		if t != nil && !st.Faulty {
			faults = append(faults, t.faults()...)
		}
		if t != nil && t.match && st.Kind == exchange.InResponse {
			if at, what, do := p.private(s.File().Text(st.Fence.Body)); what != "" {
				out.Hints = append(out.Hints, source.Fault{File: s.File(), Span: at.Shift(st.Fence.Body.Start), ID: "machine-path", What: what, Do: do, Exchange: st.Exchange.Number})
			}
		}
		if why := plan.absent[st.Exchange]; st.Stub && why != "" {
			faults = append(faults, plan.unfilled(st, why))
		}
		if st.Kind == exchange.InResponse && !st.Unreadable && (st.Exchange.NoRun != "" || plan.absent[st.Exchange] != "" || t != nil && t.match) {
			found, hints, broken := p.judge(plan, st, t)
			faults = append(faults, found...)
			out.Hints = append(out.Hints, hints...)
			r := out.Of(st.Exchange)
			r.Breaks = append(r.Breaks, broken...)
		}
	}
	if left := p.leftState(ctx, s, plan, faults); left != nil {
		faults = left
	}
	if p.ignore != nil {
		faults, out.Hints = slices.DeleteFunc(faults, p.ignore), slices.DeleteFunc(out.Hints, p.ignore)
	}
	own := map[int][]source.Fault{}
	for _, f := range slices.Concat(s.Faults, faults) {
		own[f.Exchange] = append(own[f.Exchange], f)
	}
	out.lacks(plan, turns, own)
	for i := range out.Results {
		r := &out.Results[i]
		r.settle(plan, source.Sort(own[r.Number]), turns)
		a := answers[r.Exchange]
		if a == nil {
			continue
		}
		r.Origin, r.By, r.Server, r.Sendable, r.patterns = a.origin.Name(), a.origin.By(), a.server, a.origin.Sendable(), a.patterns
		if r.state == Proven {
			if f := r.attach(a.origin); f != nil {
				faults = append(faults, *f)
				r.settle(plan, []source.Fault{*f}, turns)
			}
		}
	}
	return out, faults
}

// attach adds the code that answered to the result.
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
	case slices.Contains(r.patterns, ""): // an answer of ServeMux itself, which has no code in the tree
		r.Server = true
	}
	return nil
}
