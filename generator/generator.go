// Package generator turns notes into a site: read, prove, link, render, write.
// Each stage takes the type of the stage before it, so a wrong order does not
// compile.
package generator

import (
	"context"
	"errors"
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

	// Clean has Build remove the files in public/ that no build wrote.
	Clean bool

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

	Notices []source.Fault // no faults: files in public/ that no build wrote
}

// Build makes public/ of content/ and layouts/. Where there are faults, public/
// stays as it was. Two builds of one tree wait for each other.
func Build(ctx context.Context, o Options) (sum Summary, faults []source.Fault) {
	content, err := OpenContent(o.Root)
	if err == nil {
		content.Close()
		err = leadsOut(o.Root, layoutFolder)
	}
	if err != nil {
		return sum, []source.Fault{source.FromError("no-content", err, "")}
	}
	out, faults := public.Open(ctx, o.Root)
	if len(faults) > 0 {
		return sum, faults
	}
	defer out.Close()
	sel := &Selection{}
	s, sum, faults := link(ctx, o, sel)
	defer func() {
		faults = source.Sort(faults)
		sum.count(outcomes(sel.proofs, faults))
	}()
	if len(faults) > 0 {
		return sum, faults
	}
	layouts, err := OpenFolder(o.Root, layoutFolder)
	if err != nil {
		return sum, []source.Fault{source.Usage("no-layouts", "layouts/ cannot be read: "+err.Error(), "it holds how pages look: take it from wirebook's repository")}
	}
	defer layouts.Close()
	files, faults := until(ctx, func() ([]site.File, []source.Fault) { return page.Render(s, layouts.FS()) })
	if len(faults) > 0 {
		return sum, faults
	}
	for _, f := range files {
		if filepath.Ext(f.Path) == ".html" {
			sum.Pages++
		}
		sum.Bytes += int64(len(f.Data))
	}
	written, faults := out.Write(ctx, files, o.Clean)
	sum.Notices = kept(written.Kept)
	return sum, faults
}

// kept tells of the files in public/ that no build wrote.
func kept(names []string) []source.Fault {
	if len(names) == 0 {
		return nil
	}
	const most = 20
	what, do := fmt.Sprintf("%d files in public/ were written by no build, and stay", len(names)), "build --clean removes them"
	if len(names) == 1 {
		what, do = "a file in public/ was written by no build, and stays", "build --clean removes it"
	}
	for _, name := range names[:min(len(names), most)] {
		do += "\npublic/" + name
	}
	if len(names) > most {
		do += fmt.Sprintf("\nand %d more", len(names)-most)
	}
	return []source.Fault{source.Usage("kept", what, do)}
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
		faults = append(faults, stopped(ctx))
	}
	faults = source.Sort(sel.Faults(faults))
	sum.count(sel.outcomes(outcomes(sel.proofs, faults)))
	return sum, faults
}

// until runs a stage that only computes, and waits for it no longer than until ctx
// ends: what it gives then is not used, whatever it is doing.
func until[T any](ctx context.Context, stage func() (T, []source.Fault)) (out T, faults []source.Fault) {
	done := make(chan struct{})
	var made T
	var found []source.Fault
	go func() {
		defer close(done)
		made, found = stage()
	}()
	select {
	case <-done:
		return made, found
	case <-ctx.Done():
		return out, []source.Fault{stopped(ctx)}
	}
}

func stopped(ctx context.Context) source.Fault {
	return source.Usage("stopped", fmt.Sprintf("stopped: %v", context.Cause(ctx)), "")
}

// link is what Build and Check share: read, prove, link. It goes on as far as it
// can, so that one run shows all faults.
func link(ctx context.Context, o Options, sel *Selection) (*site.Site, Summary, []source.Fault) {
	var sum Summary
	content, err := OpenContent(o.Root)
	if err != nil {
		return nil, sum, []source.Fault{source.FromError("no-content", err, "")}
	}
	defer content.Close()
	facts, err := registry.Load()
	if err != nil {
		return nil, sum, []source.Fault{source.Usage("registry", err.Error(), "mend the data files of generator/registry")}
	}
	tree, faults := until(ctx, func() (*note.Tree, []source.Fault) { return note.Read(content.FS()) })
	if tree == nil {
		return nil, sum, faults
	}
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
	linked, more := until(ctx, func() (*site.Site, []source.Fault) { return site.Link(proof, facts) })
	faults = append(faults, more...)
	for _, n := range proof.Notes {
		if sel.note(n.Note) {
			sum.Notes++
		}
	}
	if err := ctx.Err(); err != nil {
		faults = append(faults, stopped(ctx))
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

// layoutFolder holds how pages look.
const layoutFolder = "layouts"

// OpenContent opens content/ of the tree at root. The error is a source.Fault.
func OpenContent(root string) (*os.Root, error) {
	if err := leadsOut(root, note.Folder); err != nil {
		return nil, err
	}
	content, err := OpenFolder(root, note.Folder)
	if err != nil {
		return nil, source.Usage("no-content", "content/ cannot be read: "+err.Error(), "run wirebook in the folder that holds content/ and layouts/, or name it with --root")
	}
	return content, nil
}

// OpenFolder opens a folder of the tree, which a link in its place may not leave, nor
// what is read through it.
func OpenFolder(root, name string) (*os.Root, error) {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	if info, err := tree.Stat(name); err == nil && !info.IsDir() { // opening a pipe would wait
		return nil, errors.New("it is no folder")
	}
	folder, err := tree.OpenRoot(name)
	var at *fs.PathError
	if errors.As(err, &at) {
		at.Op, at.Path = "open", filepath.Join(root, name)
	}
	return folder, err
}

// leadsOut faults a folder of the tree that is a link out of it.
func leadsOut(root, name string) error {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return nil // it is told where the folder is opened
	}
	defer tree.Close()
	link, err := tree.Lstat(name)
	if err != nil || link.Mode()&fs.ModeSymlink == 0 {
		return nil
	}
	if _, err := tree.Stat(name); err != nil {
		return source.Usage("link-out", name+"/ is a link that leads out of the tree, or nowhere", "put the folder itself in its place")
	}
	return nil
}
