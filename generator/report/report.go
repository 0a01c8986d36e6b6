// Package report writes the result of a command. Write takes a Report, which is the
// Summary and the faults of a build, a check or an update, and a format: text for
// people; json, github (annotations of a workflow), junit or sarif for programs.
//
//	4 notes, 11 exchanges proven, 0 not played, 0.1 seconds
//
// Each format has one file. Programs rely on these formats: json has a version and a
// schema (report.schema.json). kinds.tsv describes the kinds of faults.
package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
)

// A Report is the result of a command.
type Report struct {
	Summary generator.Summary
	Faults  []source.Fault
	Notices []source.Fault     // not faults, but worth a look
	Updated *generator.Updated // what check --update did
	Verbose bool               // the notices include what was not read
	Tasks   bool               // text tells what came of each attempt at a task
	Exit    int                // exit status of the program
	Took    time.Duration      // of the whole command
	Root    string             // the folder that file names are relative to
	Color   bool
}

// formats are the ways to write a report. Each writes the summary last, or where the
// format has a place for it, whether there are faults or not.
var formats = map[string]func(*bytes.Buffer, Report) error{
	"text":   writeText,
	"json":   writeJSON,
	"github": writeGitHub,
	"junit":  writeJUnit,
	"sarif":  writeSARIF,
}

// Write writes a report in one of the formats. Its error says why encoding failed.
func Write(b *bytes.Buffer, format string, r Report) error { return formats[format](b, r) }

// fromBase returns the name of a file as a code host knows it: relative to the root
// of the checkout, which is GITHUB_WORKSPACE if that is set, or else to the working
// folder.
func (r Report) fromBase(name string) string {
	full, err := filepath.Abs(filepath.Join(r.Root, filepath.FromSlash(name)))
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

// message is the whole text of a fault, as in the text report: what is wrong, the
// lines or the patch, and what to do.
func message(f source.Fault) string {
	var b bytes.Buffer
	source.Printer{W: &b}.Print(f)
	return strings.TrimPrefix(strings.TrimRight(b.String(), "\n"), f.Position())
}

// figures is the summary in one line.
func (r Report) figures() string {
	sum := r.Summary
	s := ""
	if len(r.Faults) > 0 {
		s = count(len(r.Faults), "fault") + "; "
	}
	if hints := len(sum.Hints); hints > 0 {
		s = strings.TrimSuffix(s, "; ")
		if s != "" {
			s += ", "
		}
		s += count(hints, "hint") + "; "
	}
	if sum.Known > 0 {
		s += count(sum.Known, "fault") + " in the baseline; "
	}
	if r.Updated != nil {
		s += fmt.Sprintf("%s written, %s updated", count(r.Updated.Notes, "note"), count(r.Updated.Responses, "response"))
		if n := r.Updated.Lengths; n > 0 {
			s += ", " + count(n, "length") + " counted"
		}
		return s
	}
	e := sum.Excerpts
	if sum.Notes > 0 || e.Files == 0 {
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
		if n := len(sum.Tasks); n > 0 {
			s += ", " + count(n, "task")
		}
		if e.Files > 0 {
			s += "; "
		}
	}
	if e.Files > 0 {
		s += fmt.Sprintf("%s, %s, %s and %s checked against the rules, none played", count(e.Files, "file"), count(e.Requests, "request"), count(e.Responses, "response"), count(e.FieldLists, "field list"))
	}
	if sum.Pages > 0 {
		s += fmt.Sprintf(", %s, %d bytes", count(sum.Pages, "page"), sum.Bytes)
	}
	return s + fmt.Sprintf(", %.2f seconds", r.Took.Seconds()) + r.unread()
}

// unread says how many code blocks look like HTTP but were not read.
func (r Report) unread() string {
	n := len(r.Summary.Excerpts.Unread)
	switch {
	case n == 0 || r.Verbose:
		return ""
	case n == 1:
		return "; 1 code block looks like HTTP but was not read: --verbose lists it"
	}
	return fmt.Sprintf("; %d code blocks look like HTTP but were not read: --verbose lists them", n)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
