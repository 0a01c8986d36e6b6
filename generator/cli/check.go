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
	Update           bool     `help:"Write what the origins send into the response fences." xor:"update"`
	AllowClassChange bool     `help:"With --update: let the class of a status code change."`
	RequireAll       bool     `help:"Report an optional origin that is not installed as a fault." xor:"commands"`
	NoCommands       bool     `help:"Run no commands from site.yaml or --origin: their exchanges are not proven here." xor:"commands"`
	RequireFresh     bool     `help:"Report facts of the registry that are older than 180 days as faults."`
	Origin           []string `help:"An origin, used instead of the one with the same name in site.yaml: a command, split into words as by a shell, with $${PORT} for the port to listen on; or the URL of a server that is already running on this machine." placeholder:"NAME=COMMAND|URL" sep:"none"`
	Level            string   `help:"Lowest level of rules to report: must, should or advice. Broken rules below must are hints, not faults." enum:"must,should,advice" default:"must"`
	Drafts           bool     `help:"Check notes with draft: true, too; those that are named are checked in any case."`
	Verbose          bool     `help:"List the code blocks that look like HTTP but were not read."`
	Baseline         string   `help:"Report only faults that are not in this file." placeholder:"FILE"`
	UpdateBaseline   bool     `help:"Write the faults to the file of --baseline." xor:"update"`
	Trace            string   `help:"Write every byte of the connection of this exchange to standard error, with times." placeholder:"FILE:LINE" xor:"update"`
	Coverage         bool     `help:"List what no proven exchange shows: routes of the built-in origin, and status codes and fields that the notes name. Gaps are not faults."`
	Tasks            bool     `help:"Tell of each attempt at a task what a reader who makes it is told." xor:"update"`
	Files            []string `arg:"" optional:"" name:"FILE[:LINE]" help:"Check only these notes or other Markdown files, those in a folder, or the exchange at that line."`
}

// Run checks the notes, or updates them.
func (c *checkCommand) Run(r *run) error {
	began := time.Now()
	o := r.options("")
	o.RequireFresh, o.Drafts = c.RequireFresh, c.Drafts
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
		err = source.Usage("coverage", "--coverage is about all notes of content/ together", "run it without FILE, --trace and --update")
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
		rep := report.Report{Summary: sum, Faults: faults, Notices: sum.Hints, Verbose: c.Verbose, Tasks: c.Tasks}
		if c.Verbose {
			rep.Notices = source.Sort(append(rep.Notices, sum.Excerpts.Unread...))
		}
		return r.report(c.Format, rep, began)
	}
	done, faults := generator.Update(r.ctx, o, sel, c.AllowClassChange)
	return r.report(c.Format, report.Report{Faults: faults, Notices: done.Notices, Updated: &done}, began)
}
