package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
)

// A report is what a command has to tell: to a person, or to a machine.
type report struct {
	summary generator.Summary
	faults  []source.Fault
	notices []source.Fault     // what is no fault and worth a look
	updated *generator.Updated // what check --update did
	exit    int                // status of the program
	took    time.Duration      // of the whole command
	root    string             // the folder from which the names of the files count
	color   bool
}

// formats are the ways to write a report. Each says its summary last, or where
// the format has a place for it, whatever the faults are.
var formats = map[string]func(*bytes.Buffer, report) error{
	"text":   writeText,
	"json":   writeJSON,
	"github": writeGitHub,
	"junit":  writeJUnit,
	"sarif":  writeSARIF,
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
func (r *run) report(format string, rep report, began time.Time) error {
	rep.took, rep.root, rep.color = time.Since(began), r.root, r.printer(r.program.Out).Color
	for _, f := range rep.faults {
		rep.exit = max(rep.exit, f.Status())
	}
	var b bytes.Buffer
	err := formats[format](&b, rep)
	if err == nil {
		_, err = r.program.Out.Write(b.Bytes())
	}
	if err != nil {
		return source.Usage("report", "the report cannot be written: "+err.Error(), "see where the output goes")
	}
	if rep.exit > 0 {
		return status(rep.exit)
	}
	return nil
}

// fromBase is the name of a file as a code host knows it: from the root of its
// checkout, which GITHUB_WORKSPACE names where it is set, or else from the
// working folder.
func (r report) fromBase(name string) string {
	full, err := filepath.Abs(filepath.Join(r.root, filepath.FromSlash(name)))
	if err != nil {
		return name
	}
	for _, base := range []string{os.Getenv("GITHUB_WORKSPACE"), "."} {
		if base == "" {
			continue
		}
		abs, err := filepath.Abs(base)
		if err != nil {
			continue
		}
		if rel, err := filepath.Rel(abs, full); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return filepath.ToSlash(rel)
		}
	}
	return name
}

// message is all that a fault says, as the text report says it: what is wrong,
// the lines or the patch, and what to do.
func message(f source.Fault) string {
	var b bytes.Buffer
	source.Printer{W: &b}.Print(f)
	return strings.TrimPrefix(strings.TrimRight(b.String(), "\n"), f.Position())
}

// figures is the summary in one line.
func (r report) figures() string {
	sum := r.summary
	s := ""
	if len(r.faults) > 0 {
		s = count(len(r.faults), "fault") + "; "
	}
	if r.updated != nil {
		return s + fmt.Sprintf("%s written, %s updated", count(r.updated.Notes, "note"), count(r.updated.Responses, "response"))
	}
	s += count(sum.Notes, "note") + ", "
	if sum.Proven == sum.Played() {
		s += count(sum.Proven, "exchange")
	} else {
		s += fmt.Sprintf("%d of %s", sum.Proven, count(sum.Played(), "exchange"))
	}
	s += fmt.Sprintf(" proven, %d not played", sum.NoRun)
	if sum.Missing > 0 {
		s += fmt.Sprintf(", %d not proven here", sum.Missing)
	}
	if sum.Pages > 0 {
		s += fmt.Sprintf(", %s, %d bytes", count(sum.Pages, "page"), sum.Bytes)
	}
	return s + fmt.Sprintf(", %.2f seconds", r.took.Seconds())
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
