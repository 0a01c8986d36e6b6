package proof

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
)

// A plan is how a script is played: the origin of each conversation, and the steps that
// are only shown. It does not change while it is played.
type plan struct {
	*exchange.Script
	connections map[*exchange.Conversation]*connection
	left        map[*exchange.Step]bool       // steps that are not played
	absent      map[*exchange.Exchange]string // exchanges whose origin is not available, and why
	flags       string                        // as given to Prover.Flags
}

// A connection is a conversation and the origin that it is played against.
type connection struct {
	*exchange.Conversation
	server origin.Origin  // nil if nothing of it is played
	holes  []pattern.Hole // of all answers of the server
	last   *exchange.Step // the last step that is played
	trace  *Trace
}

// plan chooses what to play of a script, and against which origins.
func (p *Prover) plan(s *exchange.Script) (*plan, []source.Fault) {
	out := &plan{Script: s, connections: map[*exchange.Conversation]*connection{}, left: map[*exchange.Step]bool{}, absent: map[*exchange.Exchange]string{}, flags: p.flags}
	for _, st := range s.Steps {
		if out.connections[st.Conversation] == nil {
			out.connections[st.Conversation] = &connection{Conversation: st.Conversation}
		}
	}
	out.leave()
	var faults []source.Fault
	asked := map[*connection]bool{}
	for _, st := range s.Steps {
		if c := out.connections[st.Conversation]; st.Kind == exchange.InRequest && !out.left[st] && !asked[c] {
			asked[c] = true
			if fault := p.choose(out, c, st); fault != nil {
				faults = append(faults, *fault)
			}
		}
	}
	for _, st := range s.Steps {
		if !out.left[st] {
			out.connections[st.Conversation].last = st
		}
	}
	p.trace.attach(out)
	return out, faults
}

// leave excludes what is marked as not played, and what cannot be sent. Everything else
// is played, so that one run shows all faults.
func (p *plan) leave() {
	for _, st := range p.Steps {
		p.left[st] = st.Exchange.NoRun != "" || st.Faulty && st.Kind != exchange.InResponse
	}
	for _, st := range p.Steps {
		if e := st.Exchange; st.Kind == exchange.InRequest && (len(e.Responses) == 0 || p.left[st]) {
			for _, other := range st.Conversation.Steps {
				p.left[other] = p.left[other] || other.Exchange == e
			}
		}
	}
}

// choose finds the origin of a conversation by its first request. If there is none,
// nothing of the conversation is played.
func (p *Prover) choose(out *plan, c *connection, st *exchange.Step) *source.Fault {
	name, fault := p.name(st)
	if fault == nil {
		if c.server = p.origins[name]; c.server == nil {
			fault = noOrigin(name)
		}
	}
	why := ""
	if fault == nil {
		c.holes, why = p.holes[name], c.server.Absent()
	}
	for _, other := range c.Steps {
		if why != "" && other.Exchange.NoRun == "" {
			out.absent[other.Exchange] = why
		}
		out.left[other] = out.left[other] || fault != nil || why != ""
	}
	if fault != nil {
		fault.File, fault.Span, fault.Exchange = out.File(), st.Fence.Marker, st.Exchange.Number
		if w, ok := st.Fence.Word("origin"); ok {
			fault.Span = w.ValueSpan
		}
	}
	return fault
}

// noOrigin is the fault of an origin that this program does not have.
func noOrigin(name string) *source.Fault {
	return &source.Fault{ID: "no-origin", What: fmt.Sprintf("the origin %q is not available: this program was built without a built-in server", name),
		Do: "choose another origin, or say why it is not played: norun=\"…\""}
}

// name returns the name of the origin of a step: the one that it names, the one that
// answers for its host, or the only one.
func (p *Prover) name(st *exchange.Step) (string, *source.Fault) {
	name, host, named := st.Conversation.Origin, st.Conversation.Host, false
	for _, n := range p.hosts {
		named = named || n == name
	}
	_, is := p.origins[name]
	switch {
	case name != "" && (named || is):
		return name, nil
	case name != "":
		names := p.names()
		return "", &source.Fault{ID: "unknown-origin", What: fmt.Sprintf("%s has no origin called %q", p.config, name), Do: source.Meant(name, names) + "the origins are: " + strings.Join(names, ", ")}
	case p.hosts[host] != "":
		return p.hosts[host], nil
	case host != "" && p.every != "":
		return p.every, nil
	case host != "":
		return "", &source.Fault{ID: "unknown-host", What: fmt.Sprintf("no origin of %s answers for the host %q", p.config, host),
			Do: "add it to the hosts of an origin, or name the origin in the info string: origin=name"}
	case len(p.origins) == 1:
		return p.names()[0], nil
	}
	return "", &source.Fault{ID: "no-host", What: "the request has no Host, so no origin can be chosen", Do: "name the origin in the info string: origin=name"}
}

