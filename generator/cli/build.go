package cli

import (
	"os"
	"strconv"
	"time"

	"wirebook/generator"
	"wirebook/generator/cache"
	"wirebook/generator/report"
	"wirebook/generator/serve"
)

func (r *run) options(address string) generator.Options {
	return generator.Options{Root: r.root, Address: address, Origin: r.program.Origin, Today: today()}
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
	Address string `help:"Address of the deployed site, instead of the one in site.yaml." placeholder:"URL"`

	RequireAll   bool `help:"Report an optional origin that is not installed as a fault." xor:"commands"`
	NoCommands   bool `help:"Run no commands from site.yaml: their exchanges are shown as not proven here." xor:"commands"`
	RequireFresh bool `help:"Report facts of the registry that are older than 180 days as faults."`
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
	sum, faults := generator.Build(r.ctx, o)
	return r.report(c.Format, report.Report{Summary: sum, Faults: faults, Notices: sum.Notices}, began)
}

type serveCommand struct {
	Addr       string `help:"Address to listen on; loopback only." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	NoCommands bool   `help:"Run no commands from site.yaml: their exchanges are shown as not proven here."`
}

// Run serves the site until it is stopped.
func (c *serveCommand) Run(r *run) error {
	o := r.options("")
	o.NoCommands = c.NoCommands
	return serve.Serve(r.ctx, serve.Options{Options: o, Addr: c.Addr, Out: r.program.Err})
}
