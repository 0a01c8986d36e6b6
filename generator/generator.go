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
}

// A Summary is what a build or a check did, in figures.
type Summary struct {
	Notes  int   // read
	Proven int   // exchanges played and matched
	NoRun  int   // exchanges shown and not played
	Pages  int   // written or unchanged in public/
	Bytes  int64 // of all files of the site
}

// Build makes public/ of content/ and layouts/. Where there are faults, public/
// stays as it was.
func Build(ctx context.Context, o Options) (sum Summary, faults []source.Fault) {
	s, sum, faults := link(ctx, o, &Selection{})
	if len(faults) > 0 {
		return sum, source.Sort(faults)
	}
	layouts, closeLayouts, err := folder(o.Root, "layouts")
	if err != nil {
		return sum, []source.Fault{source.Usage("no-layouts", "layouts/ cannot be read: "+err.Error(), "it holds how pages look: take it from wirebook's repository")}
	}
	defer closeLayouts()
	files, faults := page.Render(s, layouts)
	if len(faults) > 0 {
		return sum, source.Sort(faults)
	}
	for _, f := range files {
		if filepath.Ext(f.Path) == ".html" {
			sum.Pages++
		}
		sum.Bytes += int64(len(f.Data))
	}
	_, faults = public.Write(filepath.Join(o.Root, "public"), files)
	return sum, source.Sort(faults)
}

// Check is Build without pages: it reads, proves and links, and writes nothing.
// Only the selected notes are played.
func Check(ctx context.Context, o Options, sel Selection) (Summary, []source.Fault) {
	_, sum, faults := link(ctx, o, &sel)
	return sum, source.Sort(sel.Faults(faults))
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
	proof, more := exchange.Prove(ctx, tree, exchange.NewProver(tree, facts, o.origins(tree.Config)), sel.note)
	sel.proof = proof
	faults = append(faults, more...)
	linked, more := site.Link(proof, facts)
	faults = append(faults, more...)
	for _, n := range proof.Notes {
		if sel.note(n.Note) {
			sum.Notes++
		}
		for _, e := range n.Exchanges {
			if e.Proven() {
				sum.Proven++
			} else {
				sum.NoRun++
			}
		}
	}
	if err := ctx.Err(); err != nil {
		faults = append(faults, source.Usage("stopped", fmt.Sprintf("stopped: %v", context.Cause(ctx)), ""))
	}
	return linked, sum, faults
}

// origins makes the origins of site.yaml that are here.
func (o Options) origins(c note.Config) map[string]exchange.Origin {
	origins := map[string]exchange.Origin{}
	for name, origin := range c.Origins {
		if origin.BuiltIn && o.Origin != nil {
			limit, _ := time.ParseDuration(origin.Deadline)
			origins[name] = exchange.BuiltIn(o.Origin, limit)
		}
	}
	return origins
}

// folder opens a folder of the tree as a file system that cannot leave it.
func folder(root, name string) (fs.FS, func() error, error) {
	r, err := os.OpenRoot(filepath.Join(root, name))
	if err != nil {
		return nil, nil, err
	}
	return r.FS(), r.Close, nil
}

// BuiltInHost is the host under which the notes know the built-in origin: the
// first that site.yaml gives it, or empty.
func BuiltInHost(o Options) string {
	content, closeContent, err := folder(o.Root, note.Folder)
	if err != nil {
		return ""
	}
	defer closeContent()
	tree, _ := note.Read(content)
	for _, origin := range tree.Config.Origins {
		if origin.BuiltIn && len(origin.Hosts) > 0 {
			return origin.Hosts[0]
		}
	}
	return ""
}
