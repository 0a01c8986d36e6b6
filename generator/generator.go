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
	"time"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/page"
	"wirebook/generator/public"
	"wirebook/generator/registry"
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

	Outcomes []Outcome // every exchange of the notes that were read, in their order
	Coverage *Coverage // where it was asked for
}

// Build makes public/ of content/ and layouts/. Where there are faults, public/
// stays as it was.
func Build(ctx context.Context, o Options) (sum Summary, faults []source.Fault) {
	sel := &Selection{}
	s, sum, faults := link(ctx, o, sel)
	defer func() {
		faults = source.Sort(faults)
		sum.count(outcomes(sel.proofs, faults))
	}()
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
	if sel.inside() {
		_, sum, faults = link(ctx, o, &sel)
	}
	notes, more := checkAlone(ctx, o, &sel)
	sum.Notes += notes
	faults = append(append(faults, more...), sel.untraced()...)
	if err := ctx.Err(); err != nil {
		faults = append(faults, source.Usage("stopped", fmt.Sprintf("stopped: %v", context.Cause(ctx)), ""))
	}
	faults = source.Sort(sel.Faults(faults))
	sum.count(sel.outcomes(outcomes(sel.proofs, faults)))
	return sum, faults
}

// noContent is the fault of a tree without notes.
func noContent(err error) source.Fault {
	return source.Usage("no-content", "content/ cannot be read: "+err.Error(), "run wirebook in the folder that holds content/ and layouts/, or name it with --root")
}

// link is what Build and Check share: read, prove, link. It goes on as far as it
// can, so that one run shows all faults.
func link(ctx context.Context, o Options, sel *Selection) (*site.Site, Summary, []source.Fault) {
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
	p := exchange.NewProver(tree, facts, origins)
	sel.trace(p)
	proof, more := exchange.Prove(ctx, tree, p, sel.note)
	stop()
	sel.proofs = append(sel.proofs, proof)
	faults = append(faults, more...)
	if o.Coverage {
		sum.Coverage = coverage(p, proof, facts, outcomes(sel.proofs, faults))
	}
	linked, more := site.Link(proof, facts)
	faults = append(faults, more...)
	for _, n := range proof.Notes {
		if sel.note(n.Note) {
			sum.Notes++
		}
	}
	if err := ctx.Err(); err != nil {
		faults = append(faults, source.Usage("stopped", fmt.Sprintf("stopped: %v", context.Cause(ctx)), ""))
	}
	return linked, sum, faults
}

// origins makes the origins of site.yaml that are here. Stop ends the processes
// of those that are commands.
func (o Options) origins(t *note.Tree, faults []source.Fault) (origins map[string]exchange.Origin, stop func()) {
	origins = map[string]exchange.Origin{}
	sound := !slices.ContainsFunc(faults, func(f source.Fault) bool { return f.File != nil && f.File == t.ConfigFile })
	commands, named := exchange.NewCommands(o.Root, sound), exchange.NewCommands(".", !slices.ContainsFunc(faults, func(f source.Fault) bool { return f.File == nil }))
	for name, origin := range t.Config.Origins {
		switch {
		case o.commands(name):
			origins[name] = named.Origin(name, origin)
		case origin.BuiltIn && o.Origin != nil:
			limit, _ := time.ParseDuration(origin.Deadline)
			origins[name] = exchange.BuiltIn(o.Origin, limit)
		case len(origin.Command) > 0:
			origin.Optional = origin.Optional && !o.RequireAll
			origins[name] = commands.Origin(name, origin)
		}
	}
	return origins, func() { commands.Close(); named.Close() }
}

// Watchdog makes a watchdog of this process where it was started as one by the
// commands of a build, and then does not return. A program calls it first.
func Watchdog() { exchange.Watchdog() }

// folder opens a folder of the tree as a file system that cannot leave it.
func folder(root, name string) (fs.FS, func() error, error) {
	r, err := os.OpenRoot(filepath.Join(root, name))
	if err != nil {
		return nil, nil, err
	}
	return r.FS(), r.Close, nil
}
