// Package generator turns notes into a site. Build is the whole flow:
//
//	tree     := note.Read(content/)          Markdown, links and fences
//	scripts  := exchange.Read(tree)          requests and the responses to them
//	proven   := proof.Prove(scripts)         each played against a real server
//	site     := site.Link(proven)            links, order, navigation
//	files    := page.Render(site, layouts/)  HTML and what programs read
//	            public.Write(public/, files)
//
// Each stage takes the type of the stage before it, so a wrong order does not
// compile, and returns what is sound beside the faults that it found. Up to Link
// the flow goes on in spite of faults, so that one run shows all of them; with
// faults nothing is rendered, and public/ stays as it was.
//
// Check is the flow as far as Link; Update writes what the server sent into the
// notes. Both also take files outside content/.
package generator

import (
	"context"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/page"
	"wirebook/generator/proof"
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

	// NoCommands runs no command of site.yaml or of the command line: what they
	// would answer is not proven here. For the pull request of a stranger.
	NoCommands bool

	// Coverage has Check say what no proven exchange shows.
	Coverage bool

	// Commands are origins of the command line. They come before those of
	// site.yaml with the same name.
	Commands []Command
}

// Build makes public/ of content/ and layouts/: what link does, then page.Render and
// public.Write. Where there are faults, public/ stays as it was.
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
	sum.count(files)
	_, faults = public.Write(filepath.Join(o.Root, "public"), files)
	return sum, faults
}

// link is what Build and Check share: note.Read, exchange.Read, proof.Prove and
// site.Link. It goes on as far as it can, so that one run shows all faults.
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
	scripts, more := exchange.Read(tree)
	faults = append(faults, more...)
	p, stop := o.prover(tree, facts, faults)
	defer stop()
	trace := sel.newTrace()
	p.Trace(trace)
	proven, more := proof.Prove(ctx, scripts, p, sel.note)
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

// Check is Build without pages: it reads, proves and links, and writes nothing.
// Only the selected notes are played, and the selected files outside content/.
func Check(ctx context.Context, o Options, sel Selection) (sum Summary, faults []source.Fault) {
	if sel.inside() {
		_, sum, faults = link(ctx, o, sel)
	}
	faults = append(faults, checkAlone(ctx, o, sel, &sum)...)
	faults = append(faults, sel.untraced(sum)...)
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

// folder opens a folder of the tree as a file system that cannot leave it.
func folder(root, name string) (fs.FS, func() error, error) {
	r, err := os.OpenRoot(filepath.Join(root, name))
	if err != nil {
		return nil, nil, err
	}
	return r.FS(), r.Close, nil
}
