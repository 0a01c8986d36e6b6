// Package generator turns notes into a site: read, prove, link, render, write.
// Each stage takes the type of the stage before it, so a wrong order does not
// compile.
package generator

import (
	"context"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/page"
	"wirebook/generator/proof"
	"wirebook/generator/public"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Options say what is built and from what.
type Options struct {
	Root    string                         // the folder that holds content/, layouts/ and public/
	Address string                         // replaces the address in site.yaml, where it is not empty
	Origin  func(*log.Logger) *http.Server // makes the built-in origin; nil where there is none

	// RequireAll takes an optional origin that is not installed for a fault.
	RequireAll bool

	// Coverage has Check say what no proven exchange shows.
	Coverage bool

	// Level is the least binding level of rules of which Check tells. What it tells
	// beside faults are hints.
	Level rule.Level

	// Commands are origins of the command line. They come before those of
	// site.yaml with the same name.
	Commands []Command
}

// A Summary is what a build, a check or an update did, in figures.
type Summary struct {
	Notes   int   // read
	Proven  int   // exchanges played and matched
	NoRun   int   // exchanges shown and not played
	Missing int   // exchanges whose optional origin is not installed
	Pages   int   // written or unchanged in public/
	Bytes   int64 // of all files of the site

	Results  []*proof.Result // every exchange of the notes that were read, in their order
	Coverage *proof.Coverage // where it was asked for

	Excerpts Excerpts       // what was read of documents without an origin
	Hints    []source.Fault // what is no fault, as far as it was asked for
	Known    int            // faults that stand in the baseline

	proved bool // notes were read and their exchanges asked for
	traced bool // the exchange to be traced is among them
}

// Build makes public/ of content/ and layouts/. Where there are faults, public/
// stays as it was.
func Build(ctx context.Context, o Options) (sum Summary, faults []source.Fault) {
	defer func() { faults = source.Sort(faults) }()
	s, sum, faults := link(ctx, o, Selection{})
	if len(faults) > 0 {
		return sum, faults
	}
	layouts, closeLayouts, err := folder(o.Root, "layouts")
	if err != nil {
		return sum, []source.Fault{source.Usage("no-layouts", "layouts/ cannot be read: "+err.Error(), "it holds how pages look: take it from wirebook's repository")}
	}
	defer closeLayouts()
	files, faults := page.Render(s, layouts)
	if len(faults) > 0 {
		return sum, faults
	}
	for _, f := range files {
		if filepath.Ext(f.Path) == ".html" {
			sum.Pages++
		}
		sum.Bytes += int64(len(f.Data))
	}
	_, faults = public.Write(filepath.Join(o.Root, "public"), files)
	return sum, faults
}

// Check is Build without pages: it reads, proves and links, and writes nothing.
// Only the selected notes are played, and the selected files outside content/.
func Check(ctx context.Context, o Options, sel Selection) (sum Summary, faults []source.Fault) {
	switch {
	case sel.inside() && noSite(o.Root):
		return sum, []source.Fault{source.Usage("no-site-yaml", "content/site.yaml is missing, so there is no site to check",
			"write at least `title: …` into it; to check documents that are no site, name them: wirebook check README.md docs")}
	case sel.inside():
		_, sum, faults = link(ctx, o, sel)
	}
	faults = append(faults, checkAlone(ctx, o, sel, &sum)...)
	faults = append(faults, sel.untraced(sum)...)
	sum.Hints = source.Sort(sum.Hints)
	return sum, source.Sort(append(faults, stopped(ctx)...))
}

// stopped is the fault of a run that was stopped.
func stopped(ctx context.Context) []source.Fault {
	if ctx.Err() == nil {
		return nil
	}
	return []source.Fault{source.Usage("stopped", fmt.Sprintf("stopped: %v", context.Cause(ctx)), "")}
}

// noContent is the fault of a tree without notes.
func noContent(err error) source.Fault {
	return source.Usage("no-content", "content/ cannot be read: "+err.Error(), "run wirebook in the folder that holds content/ and layouts/, or name it with --root")
}

// link is what Build and Check share: read, prove, link. It goes on as far as it
// can, so that one run shows all faults.
func link(ctx context.Context, o Options, sel Selection) (*site.Site, Summary, []source.Fault) {
	var sum Summary
	content, closeContent, err := folder(o.Root, note.Folder)
	if err != nil {
		return nil, sum, []source.Fault{noContent(err)}
	}
	defer closeContent()
	facts, err := registry.Load()
	if err != nil {
		return nil, sum, []source.Fault{source.Usage("registry", err.Error(), "mend the data files of generator/registry")}
	}
	tree, faults := note.Read(content)
	if o.Address != "" {
		tree.Config.Address = note.AddressOf(o.Address)
	}
	if missing := sel.missing(tree); len(missing) > 0 {
		return nil, sum, missing
	}
	faults = append(faults, o.addCommands(tree)...)
	origins, stop := o.origins(tree, faults)
	defer stop()
	p := proof.NewProver(tree, facts, origins)
	p.Tell(o.Level)
	p.Flags(o.flags())
	trace := sel.newTrace()
	p.Trace(trace)
	proven, more := proof.Prove(ctx, tree, p, sel.note)
	stop()
	faults = append(faults, more...)
	linked, more := site.Link(proven, facts)
	faults = append(faults, more...)
	sum.add(proven, sel, trace)
	if o.Coverage {
		sum.Coverage = proof.Covered(p, proven, facts)
	}
	faults = sel.faults(faults, tree.Notes, sum.Results)
	return linked, sum, append(faults, stopped(ctx)...)
}

// add counts the selected notes of a proof, and what became of their exchanges.
func (s *Summary) add(proven *proof.Proof, sel Selection, trace *proof.Trace) {
	s.proved, s.traced = true, s.traced || trace.Found()
	for _, n := range proven.Notes {
		if sel.note(n.Note) {
			s.Notes++
			s.Hints = append(s.Hints, n.Hints...)
		}
	}
	for _, r := range proven.Results() {
		if !sel.result(r) {
			continue
		}
		s.Results = append(s.Results, r)
		switch {
		case r.NoRun != "":
			s.NoRun++
		case r.Reason != "":
			s.Missing++
		case r.State() == proof.Proven:
			s.Proven++
		}
	}
}

// Played is the number of exchanges that are to be proven: all but those that
// say why they are not played.
func (s Summary) Played() int { return len(s.Results) - s.NoRun }

// origins makes the origins of site.yaml that are here. Stop ends the processes
// of those that are commands.
func (o Options) origins(t *note.Tree, faults []source.Fault) (origins map[string]origin.Origin, stop func()) {
	origins = map[string]origin.Origin{}
	sound := !slices.ContainsFunc(faults, func(f source.Fault) bool { return f.File != nil && f.File == t.ConfigFile })
	commands, named := origin.NewCommands(o.Root, sound), origin.NewCommands(".", !slices.ContainsFunc(faults, func(f source.Fault) bool { return f.File == nil }))
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
	return origins, func() { commands.Close(); named.Close() }
}

// Watchdog makes a watchdog of this process where it was started as one by the
// commands of a build, and then does not return. A program calls it first.
func Watchdog() { origin.Watchdog() }

// folder opens a folder of the tree as a file system that cannot leave it.
func folder(root, name string) (fs.FS, func() error, error) {
	r, err := os.OpenRoot(filepath.Join(root, name))
	if err != nil {
		return nil, nil, err
	}
	return r.FS(), r.Close, nil
}
