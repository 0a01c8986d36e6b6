package generator

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"wirebook/generator/excerpt"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// A group is a set of files outside content/ that share their origins.
type group struct {
	tree   *note.Tree
	root   string // the folder that holds content/ or site.yaml; the working folder where there is neither
	files  []chosen
	faults []source.Fault
}

// groups sorts the selected files outside content/ by the origins they use: those of the
// nearest site.yaml above them, and those named on the command line.
func (o Options) groups(sel Selection) (out []*group) {
	byConfig, seen := map[string]*group{}, map[string]bool{}
	for _, c := range sel.chosen {
		if !c.outside || seen[c.name] {
			continue
		}
		seen[c.name] = true
		root, config := nearestConfig(c.file)
		g := byConfig[config]
		if g == nil {
			g = &group{tree: &note.Tree{}, root: root}
			g.faults = append(g.configure(config, o), o.addCommands(g.tree)...)
			byConfig[config] = g
			out = append(out, g)
		}
		g.files = append(g.files, c)
	}
	return out
}

// played reports whether the files have an origin, and so are read as notes.
func (g *group) played() bool { return len(g.tree.Config.Origins) > 0 }

// read reads the files as notes.
func (g *group) read() {
	for _, c := range g.files {
		n, faults := readAlone(c)
		g.faults = append(g.faults, faults...)
		if n != nil {
			g.tree.Notes = append(g.tree.Notes, n)
		}
	}
}

// readAlone reads a file outside content/. The note is nil if the file cannot be read.
func readAlone(c chosen) (*note.Note, []source.Fault) {
	info, err := os.Stat(c.file)
	if err == nil && info.Size() > note.MaxNote {
		return nil, []source.Fault{note.TooLarge(c.name, info.Size(), note.MaxNote)}
	}
	data, err := os.ReadFile(c.file)
	if err != nil {
		return nil, []source.Fault{source.Usage("unreadable", "the file cannot be read: "+err.Error(), "name a readable Markdown file")}
	}
	file, faults := source.NewFile(c.name, data)
	if len(faults) > 0 {
		return nil, faults
	}
	return note.ParseAlone(file)
}

// ignores makes the prover of a group heed the ignore comments of its files.
func (g *group) ignores(p *proof.Prover, rules *rule.Judge) map[*source.File]*excerpt.Ignores {
	comments := map[*source.File]*excerpt.Ignores{}
	for _, n := range g.tree.Notes {
		c, faults := excerpt.ReadIgnores(n.File, rules)
		comments[n.File] = c
		g.faults = append(g.faults, faults...)
	}
	p.Ignore(func(f source.Fault) bool {
		c := comments[f.File]
		return c != nil && c.Covers(f)
	})
	return comments
}

// configure reads site.yaml, if the group has one.
func (g *group) configure(config string, o Options) []source.Fault {
	if config == "" {
		return nil
	}
	data, err := os.ReadFile(config)
	if err != nil {
		return []source.Fault{source.Usage("unreadable", "site.yaml cannot be read: "+err.Error(), "check its permissions")}
	}
	name := config
	if rel, err := filepath.Rel(o.Root, config); err == nil {
		name = rel
	}
	file, faults := source.NewFile(filepath.ToSlash(name), data)
	if len(faults) > 0 {
		return faults
	}
	g.tree.ConfigFile = file
	g.tree.Config, faults = note.ParseConfig(file)
	return faults
}

// checkAlone proves the selected files outside content/, and counts them. Files without
// an origin are only held to the rules. Links are not checked.
func checkAlone(ctx context.Context, o Options, sel Selection, sum *Summary) (faults []source.Fault) {
	facts, err := registry.Load()
	if err != nil {
		return []source.Fault{source.FromError("registry", err, "")}
	}
	groups, _ := until(ctx, func() ([]*group, []source.Fault) { return o.groups(sel), nil })
	for _, g := range groups {
		if !g.played() {
			faults = append(faults, g.faults...)
			faults = append(faults, o.excerpts(ctx, g.files, sel, facts, sum)...)
			continue
		}
		g.read()
		scripts, found := exchange.Read(g.tree)
		p, stop := g.prover(o, facts)
		p.Tell(o.Level)
		comments := g.ignores(p, rule.NewJudge(facts))
		trace := sel.newTrace()
		p.Trace(trace)
		proven, more := proof.Prove(ctx, scripts, p, nil)
		stop()
		for file, c := range comments {
			// A file with differences is not held to the rules, so its comments had no
			// chance to be used.
			if !slices.ContainsFunc(more, func(f source.Fault) bool { return f.File == file }) {
				sum.Hints = append(sum.Hints, c.Unused()...)
			}
		}
		sum.add(proven, sel, trace)
		faults = append(faults, sel.faults(slices.Concat(g.faults, found, more), g.tree.Notes, sum.Results)...)
	}
	return faults
}

// prover returns the prover of a group, and a function that ends the group's origins.
func (g *group) prover(o Options, facts *registry.Registry) (p *proof.Prover, stop func()) {
	flags := o.flags()
	o.Root = g.root
	p, stop = o.prover(g.tree, facts, g.faults)
	p.Flags(flags)
	if g.tree.ConfigFile == nil && len(o.Commands) == 1 {
		p.Default(o.Commands[0].Name)
	}
	return p, stop
}

// nearestConfig finds the site.yaml that a file outside content/ belongs to: in a folder
// above it, or in content/ of such a folder. It looks no further than the root of the
// repository. root is the folder in which the commands of its origins run.
func nearestConfig(file string) (root, config string) {
	for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
		for _, name := range []string{note.ConfigName, filepath.Join(note.Folder, note.ConfigName)} {
			config := filepath.Join(dir, name)
			if data, err := os.ReadFile(config); err == nil && note.IsConfig(data) {
				if filepath.Base(dir) == note.Folder {
					dir = filepath.Dir(dir)
				}
				return dir, config
			}
		}
		_, err := os.Lstat(filepath.Join(dir, ".git"))
		if err == nil || filepath.Dir(dir) == dir {
			return ".", ""
		}
	}
}
