package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"wirebook/generator"
	"wirebook/generator/cache"
	"wirebook/generator/report"
	"wirebook/generator/serve"
	"wirebook/generator/source"
)

func (r *run) options(address string) generator.Options {
	return generator.Options{Root: r.root, Address: address, Origin: r.program.Origin, Layouts: r.program.Layouts, Today: today(), Steps: r.steps()}
}

// steps shows on a terminal how far a build is; elsewhere it is nil, which shows nothing.
func (r *run) steps() *source.Progress {
	w := r.program.Err
	if !isTerminal(w) {
		return nil
	}
	return &source.Progress{Show: func(line string) { fmt.Fprintf(w, "\r\x1b[K%s", line) }}
}

// shown returns a path as it is shown: relative if it is in the working folder.
func shown(name string) string {
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, name); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return name
}

// today is the day of the build: that of SOURCE_DATE_EPOCH, with which builds are
// repeated (https://reproducible-builds.org/specs/source-date-epoch/), or zero for the
// clock's.
func today() time.Time {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

type buildCommand struct {
	output
	Out        string `help:"The folder of the built site; by default public/ beside content/." type:"path" placeholder:"DIR"`
	Address    string `help:"Address of the deployed site, instead of the one in site.yaml." placeholder:"URL"`
	Repository string `help:"Address of the repository, as a browser or git names it, instead of the one in site.yaml." placeholder:"URL"`

	RequireAll   bool `help:"Report an optional origin that is not installed as a fault." xor:"commands"`
	NoCommands   bool `help:"Run no commands from site.yaml: their exchanges are shown as not proven here." xor:"commands"`
	RequireFresh bool `help:"Report facts of the registry that are older than 180 days as faults."`
	Lock         bool `help:"Write the addresses of all pages and headings into urls.lock; from then on, one that disappears is a fault." xor:"lock"`
	Drafts       bool `help:"Put notes with draft: true into the site, too." xor:"lock"`
	Clean        bool `help:"Remove files from public/ that were not written by a build."`
	NoCache      bool `help:"Make everything anew: nothing is taken from the user's cache folder, nor kept there. So it is where CI is set."`
}

// Run builds the site.
func (c *buildCommand) Run(r *run) error {
	began := time.Now()
	o := r.options(c.Address)
	o.RequireAll, o.NoCommands, o.RequireFresh, o.Clean = c.RequireAll, c.NoCommands, c.RequireFresh, c.Clean
	if !c.NoCache && os.Getenv("CI") == "" {
		o.Cache = cache.Folder()
	}
	o.Out, o.Drafts, o.Lock, o.Repository = c.Out, c.Drafts, c.Lock, c.Repository
	sum, faults := generator.Build(r.ctx, o)
	err := r.report(c.Format, report.Report{Summary: sum, Faults: faults, Notices: sum.Notices}, began)
	if err == nil && c.Format == "text" {
		site := shown(cmp.Or(c.Out, filepath.Join(r.root, "public")))
		fmt.Fprintf(r.program.Err, "the site is in %s: open %s, or run wirebook serve while you write\n", site, filepath.Join(site, "index.html"))
	}
	return err
}

type serveCommand struct {
	Addr       string `help:"Address to listen on; loopback only." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	NoCommands bool   `help:"Run no commands from site.yaml: their exchanges are shown as not proven here."`
}

// Run serves the site until it is stopped.
func (c *serveCommand) Run(r *run) error {
	o := r.options("")
	o.NoCommands, o.Drafts = c.NoCommands, true
	if os.Getenv("CI") == "" {
		o.Cache = cache.Folder() // of the program of trials alone: pages are in the session
	}
	return serve.Serve(r.ctx, serve.Options{Options: o, Addr: c.Addr, Out: r.program.Err})
}
