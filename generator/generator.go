// Package generator turns notes into a site. Build is the whole flow:
//
//	tree     := note.Read(content/)          Markdown, links and fences
//	scripts  := exchange.Read(tree)          requests and the responses to them
//	proven   := proof.Prove(scripts)         each played against a real server
//	site     := site.Link(proven)            links, order, navigation
//	files    := page.Render(site, layouts/)  HTML and the files for programs
//	            public.Write(public/, files)
//
// Each stage takes the type that the stage before it returns, so a wrong order does not
// compile. It returns whatever is sound, and the faults that it found. Faults do not
// stop the flow before Link, so that one run shows all of them; after Link they do, and
// public/ stays as it was.
//
// Check is the flow up to Link. Update writes what the server sent into the notes. Both
// also take files outside content/.
package generator

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"runtime/debug"
	"slices"
	"time"

	"wirebook/generator/cache"
	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/page"
	"wirebook/generator/proof"
	"wirebook/generator/public"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/theme"
)

// Options say what to build and how.
type Options struct {
	Root       string                         // the folder that holds content/, public/ and perhaps layouts/
	Out        string                         // the folder of the built site; empty means public/ in Root
	Address    string                         // replaces the address in site.yaml, unless it is empty
	Repository string                         // likewise the repository
	Origin     func(*log.Logger) *http.Server // makes the built-in origin; nil if there is none
	Layouts    fs.FS                          // of a tree without layouts/; nil if there are none

	// Lock makes Build write the addresses of the site into urls.lock, beside content/.
	// Where there is that file, an address in it that the site has no more is a fault.
	Lock bool

	// Drafts puts the notes that are drafts into the site.
	Drafts bool

	// RequireAll makes an optional origin that is not installed a fault.
	RequireAll bool

	// NoCommands runs no command, neither of site.yaml nor of the command line;
	// exchanges that need one count as not proven here. It makes it safe to check a
	// stranger's pull request.
	NoCommands bool

	// RequireFresh makes facts that are older than registry.MaxAge a fault; without it
	// Build gives a notice.
	RequireFresh bool

	Today time.Time // the day of the build; zero takes that of the clock

	// Cache is the folder where Build keeps what it made, for the next build; empty keeps
	// nothing. Whatever it holds, the site is the same. Exchanges are always played.
	Cache string

	// Coverage makes Check report what no proven exchange shows.
	Coverage bool

	// Clean makes Build remove the files in public/ that no build wrote.
	Clean bool

	// Level is the weakest level of rules that Check reports. Rules below must give
	// hints, not faults.
	Level rule.Level

	// Steps shows how far a build is, when it takes long; nil shows nothing.
	Steps *source.Progress

	// Commands are the origins of the command line. They replace those of the same name
	// in site.yaml.
	Commands []Command
}

// Build makes public/ from content/ and layouts/: it calls link, page.Render and
// public.Write. If there are faults, public/ stays as it was. Two builds of one tree
// wait for each other.
func Build(ctx context.Context, o Options) (Summary, []source.Fault) {
	s := &Session{Options: o}
	return s.Build(ctx)
}

// Build is the function Build, but for what the session knows from its earlier builds.
func (o *Session) Build(ctx context.Context) (sum Summary, faults []source.Fault) {
	defer func() { faults = source.Sort(faults) }()
	o.renew()
	content, err := OpenContent(o.Root)
	if err == nil {
		content.Close()
		err = cmp.Or(leadsOut(o.Root, layout.Name), o.outApart())
	}
	if err != nil {
		return sum, []source.Fault{source.FromError("no-content", err, "")}
	}
	out, faults := public.Open(ctx, o.Root, o.out())
	if len(faults) > 0 {
		return sum, faults
	}
	defer out.Close()
	out.Progress = o.Steps
	defer o.Steps.End()
	o.found(out)
	ctx, cancel := context.WithCancel(ctx)
	var known *cache.Cache
	if !o.keeps {
		known = cache.Open(o.Cache, o.Root)
		o.notes, o.links, o.pages = note.OnDisk(known), site.OnDisk(known), page.OnDisk(known)
	}
	var compiled *compiling
	defer func() { cancel(); compiled.wait(ctx) }()
	s, sum, faults := o.link(ctx, Selection{}, func(t *note.Tree) { compiled = o.compiledFor(ctx, t) })
	if len(faults) > 0 {
		return sum, faults
	}
	layouts, close, err := o.OpenLayouts()
	defer close()
	if err != nil {
		return sum, []source.Fault{source.FromError("no-layouts", err, "")}
	}
	compiled.told(o.Steps)
	program, notices := compiled.wait(ctx)
	files, faults := until(ctx, func() (*site.Files, []source.Fault) { return o.pages.Render(s, layouts, program) })
	if len(faults) > 0 {
		return sum, faults
	}
	files = o.guard(s, files)
	written, faults := out.Write(ctx, files, o.Clean)
	if !o.NoCommands && !o.keeps { // serve would repeat it with each change
		sum.Notices = append(sum.Notices, absent(sum.Absent(), "install it and build again; until then the pages say that these are not proven")...)
	}
	sum.Notices = slices.Concat(sum.Notices, notices, o.pages.Plain(s), kept(o.outName(), written.Kept))
	if len(faults) == 0 {
		known.Close()
		sum.count(files, written)
		o.show(s)
		if o.Lock {
			if err := o.lock(s); err != nil {
				faults = []source.Fault{source.Usage("lock", lockName+" cannot be written: "+err.Error(), "check the permissions of its folder")}
			}
		}
	}
	o.wrote(out, files, sum, faults)
	return sum, faults
}

