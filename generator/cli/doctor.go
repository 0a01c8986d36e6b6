package cli

import (
	"fmt"
	"path"
	"time"

	"wirebook/generator/doctor"
	"wirebook/generator/layout"
	"wirebook/generator/report"
)

type doctorCommand struct {
	output
	Merge      bool `help:"Write what changed in the originals of layouts into those of content/layouts/; where you changed the same lines, both versions are there, between marks. Nothing else is looked at." xor:"merge"`
	External   bool `help:"Ask other sites whether they have what the notes link to: one after the other at each host." xor:"merge"`
	NoCommands bool `help:"Run no commands from site.yaml: what they answer is not looked at." xor:"merge"`
}

// Run says what an author must see to, or merges layouts.
func (c *doctorCommand) Run(r *run) error {
	began := time.Now()
	o := doctor.Options{Options: r.options(""), External: c.External, Asker: doctor.Asker{Agent: agent(r.program.Repository)}}
	o.NoCommands = c.NoCommands
	if !c.Merge {
		sum, faults := doctor.Examine(r.ctx, o)
		return r.report(c.Format, report.Report{Summary: sum, Faults: faults, Notices: sum.Notices}, began)
	}
	done, faults := doctor.Merge(o.Options)
	if c.Format != "text" {
		return r.report(c.Format, report.Report{Faults: faults}, began)
	}
	for _, l := range done {
		did := "merged"
		if l.Text == nil {
			did = "recorded the original of"
		}
		fmt.Fprintln(r.program.Out, did, path.Join(layout.OwnName, l.Name))
	}
	exit := 0
	for _, f := range faults {
		r.printer(r.program.Out).Print(f)
		exit = max(exit, f.Status())
	}
	switch {
	case exit > 0:
		return status(exit)
	case len(done) == 0:
		fmt.Fprintln(r.program.Out, "no original of a layout has changed")
	}
	return nil
}

// agent is the User-Agent of requests to other sites: it says who asks.
func agent(repository string) string {
	version := released()
	if version == "" {
		version = "development"
	}
	return fmt.Sprintf("wirebook/%s (checks links; +%s)", version, repository)
}
