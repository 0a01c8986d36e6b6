package cli

import (
	"time"

	"wirebook/generator"
	"wirebook/generator/report"
	"wirebook/generator/source"
)

type checkCommand struct {
	output
	Update           bool     `help:"Write what the origin sent into the response fences." xor:"update"`
	AllowClassChange bool     `help:"With --update: let a response change the class of its status code."`
	RequireAll       bool     `help:"Take an optional origin that is not installed for a fault." xor:"commands"`
	NoCommands       bool     `help:"Run no command of site.yaml or of --origin: what they answer is not proven here." xor:"commands"`
	Origin           []string `help:"An origin of the command line, asked instead of that of site.yaml with its name: words split as a shell does, with $${PORT} for the port it is to listen on." placeholder:"NAME=COMMAND" sep:"none"`
	Trace            string   `help:"Write every byte of the connection of that exchange to standard error, with times." placeholder:"FILE:LINE" xor:"update"`
	Coverage         bool     `help:"Tell what no proven exchange shows: routes of the built-in origin, and status codes and fields that the notes name. It is no fault."`
	Files            []string `arg:"" optional:"" name:"FILE[:LINE]" help:"Only these notes, or the exchange at that line."`
}

// Run checks the notes, or updates them.
func (c *checkCommand) Run(r *run) error {
	began := time.Now()
	o := r.options("")
	o.RequireAll, o.NoCommands, o.Coverage = c.RequireAll, c.NoCommands, c.Coverage
	sel, err := generator.Select(r.root, c.Files)
	if err == nil && c.Trace != "" {
		err = sel.Trace(r.root, c.Trace, r.program.Err)
	}
	for _, arg := range c.Origin {
		command, more := generator.ReadCommand(arg)
		if err == nil {
			err = more
		}
		o.Commands = append(o.Commands, command)
	}
	if err == nil && c.Coverage && (len(c.Files) > 0 || c.Trace != "" || c.Update) {
		err = source.Usage("coverage", "--coverage is about all notes of content/ together", "name no file, and ask for nothing else")
	}
	if err != nil {
		return r.report(c.Format, report.Report{Faults: []source.Fault{source.FromError("selection", err, "")}}, began)
	}
	if !c.Update {
		sum, faults := generator.Check(r.ctx, o, sel)
		return r.report(c.Format, report.Report{Summary: sum, Faults: faults}, began)
	}
	done, faults := generator.Update(r.ctx, o, sel, c.AllowClassChange)
	return r.report(c.Format, report.Report{Faults: faults, Notices: done.Notices, Updated: &done}, began)
}
