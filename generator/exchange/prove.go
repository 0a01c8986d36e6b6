package exchange

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// A Prover plays notes. It may be used by several goroutines.
type Prover struct {
	origins map[string]Origin
	hosts   map[string]string // host to the name of its origin
	rules   *rule.Judge
	code    *codeIndex
	holes   map[string][]holeName // of all answers of an origin, by its name
	faults  []source.Fault
	trace   *Trace
	every   string // the origin that answers for hosts which no other answers for
	config  string // where origins are named: site.yaml, or the command line
}

// NewProver makes a prover for the tree. Origins are those of site.yaml, by
// name, as far as there are any here.
func NewProver(t *note.Tree, r *registry.Registry, origins map[string]Origin) *Prover {
	p := &Prover{origins: origins, hosts: map[string]string{}, rules: rule.NewJudge(r), code: readCode(t.Origin)}
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

// A Proof is what became of the notes of a tree.
type Proof struct {
	Tree  *note.Tree
	Notes []*Proven // in the order of the tree
}

// Prove plays the exchanges of all notes, each note on an origin of its own,
// and compares what came with what is documented. The proof holds every note;
// where there are faults, it proves nothing. Only, where it is not nil, chooses
// the notes that are played.
func Prove(ctx context.Context, t *note.Tree, p *Prover, only func(*note.Note) bool) (*Proof, []source.Fault) {
	proof := &Proof{Tree: t, Notes: make([]*Proven, len(t.Notes))}
	faults := make([][]source.Fault, len(t.Notes))
	note.Each(len(t.Notes), func(i int) {
		if n := t.Notes[i]; only == nil || only(n) {
			proof.Notes[i], faults[i] = p.Note(ctx, n)
		} else {
			s := pair(n)
			proof.Notes[i] = &Proven{Note: n, Fences: s.shown}
		}
	})
	return proof, slices.Concat(append(faults, p.faults)...)
}

// Note plays one note.
func (p *Prover) Note(ctx context.Context, n *note.Note) (*Proven, []source.Fault) {
	s := pair(n)
	markFaulty(s, s.faults)
	faults := append(s.faults, p.choose(s)...)
	out := &Proven{Note: n, Exchanges: s.exchanges, Fences: s.shown}
	for _, st := range s.steps {
		if _, own := st.conn.server.(*builtIn); !own {
			st.exchange.Send = nil // the reader cannot start what answers
		}
	}
	faulty := markFaulty(s, faults)
	p.trace.attach(s)
	defer s.takeTurns()()
	came := map[*step]*played{}
	for _, c := range play(ctx, s) {
		c.twins(ctx, s)
		came[c.step] = c
		c.step.exchange.unproven = false
	}
	for _, st := range s.steps {
		c := came[st]
		var found []source.Fault
		if c != nil {
			found = c.faults(n.File)
		}
		if st.place == inResponse && (st.exchange.NoRun != "" || c != nil && c.match) {
			found = append(found, judge(p.rules, n.File, st, c)...)
		}
		if !faulty[st.fence] {
			faults = append(faults, found...)
		}
		if len(found) > 0 || faulty[st.fence] || c == nil && st.place != inRequest && !st.send {
			st.exchange.unproven = true
		}
	}
	return out, append(append(faults, p.code.attach(s)...), attachRegions(s)...)
}

// markFaulty finds the fences that are not well written. What comes for them is
// not compared: it would make faults of faults. What cannot be sent is not sent,
// but everything else is, so that one run shows all that is wrong.
func markFaulty(s *script, faults []source.Fault) map[*note.Fence]bool {
	faulty := map[*note.Fence]bool{}
	for _, st := range s.steps {
		if st.fence.Faulty {
			faulty[st.fence], st.unsent = true, true
		}
		for _, f := range faults {
			if f.Span.Start >= st.fence.Marker.Start && f.Span.Start <= st.fence.Close.End {
				faulty[st.fence] = true
				st.unsent = st.unsent || st.place != inResponse
			}
		}
	}
	for _, st := range s.steps {
		if e := st.exchange; st.place == inRequest && (len(e.Responses) == 0 || st.unsent) {
			for _, other := range st.conn.steps {
				other.unsent = other.unsent || other.exchange == e
			}
		}
	}
	return faulty
}

// choose finds the origin of each connection that is played.
func (p *Prover) choose(s *script) (faults []source.Fault) {
	done := map[*conversation]bool{}
	for _, st := range s.steps {
		if st.place != inRequest || st.skipped() || done[st.conn] {
			continue
		}
		done[st.conn] = true
		name, fault := p.name(st)
		if fault == nil {
			if st.conn.server = p.origins[name]; st.conn.server == nil {
				fault = &source.Fault{ID: "no-origin", What: fmt.Sprintf("the origin %q is not here: this wirebook has no built-in server", name),
					Do: "play it against another origin, or say why it is not played: norun=\"…\""}
			}
			st.conn.holes = p.holes[name]
			st.conn.absent()
		}
		if fault != nil {
			fault.File, fault.Span = s.note.File, st.fence.Marker
			if w, ok := st.fence.Word("origin"); ok {
				fault.Span = w.ValueSpan
			}
			faults = append(faults, *fault)
		}
	}
	return faults
}

// name is the name of the origin that a step asks: that which it names, that
// which answers for its host, or the only one.
func (p *Prover) name(st *step) (string, *source.Fault) {
	name, named := st.conn.origin, false
	for _, n := range p.hosts {
		named = named || n == name
	}
	names := p.names()
	switch {
	case name != "" && (named || slices.Contains(names, name)):
		return name, nil
	case name != "":
		return "", &source.Fault{ID: "unknown-origin", What: fmt.Sprintf("%s names no origin %q", p.config, name), Do: meant(name, names) + "the origins are: " + strings.Join(names, ", ")}
	case p.hosts[st.conn.host] != "":
		return p.hosts[st.conn.host], nil
	case st.conn.host != "" && p.every != "":
		return p.every, nil
	case st.conn.host != "":
		return "", &source.Fault{ID: "unknown-host", What: fmt.Sprintf("no origin of %s answers for the host %q", p.config, st.conn.host),
			Do: "add it to the hosts of an origin, or name the origin in the info string: origin=name"}
	case len(names) == 1:
		return names[0], nil
	}
	return "", &source.Fault{ID: "no-host", What: "the request names no host, so no origin can be chosen", Do: "name the origin in the info string: origin=name"}
}

func (p *Prover) names() (names []string) {
	for name := range p.origins {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// meant is the start of advice on a misspelt name.
func meant(word string, words []string) string {
	if near := source.Nearest(word, words); near != "" {
		return fmt.Sprintf("did you mean %q? ", near)
	}
	return ""
}