// link is what Build and Check share: note.Read, exchange.Read, proof.Prove and
// site.Link. read gets the notes once they are read. It continues after faults, so that
// one run shows all of them.
func (o *Session) link(ctx context.Context, sel Selection, read func(*note.Tree)) (*site.Site, Summary, []source.Fault) {
	var sum Summary
	content, err := OpenContent(o.Root)
	if err != nil {
		return nil, sum, []source.Fault{source.FromError("no-content", err, "")}
	}
	defer content.Close()
	facts, err := registry.Load()
	if err != nil {
		return nil, sum, []source.Fault{source.Usage("registry", err.Error(), "repair the data files in generator/registry")}
	}
	tree, faults := until(ctx, func() (*note.Tree, []source.Fault) {
		o.notes.Progress = o.Steps
		return o.notes.Read(content.FS())
	})
	if tree == nil {
		return nil, sum, faults
	}
	if !o.Drafts {
		faults = tree.WithoutDrafts(sel.named, faults)
	}
	read(tree)
	if !o.keeps {
		debug.SetMemoryLimit(max(leastMemory, memoryOfNote*int64(len(tree.Notes))))
	}
	tree.Today = o.Today
	if tree.Today.IsZero() {
		tree.Today = time.Now()
	}
	if old := oldFacts(facts, tree.Today); o.RequireFresh {
		faults = append(faults, old...)
	} else {
		sum.Notices = append(sum.Notices, old...)
	}
	notices, wrong := o.places(&tree.Config)
	if len(wrong) > 0 {
		return nil, sum, wrong
	}
	sum.Notices = append(sum.Notices, notices...)
	if missing := sel.missing(tree); len(missing) > 0 {
		return nil, sum, missing
	}
	faults = append(faults, o.addCommands(tree)...)
	scripts, more := o.scripts.Read(tree)
	faults = append(faults, more...)
	p := o.prover(tree, facts, faults)
	p.Tell(o.Level)
	p.Flags(o.flags())
	p.Count(o.Steps)
	trace := sel.newTrace()
	p.Trace(trace)
	proven, more := proof.Prove(ctx, scripts, p.Prover, sel.note)
	if !o.keeps {
		o.Close()
	}
	faults = append(faults, more...)
	linked, more := until(ctx, func() (*site.Site, []source.Fault) { return o.links.Link(proven, facts) })
	faults = append(faults, more...)
	if linked != nil {
		_, more = theme.Read(linked)
		faults = append(faults, more...)
	}
	if linked != nil && !o.Lock {
		faults = append(faults, o.unlocked(linked)...)
	}
	sum.add(proven, sel, trace)
	if o.Coverage {
		sum.Coverage = proof.Covered(p.Prover, proven, facts)
	}
	faults = sel.faults(faults, tree.Notes, sum.Results)
	return linked, sum, append(faults, stopped(ctx)...)
}

// Check is Build without pages: it reads, proves and links, and writes nothing. It plays
// only the selected notes, and the selected files outside content/.
func Check(ctx context.Context, o Options, sel Selection) (Summary, []source.Fault) {
	s := &Session{Options: o}
	return s.Check(ctx, sel)
}

// Check is the function Check, but for what the session knows from earlier ones.
func (o *Session) Check(ctx context.Context, sel Selection) (sum Summary, faults []source.Fault) {
	defer o.renew()
	switch {
	case sel.inside() && noSite(o.Root):
		return sum, []source.Fault{source.Usage("no-site-yaml", "content/site.yaml is missing, so there is no site to check",
			"create it with at least `title: …`; to check documents that are not a site, name them: wirebook check README.md docs")}
	case sel.inside():
		_, sum, faults = o.link(ctx, sel, func(*note.Tree) {})
	}
	faults = append(faults, checkAlone(ctx, o.Options, sel, &sum)...)
	faults = append(faults, sel.untraced(sum)...)
	sum.Hints = source.Sort(sum.Hints)
	return sum, source.Sort(append(faults, stopped(ctx)...))
}

// What a build may take of memory, in bytes, before the garbage collector works harder to
// stay below: half of it is in use. A limit that is less than what is in use would cost
// half of the time, so it grows with the site.
const (
	leastMemory  = 500 << 20
	memoryOfNote = 50 << 10
)

// until runs a stage that only computes, and returns early when ctx ends. The result of
// the stage is then discarded, even if it is still running.
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
		return out, stopped(ctx)
	}
}

// stopped returns the fault of a run that was interrupted, or nil.
func stopped(ctx context.Context) []source.Fault {
	if ctx.Err() == nil {
		return nil
	}
	return []source.Fault{source.Usage("stopped", fmt.Sprintf("stopped: %v", context.Cause(ctx)), "")}
}
