package cli

import (
	"time"

	"wirebook/generator"
	"wirebook/generator/report"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

type checkCommand struct {
	output
	Update           bool     `help:"Write what the origin sent into the response fences." xor:"update"`
	AllowClassChange bool     `help:"With --update: let a response change the class of its status code."`
	RequireAll       bool     `help:"Take an optional origin that is not installed for a fault." xor:"commands"`
	NoCommands       bool     `help:"Run no command of site.yaml or of --origin: what they answer is not proven here." xor:"commands"`
	Origin           []string `help:"An origin of the command line, asked instead of that of site.yaml with its name: words split as a shell does, with $${PORT} for the port it is to listen on; or the address of a server of this machine that runs already." placeholder:"NAME=COMMAND|URL" sep:"none"`
	Level            string   `help:"The least binding level of rules that is told: must, should or advice. What is told beside faults are hints, and no fault." enum:"must,should,advice" default:"must"`
	Verbose          bool     `help:"List the code blocks that look like HTTP and were not read."`
	Baseline         string   `help:"Tell only faults that do not stand in this file." placeholder:"FILE"`
	UpdateBaseline   bool     `help:"Write the faults into the file of --baseline." xor:"update"`
	Trace            string   `help:"Write every byte of the connection of that exchange to standard error, with times." placeholder:"FILE:LINE" xor:"update"`
	Coverage         bool     `help:"Tell what no proven exchange shows: routes of the built-in origin, and status codes and fields that the notes name. It is no fault."`
	Files            []string `arg:"" optional:"" name:"FILE[:LINE]" help:"Only these notes or other Markdown files, those of a folder, or the exchange at that line."`
}

// Run checks the notes, or updates them.
func (c *checkCommand) Run(r *run) error {
	began := time.Now()
	o := r.options("")
	o.RequireAll, o.NoCommands, o.Coverage, o.Level = c.RequireAll, c.NoCommands, c.Coverage, rule.Level(c.Level)
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
	if err == nil && c.Baseline == "" && c.UpdateBaseline {
		err = source.Usage("baseline", "--update-baseline does not say what to write", "name the file: --baseline FILE")
	}
	var baseline *generator.Baseline
	if err == nil && c.Baseline != "" && !c.Update {
		baseline, err = generator.ReadBaseline(c.Baseline, c.UpdateBaseline)
	}
	if err != nil {
		return r.report(c.Format, report.Report{Faults: []source.Fault{source.FromError("selection", err, "")}}, began)
	}
	if !c.Update {
		sum, faults := generator.Check(r.ctx, o, sel)
		switch {
		case c.UpdateBaseline:
			faults = baseline.Write(faults, sel, &sum)
		case baseline != nil:
			faults = baseline.Left(faults, sel, &sum)
		}
		rep := report.Report{Summary: sum, Faults: faults, Notices: sum.Hints, Verbose: c.Verbose}
		if c.Verbose {
			rep.Notices = source.Sort(append(rep.Notices, sum.Excerpts.Unread...))
		}
		return r.report(c.Format, rep, began)
	}
	done, faults := generator.Update(r.ctx, o, sel, c.AllowClassChange)
	return r.report(c.Format, report.Report{Faults: faults, Notices: done.Notices, Updated: &done}, began)
}