func (p *Prover) names() (names []string) {
	for name := range p.origins {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// OriginsOf returns the names of the origins that answer the exchanges of a script, by
// their numbers. An exchange for which there is no origin is left out.
func (p *Prover) OriginsOf(s *exchange.Script) map[int]string {
	out, of := map[int]string{}, map[*exchange.Conversation]string{}
	for _, st := range s.Steps {
		if st.Kind != exchange.InRequest {
			continue
		}
		if _, known := of[st.Conversation]; !known {
			of[st.Conversation], _ = p.name(st)
		}
		if name := of[st.Conversation]; name != "" {
			out[st.Exchange.Number] = name
		}
	}
	return out
}

// readHoles reads from site.yaml what may vary in all answers of an origin.
func (p *Prover) readHoles(t *note.Tree) {
	p.holes = map[string][]pattern.Hole{}
	for name, o := range t.Config.Origins {
		if o.Holes == "" {
			continue
		}
		at := t.Config.At("origins." + name + ".holes")
		p.holes[name] = exchange.ReadHoles(note.Word{Value: o.Holes, ValueSpan: at}, func(at source.Span, _, what, do string) {
			p.faults = append(p.faults, source.Fault{File: t.ConfigFile, Span: at, ID: "origin-holes", What: what, Do: do, Exit: source.ExitUsage})
		})
	}
}

// shared returns the origins of a plan whose state all notes share, in the order of
// their names.
func (p *plan) shared() (out []origin.Origin) {
	for _, c := range p.connections {
		if c.last != nil && !c.server.Fresh() && !slices.Contains(out, c.server) {
			out = append(out, c.server)
		}
	}
	slices.SortFunc(out, func(a, b origin.Origin) int { return cmp.Compare(a.Name(), b.Name()) })
	return out
}

// takeTurns waits until no other note plays on the origins that this plan shares with
// others, and reserves them until done is called. All notes lock them in the same order,
// so that they cannot deadlock.
func (p *plan) takeTurns() (done func()) {
	taken := p.shared()
	for _, o := range taken {
		o.Turn().Lock()
	}
	return func() {
		for _, o := range taken {
			o.Turn().Unlock()
		}
	}
}

// restart returns the shared origins of the plan to their first state, and reports
// whether there are any and all of them could.
func (p *plan) restart() bool {
	all := p.shared()
	for _, o := range all {
		if !o.Restart() {
			return false
		}
	}
	return len(all) > 0
}

// leftState plays a note with faults once more, in origins in their first state. If all
// answers are right then, the fault is what other notes left behind, and it is the only
// one. It returns nil if that is not the reason. The turns of the origins are taken.
func (p *Prover) leftState(ctx context.Context, s *exchange.Script, was *plan, faults []source.Fault) []source.Fault {
	first := slices.IndexFunc(faults, func(f source.Fault) bool { return f.ID == "difference" })
	if first < 0 || !was.restart() {
		return nil
	}
	alone, _ := p.plan(s)
	turns, _ := play(ctx, alone)
	for _, st := range s.Steps {
		if t := turns[st]; t != nil && len(t.faults()) > 0 || t == nil && !st.Sends() && !alone.left[st] {
			return nil
		}
	}
	f := faults[first]
	names := make([]string, 0, 1)
	for _, o := range was.shared() {
		names = append(names, o.Name())
	}
	return []source.Fault{{File: f.File, Span: f.Span, Exchange: f.Exchange, ID: "left-state",
		What: "the answer depends on what another note sent before: on a server that was just started, this note is right",
		Do:   fmt.Sprintf("write `fresh: true` for the origin %s, so that each note has a server of its own; a file that outlives the server belongs into ${SCRATCH}", strings.Join(names, ", "))}}
}
