// Package report writes what a command found. Write takes a Report, which is the
// Summary and the faults of a build, a check or an update, and a format: text for
// people, json, github (annotations of a workflow), junit or sarif for programs.
//
//	4 notes, 11 exchanges proven, 0 not played, 0.1 seconds
//
// Each format is one file, and a promise to the programs that read it: json has a
// version and a schema (report.schema.json). kinds.tsv names the kinds of faults.
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

// A Report is what a command has to tell: to a person, or to a machine.
type Report struct {
	Summary generator.Summary
	Faults  []source.Fault
	Notices []source.Fault     // what is no fault and worth a look
	Updated *generator.Updated // what check --update did
	Exit    int                // status of the program
	Took    time.Duration      // of the whole command
	Root    string             // the folder from which the names of the files count
	Color   bool
}

// formats are the ways to write a report. Each says its summary last, or where
// the format has a place for it, whatever the faults are.
var formats = map[string]func(*bytes.Buffer, Report) error{
	"text":   writeText,
	"json":   writeJSON,
	"github": writeGitHub,
	"junit":  writeJUnit,
	"sarif":  writeSARIF,
}

// Write writes a report in one of the formats.
func Write(b *bytes.Buffer, format string, r Report) error { return formats[format](b, r) }

// fromBase is the name of a file as a code host knows it: from the root of its
// checkout, which GITHUB_WORKSPACE names where it is set, or else from the
// working folder.
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

// message is all that a fault says, as the text report says it: what is wrong,
// the lines or the patch, and what to do.
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
	if r.Updated != nil {
		return s + fmt.Sprintf("%s written, %s updated", count(r.Updated.Notes, "note"), count(r.Updated.Responses, "response"))
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
	return s + fmt.Sprintf(", %.2f seconds", r.Took.Seconds())
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
