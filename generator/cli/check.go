package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"wirebook/generator"
	"wirebook/generator/report"
	"wirebook/generator/rule"
	"wirebook/generator/serve"
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
	Watch            bool     `help:"Check again on each change, and print the faults of what changed first; Ctrl-C ends it." xor:"update"`
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
	if c.Watch {
		return c.watch(r, o, sel, baseline)
	}
	if !c.Update {
		sum, faults := generator.Check(r.ctx, o, sel)
		return r.report(c.Format, c.reported(sum, faults, sel, baseline), began)
	}
	done, faults := generator.Update(r.ctx, o, sel, c.AllowClassChange)
	return r.report(c.Format, report.Report{Faults: faults, Notices: done.Notices, Updated: &done}, began)
}

// reported is the report of a check. baseline may be nil.
func (c *checkCommand) reported(sum generator.Summary, faults []source.Fault, sel generator.Selection, baseline *generator.Baseline) report.Report {
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
	return rep
}

// watch checks at once and after each change, until it is stopped. What it returns is the
// result of the last check that was not cut short.
func (c *checkCommand) watch(r *run, o generator.Options, sel generator.Selection, baseline *generator.Baseline) error {
	switch {
	case c.Format != "text":
		return source.Usage("watch", "--watch prints one report after the other, and --format "+c.Format+" has a place for one", "leave out one of them")
	case sel.Outside():
		return source.Usage("watch", "--watch looks for changes in a site, and a file outside content/ is named", "name notes of the site, or none")
	}
	w, err := serve.Watch(r.root)
	if err != nil {
		return err
	}
	var group sync.WaitGroup
	defer group.Wait()
	ctx, cancel := context.WithCancel(r.ctx)
	defer cancel()
	group.Go(func() { w.Run(ctx) })
	session := generator.NewSession(o)
	defer session.Close()
	defer session.Trials.Close()
	var result error
	var echo serve.Echo
	for changed := (serve.Change{}); ; {
		began := time.Now()
		sum, faults := session.Check(ctx, sel)
		if ctx.Err() != nil {
			return result
		}
		rep := c.reported(sum, faults, sel, baseline)
		slices.SortStableFunc(rep.Faults, func(a, b source.Fault) int { return isIn(changed, b) - isIn(changed, a) })
		result = r.report(c.Format, rep, began)
		for ended, follow := time.Now(), false; !follow; {
			select {
			case <-ctx.Done():
				return result
			case changed = <-w.Changes:
			}
			is, say := echo.Is(changed, ended)
			if say != "" {
				fmt.Fprintln(r.program.Err, say)
			}
			follow = !is
		}
		fmt.Fprintf(r.program.Err, "changed: %s\n", strings.Join(changed.Files, ", "))
		if changed.Code {
			fmt.Fprintln(r.program.Err, "the Go code changed: start check --watch again to play against it")
		}
	}
}

// isIn returns 1 if a fault is in a file that changed, and otherwise 0.
func isIn(changed serve.Change, f source.Fault) int {
	if f.File != nil && slices.Contains(changed.Files, f.File.Name) {
		return 1
	}
	return 0
}
