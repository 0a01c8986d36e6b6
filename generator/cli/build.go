package cli

import (
	"context"
	"time"

	"wirebook/generator"
	"wirebook/generator/report"
	"wirebook/generator/serve"
	"wirebook/generator/source"
)

func (r *run) options(address string) generator.Options {
	return generator.Options{Root: r.root, Address: address, Origin: r.program.Origin}
}

type buildCommand struct {
	output
	Address string `help:"Where the site will stand, in place of the address in site.yaml." placeholder:"URL"`

	RequireAll bool `help:"Take an optional origin that is not installed for a fault." xor:"commands"`
	NoCommands bool `help:"Run no command of site.yaml: what they answer is not proven here." xor:"commands"`
	Clean      bool `help:"Remove the files in public/ that no build wrote."`
}

// Run builds the site.
func (c *buildCommand) Run(r *run) error {
	began := time.Now()
	o := r.options(c.Address)
	o.RequireAll, o.NoCommands, o.Clean = c.RequireAll, c.NoCommands, c.Clean
	sum, faults := generator.Build(r.ctx, o)
	return r.report(c.Format, report.Report{Summary: sum, Faults: faults, Notices: sum.Notices}, began)
}

type serveCommand struct {
	Addr       string `help:"Address to listen on; loopback only." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	NoCommands bool   `help:"Run no command of site.yaml: what they answer is not proven here."`
}

// Run serves the site until it is stopped.
func (c *serveCommand) Run(r *run) error {
	o := r.options("")
	o.NoCommands = c.NoCommands
	return serve.Serve(r.ctx, serve.Options{Options: o, Addr: c.Addr, Out: r.program.Err, Build: func(ctx context.Context) (generator.Summary, []source.Fault) {
		return generator.Build(ctx, o)
	}})
}
