package generator

import (
	"os"
	"path/filepath"
	"slices"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// playing is a prover with the commands among its origins.
type playing struct {
	*proof.Prover
	origins  map[string]origin.Origin // those that can answer here, by name
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
	origins := map[string]origin.Origin{}
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
	p := proof.NewProver(t, facts, origins)
	p.Own(ownFolders(o.Root))
	return &playing{p, origins, []*origin.Commands{commands, named}}
}

// ownFolders are folders of this machine whose paths no note needs: that of the tree, the
// user's, and the one for temporary files.
func ownFolders(root string) (all []string) {
	home, _ := os.UserHomeDir()
	for _, folder := range []string{root, home, os.TempDir()} {
		abs, err := filepath.Abs(folder)
		if folder == "" || err != nil {
			continue
		}
		all = append(all, abs)
		if real, err := filepath.EvalSymlinks(abs); err == nil && real != abs {
			all = append(all, real)
		}
	}
	return all
}

// Watchdog turns this process into a watchdog, and does not return, if the commands of a
// build started it as one. A program calls it first.
func Watchdog() { origin.Watchdog() }
