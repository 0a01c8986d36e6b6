package generator

import (
	"fmt"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// prover makes the prover of a tree in which the faults were found. Stop ends the
// processes of its origins.
func (o Options) prover(t *note.Tree, facts *registry.Registry, faults []source.Fault) (p *proof.Prover, stop func()) {
	origins := map[string]origin.Origin{} // those of site.yaml that are here
	refused := func(why string, bad func(source.Fault) bool) string {
		switch {
		case o.NoCommands:
			return "no command is run: --no-commands"
		case slices.ContainsFunc(faults, bad):
			return why
		}
		return ""
	}
	commands := origin.NewCommands(o.Root, refused("content/site.yaml has faults", func(f source.Fault) bool { return f.File != nil && f.File == t.ConfigFile }))
	named := origin.NewCommands(".", refused("the command line has faults", func(f source.Fault) bool { return f.File == nil }))
	for name, c := range t.Config.Origins {
		switch {
		case o.commands(name):
			origins[name] = named.Origin(name, c)
		case c.BuiltIn && o.Origin != nil:
			origins[name] = origin.BuiltIn(name, o.Origin, c.Deadline, t.Origin)
		case len(c.Command) > 0:
			c.Optional = c.Optional && !o.RequireAll
			origins[name] = commands.Origin(name, c)
		}
	}
	return proof.NewProver(t, facts, origins), func() { commands.Close(); named.Close() }
}

// Watchdog makes a watchdog of this process where it was started as one by the
// commands of a build, and then does not return. A program calls it first.
func Watchdog() { origin.Watchdog() }

// BuiltInHost is the host under which the notes know the built-in origin: the
// first that site.yaml gives it, or empty.
func BuiltInHost(o Options) string {
	content, err := OpenContent(o.Root)
	if err != nil {
		return ""
	}
	defer content.Close()
	tree, _ := note.Read(content.FS())
	for _, origin := range tree.Config.Origins {
		if origin.BuiltIn && len(origin.Hosts) > 0 {
			return origin.Hosts[0]
		}
	}
	return ""
}

// Documented are the exchanges of one note as it documents them, in its order.
// Nothing is played.
func Documented(o Options, sel Selection) ([]*exchange.Exchange, error) {
	content, err := OpenContent(o.Root)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	tree, _ := note.Read(content.FS())
	if missing := sel.missing(tree); len(missing) > 0 {
		return nil, missing[0]
	}
	var found []*exchange.Exchange
	for _, n := range tree.Notes {
		if sel.note(n) {
			found = append(found, exchange.ReadNote(n).Exchanges...)
		}
	}
	if len(found) == 0 {
		return nil, source.Usage("no-exchange", fmt.Sprintf("%s documents no exchange", sel.chosen[0].arg), "name a note with an http fence")
	}
	return found, nil
}
