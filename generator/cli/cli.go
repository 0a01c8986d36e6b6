// Package cli is the command line. Main takes the arguments of the program, runs one
// command and returns the exit status. A Program is what a site passes to it: the
// built-in origin.
//
//	os.Exit(cli.Main(os.Args[1:], cli.Program{Origin: origin.New}))
//
// A command is a struct with a method Run. Its tagged fields are its arguments and
// flags, which kong parses. The report goes to standard output, progress to standard
// error. The files in testdata/script test what commands print: each is a tree, the
// commands to run in it, and their output.
package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// A Program is what main.go passes to the command line.
type Program struct {
	// Origin makes the built-in origin. It is nil in a fork without one.
	Origin func(*log.Logger) *http.Server

	// Layouts are those of sites that have no folder layouts/.
	Layouts fs.FS

	// Repository is the address of Wirebook's repository, where its releases are, and
	// Hosting is its netlify.toml: new courses have them.
	Repository string
	Hosting    []byte

	// Out and Err replace standard output and standard error in tests.
	Out, Err io.Writer
}

// commands are the commands and the flags that all of them share.
type commands struct {
	Root string `help:"The folder that contains content/; public/ is written there." default:"." type:"path" placeholder:"DIR"`

	Build     buildCommand     `cmd:"" default:"withargs" help:"Read, prove, link and render the notes, and write public/ (the default)."`
	Check     checkCommand     `cmd:"" help:"Read, prove and link the notes, and write nothing; with --update, write what the origins send into the notes."`
	Serve     serveCommand     `cmd:"" help:"Build the site and serve it on loopback; rebuild and reload on each change."`
	Doctor    doctorCommand    `cmd:"" help:"Say what you must see to before the site relies on another version, checkout or host: layouts whose original changed, state and packages of origins, blocked resources, links to other sites."`
	Origin    originCommand    `cmd:"" help:"Run the origins on loopback, so that you can send the examples by hand."`
	Init      initCommand      `cmd:"" help:"Begin a course of your own: notes, a server that answers them, and what GitHub Pages and Netlify need."`
	Layout    layoutCommand    `cmd:"" help:"Copy a layout into content/layouts/, for you to change; without a name, list all."`
	New       newCommand       `cmd:"" help:"Write a new note from a template."`
	Schema    schemaCommand    `cmd:"" help:"Print the JSON Schema of content/site.yaml, for editors."`
	Solutions solutionsCommand `cmd:"" help:"Print the tasks of the notes with their solutions, also those that are withheld."`
	Grade     gradeCommand     `cmd:"" help:"Try again what learners did at the tasks, from the files that they downloaded, and print a table."`
	Version   versionCommand   `cmd:"" help:"Print the version, the commit and the version of Go."`
}

// Main runs the command line and returns the exit status: 0 success, 1 faults in the
// notes or in an answer, 2 faults of usage, configuration or output, 3 an origin
// failed.
func Main(args []string, p Program) int {
	generator.Watchdog()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	return Run(ctx, args, p)
}

// Run is Main with a context. It stops when ctx ends.
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
		kong.Description("Turns Markdown notes about HTTP into a site whose examples are proven."),
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

// A status is the exit status of a command that has already printed why.
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

// output has the flag for the format of a report.
type output struct {
	Format string `help:"Format of the report: text, json, github, junit or sarif." enum:"text,json,github,junit,sarif" default:"text"`
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

// report prints the result of a command, and returns the exit status as an error. If
// the report cannot be written, that is the error.
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
		return source.Usage("report", "the report cannot be written: "+err.Error(), "check where the output goes")
	}
	if rep.Exit > 0 {
		return status(rep.Exit)
	}
	return nil
}
