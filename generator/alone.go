package generator

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// rulesAlone is why nothing is played in a file for which there is no origin.
const rulesAlone = "no origin was named"

// A group is files outside content/ that share their origins.
type group struct {
	tree   *note.Tree
	root   string // the folder that holds content/ or site.yaml; the working folder where there is neither
	faults []source.Fault
}

// groups reads the selected files that stand outside content/. Their origins are
// those of the nearest site.yaml above them and those of the command line; where
// there are none, they are held to the rules alone.
func (o Options) groups(sel Selection) (out []*group) {
	byConfig := map[string]*group{}
	for _, c := range sel.chosen {
		if !c.outside {
			continue
		}
		root, config := nearestConfig(c.file)
		g := byConfig[config]
		if g == nil {
			g = &group{tree: &note.Tree{}, root: root}
			g.faults = append(g.configure(config, o), o.addCommands(g.tree)...)
			byConfig[config] = g
			out = append(out, g)
		}
		if slices.ContainsFunc(g.tree.Notes, func(n *note.Note) bool { return n.File.Name == c.name }) {
			continue
		}
		n, faults := readAlone(c)
		g.faults = append(g.faults, faults...)
		if n != nil {
			g.tree.Notes = append(g.tree.Notes, n)
			if len(g.tree.Config.Origins) == 0 {
				n.NoRun = rulesAlone
			}
		}
	}
	return out
}

// readAlone reads a file that stands outside content/; the note is nil where it
// cannot be read.
func readAlone(c chosen) (*note.Note, []source.Fault) {
	info, err := os.Stat(c.file)
	if err == nil && info.Size() > note.MaxNote {
		return nil, []source.Fault{note.TooLarge(c.name, info.Size(), note.MaxNote)}
	}
	data, err := os.ReadFile(c.file)
	if err != nil {
		return nil, []source.Fault{source.Usage("unreadable", "the file cannot be read: "+err.Error(), "name a Markdown file")}
	}
	file, faults := source.NewFile(c.name, data)
	if len(faults) > 0 {
		return nil, faults
	}
	return note.ParseAlone(file)
}

// configure reads site.yaml, where there is one.
func (g *group) configure(config string, o Options) []source.Fault {
	if config == "" {
		return nil
	}
	data, err := os.ReadFile(config)
	if err != nil {
		return []source.Fault{source.Usage("unreadable", "site.yaml cannot be read: "+err.Error(), "see its permissions")}
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

// checkAlone proves the selected files that are outside content/, and counts them.
// Their links are not looked at.
func checkAlone(ctx context.Context, o Options, sel Selection, sum *Summary) (faults []source.Fault) {
	facts, err := registry.Load()
	if err != nil {
		return []source.Fault{source.FromError("registry", err, "")}
	}
	groups, _ := until(ctx, func() ([]*group, []source.Fault) { return o.groups(sel), nil })
	for _, g := range groups {
		scripts, found := exchange.Read(g.tree)
		p, stop := g.prover(o, facts)
		trace := sel.newTrace()
		p.Trace(trace)
		proven, more := proof.Prove(ctx, scripts, p, nil)
		stop()
		sum.add(proven, sel, trace)
		faults = append(faults, sel.faults(slices.Concat(g.faults, found, more), g.tree.Notes, sum.Results)...)
	}
	return faults
}

// prover makes the prover of a group, and what ends its origins.
func (g *group) prover(o Options, facts *registry.Registry) (p *proof.Prover, stop func()) {
	o.Root = g.root
	p, stop = o.prover(g.tree, facts, g.faults)
	if g.tree.ConfigFile == nil && len(o.Commands) == 1 {
		p.Default(o.Commands[0].Name)
	}
	return p, stop
}

// nearestConfig finds the site.yaml that a file outside content/ belongs to: in
// a folder above it, or in content/ there. It looks no further than the root of
// the repository. Root is the folder from which the commands of its origins count.
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

// placeOf finds the file that an argument names: from the root of the tree, or
// from the working folder.
func placeOf(root, name string) (file string, err error) {
	if filepath.IsAbs(name) {
		return filepath.Clean(name), nil
	}
	for _, from := range []string{root, "."} {
		abs, err := filepath.Abs(filepath.Join(from, name))
		if err != nil {
			return "", err
		}
		if file == "" {
			file = abs
		}
		if info, err := os.Stat(abs); err == nil && info.Mode().IsRegular() {
			return abs, nil
		}
	}
	return file, nil
}

// outside is the choice of a file that is not in content/.
func outside(root, arg, file string, line int) (c chosen, err error) {
	info, err := os.Stat(file)
	switch {
	case os.IsNotExist(err):
		return c, source.Usage("no-such-note", "there is no file "+arg, "name a note of this site, content/status/404.md, or any Markdown file")
	case err != nil:
		return c, source.Usage("unreadable", "the file cannot be read: "+err.Error(), "name a Markdown file")
	case info.IsDir():
		return c, source.Usage("no-such-note", arg+" is a folder", "name its files")
	case info.Mode().Type()&^fs.ModeSymlink != 0:
		return c, source.Usage("no-such-note", arg+" is not a regular file", "name a Markdown file")
	}
	base, err := filepath.Abs(root)
	if err != nil {
		return c, err
	}
	name := file
	if rel, err := filepath.Rel(base, file); err == nil {
		name = rel
	}
	return chosen{arg: arg, file: file, line: line, outside: true, name: filepath.ToSlash(name)}, nil
}
