package generator

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// ByHand is what readers need to send requests by hand.
type ByHand struct {
	Config   note.Config
	Origins  []origin.Origin // in the order of their addresses
	Requests []Request       // of the note, in order

	commands *origin.Commands
}

// A Request is one of a note, and the name of the origin that answers it.
type Request struct {
	*exchange.Exchange
	Origin string
}

// ByHand returns the origins of the tree that a reader can start, and the requests of the
// chosen note that can be sent to them. If a note is chosen, only the origins that answer
// it are returned; name, unless it is empty, chooses one origin. Nothing is played, and
// nothing is started yet. What the commands write goes to log. The error is a
// source.Fault.
func (o Options) ByHand(sel Selection, name string, log io.Writer) (*ByHand, error) {
	content, err := OpenContent(o.Root)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	facts, err := registry.Load()
	if err != nil {
		return nil, err
	}
	tree, faults := note.Read(content.FS())
	if i := slices.IndexFunc(faults, func(f source.Fault) bool { return f.File != nil && f.File == tree.ConfigFile }); i >= 0 {
		return nil, faults[i]
	}
	if missing := sel.missing(tree); len(missing) > 0 {
		return nil, missing[0]
	}
	playing := o.newProver(tree, facts, o.refusals(tree, faults))
	out := &ByHand{Config: tree.Config, commands: playing.commands[0]}
	out.commands.Log = log
	found := map[string]bool{}
	for _, n := range tree.Notes {
		if len(sel.chosen) == 0 || !sel.note(n) {
			continue
		}
		script := exchange.ReadNote(n)
		of := playing.OriginsOf(script)
		for _, e := range script.Exchanges {
			if by := of[e.Number]; e.ByHand() && (name == "" || by == name) && exchange.AddrOf(tree.Config, by, exchange.OriginAddr) != "" {
				found[by] = true
				out.Requests = append(out.Requests, Request{e, by})
			}
		}
	}
	if len(sel.chosen) > 0 && len(found) == 0 {
		return nil, source.Usage("no-exchange", fmt.Sprintf("%s has no request that can be sent by hand", sel.chosen[0].arg), "name a note with an http fence that an origin answers")
	}
	names := exchange.ByHand(tree.Config)
	if name != "" && !slices.Contains(names, name) {
		return nil, source.Usage("no-origin", fmt.Sprintf("site.yaml has no origin %s that can be started", name), source.Meant(name, names)+"the origins are: "+strings.Join(names, ", "))
	}
	for _, n := range names {
		if playing.origins[n] != nil && (name == "" || n == name) && (len(found) == 0 || found[n]) {
			out.Origins = append(out.Origins, playing.origins[n])
		}
	}
	return out, nil
}

// Close ends the processes of the commands.
func (b *ByHand) Close() { b.commands.Close() }
