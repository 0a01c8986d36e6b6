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

// playing is a prover with the commands among its origins.
type playing struct {
	*proof.Prover
	commands []*origin.Commands
}

// close ends the processes of the origins.
func (p *playing) close() {
	for _, c := range p.commands {
		c.Close()
	}
}

// prover returns the prover of a tree that has the given faults, and a function that
// ends the processes of its origins.
func (o Options) prover(t *note.Tree, facts *registry.Registry, faults []source.Fault) (p *proof.Prover, stop func()) {
	made := o.newProver(t, facts, o.refusals(t, faults))
	return made.Prover, made.close
}

// refusals say why the commands of site.yaml, and those of the command line, are not
// run; they are empty where they are.
type refusals struct{ site, line string }

func (o Options) refusals(t *note.Tree, faults []source.Fault) refusals {
	refused := func(why string, bad func(source.Fault) bool) string {
		switch {
		case o.NoCommands:
			return "commands are not run: --no-commands"
		case slices.ContainsFunc(faults, bad):
			return why
		}
		return ""
	}
	return refusals{
		refused("content/site.yaml has faults", func(f source.Fault) bool { return f.File != nil && f.File == t.ConfigFile }),
		refused("the command line has faults", func(f source.Fault) bool { return f.File == nil }),
	}
}

func (o Options) newProver(t *note.Tree, facts *registry.Registry, why refusals) *playing {
	origins := map[string]origin.Origin{} // those that can answer here
	commands, named := origin.NewCommands(o.Root, why.site), origin.NewCommands(".", why.line)
	for name, c := range t.Config.Origins {
		switch {
		case c.Running != "":
			origins[name] = origin.Running(name, c)
		case o.commands(name):
			origins[name] = named.Origin(name, c)
		case c.BuiltIn && o.Origin != nil:
			origins[name] = origin.BuiltIn(name, o.Origin, c.Deadline, t.Origin)
		case len(c.Command) > 0:
			c.Optional = c.Optional && !o.RequireAll
			origins[name] = commands.Origin(name, c)
		}
	}
	return &playing{proof.NewProver(t, facts, origins), []*origin.Commands{commands, named}}
}

// Watchdog turns this process into a watchdog, and does not return, if the commands of a
// build started it as one. A program calls it first.
func Watchdog() { origin.Watchdog() }

// BuiltInHost returns the host under which the notes know the built-in origin: the first
// that site.yaml gives it, or "".
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

// Documented returns the exchanges of one note as it documents them, in order. Nothing
// is played.
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
		return nil, source.Usage("no-exchange", fmt.Sprintf("%s contains no exchange", sel.chosen[0].arg), "name a note with an http fence")
	}
	return found, nil
}
