// Package cli is the command line. Main takes the arguments of the program, runs
// one command and returns the exit status. A Program is what a site gives it: the
// built-in origin.
//
//	os.Exit(cli.Main(os.Args[1:], cli.Program{Origin: origin.New}))
//
// A command is a struct, whose tagged fields are its arguments and flags (kong reads
// them), and its method Run. The report goes to standard output, progress to
// standard error. What a command prints is held by testdata/script: each file there
// is a tree, the commands to run in it and their output.
package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"wirebook/generator"
	"wirebook/generator/exchange"
	"wirebook/generator/report"
	"wirebook/generator/source"
)

// A Program is what main.go gives to the command line.
type Program struct {
	// Origin makes the built-in origin. It is nil in a fork without one.
	Origin func(*log.Logger) *http.Server

	// Out and Err replace standard output and standard error in tests.
	Out, Err io.Writer
}

// commands are the commands and their flags.
type commands struct {
	Root string `help:"The folder that holds content/, layouts/ and public/." default:"." type:"path" placeholder:"DIR"`

	Build   buildCommand   `cmd:"" default:"withargs" help:"Read, prove, link, render and write public/ (the default)."`
	Check   checkCommand   `cmd:"" help:"Read, prove and link, and write nothing; with --update, take over what the origin sent."`
	Serve   serveCommand   `cmd:"" help:"Build, serve public/ on loopback, and do both again on each change."`
	Origin  originCommand  `cmd:"" help:"Run the built-in origin on loopback, to send the examples by hand."`
	New     newCommand     `cmd:"" help:"Write a new note from a template."`
	Version versionCommand `cmd:"" help:"Print the version, its commit and that of Go."`
}

// Main runs the command line and returns the exit status: 0 well, 1 the notes
// or an answer are wrong, 2 usage, configuration or output, 3 an origin failed.
func Main(args []string, p Program) int {
	generator.Watchdog()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	return Run(ctx, args, p)
}

// Run is Main until ctx ends.
func Run(ctx context.Context, args []string, p Program) int {
	if p.Out == nil {
		p.Out = os.Stdout
	}
	if p.Err == nil {
		p.Err = os.Stderr
	}
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("wirebook"),
		kong.Description("Markdown notes about HTTP in, a site with proven examples out."),
		kong.UsageOnError(),
		kong.Vars{"origin": exchange.OriginAddr},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Writers(p.Out, p.Err),
		kong.Exit(func(status int) { exited = status }),
	)
	if err != nil {
		fmt.Fprintln(p.Err, err)
		return source.ExitUsage
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		fmt.Fprintf(p.Err, "wirebook: %v\nsee wirebook --help\n", err)
		return source.ExitUsage
	}
	r := &run{ctx: ctx, program: p, root: c.Root}
	err = k.Run(r)
	var s status
	switch {
	case err == nil:
		return 0
	case errors.As(err, &s):
		return int(s)
	}
	return r.fail(err)
}

// A run is one call of a command.
type run struct {
	ctx     context.Context
	program Program
	root    string
}

// A status is an exit status whose reason was printed.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// fail prints an error that is not a list of faults.
func (r *run) fail(err error) int {
	var f source.Fault
	if !errors.As(err, &f) {
		f = source.Usage("failed", err.Error(), "")
	}
	r.printer(r.program.Err).Print(f)
	return f.Status()
}

// output is how a report is written.
type output struct {
	Format string `help:"How the report is written: text, json, github, junit or sarif." enum:"text,json,github,junit,sarif" default:"text"`
}

func (r *run) printer(w io.Writer) source.Printer {
	return source.Printer{W: w, Color: isTerminal(w) && os.Getenv("NO_COLOR") == ""}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// report prints what became of a command, and returns the status as an error.
// A report that cannot be written is a failure of its own.
func (r *run) report(format string, rep report.Report, began time.Time) error {
	rep.Took, rep.Root, rep.Color = time.Since(began), r.root, r.printer(r.program.Out).Color
	for _, f := range rep.Faults {
		rep.Exit = max(rep.Exit, f.Status())
	}
	var b bytes.Buffer
	err := report.Write(&b, format, rep)
	if err == nil {
		_, err = r.program.Out.Write(b.Bytes())
	}
	if err != nil {
		return source.Usage("report", "the report cannot be written: "+err.Error(), "see where the output goes")
	}
	if rep.Exit > 0 {
		return status(rep.Exit)
	}
	return nil
}
