package cli

import (
	"fmt"
	"time"

	"wirebook/generator"
)

type checkCommand struct {
	output
	Update           bool     `help:"Write what the origin sent into the response fences."`
	AllowClassChange bool     `help:"With --update: let a response change the class of its status code."`
	Files            []string `arg:"" optional:"" name:"FILE[:LINE]" help:"Only these notes, or the exchange at that line."`
}

// Run checks the notes, or updates them.
func (c *checkCommand) Run(r *run) error {
	began := time.Now()
	o := r.options("")
	sel, err := generator.Select(r.root, c.Files)
	if err != nil {
		return err
	}
	if !c.Update {
		sum, faults := generator.Check(r.ctx, o, sel)
		return r.report(c.Format, sum, faults, began)
	}
	done, faults := generator.Update(r.ctx, o, sel, c.AllowClassChange)
	if len(faults) == 0 && c.Format == "text" {
		fmt.Fprintf(r.program.Out, "%s written, %s updated\n", count(done.Notes, "note"), count(done.Responses, "response"))
		return nil
	}
	return r.report(c.Format, generator.Summary{Notes: done.Notes}, faults, began)
}
