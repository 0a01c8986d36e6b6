package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// writeGitHub writes workflow commands of GitHub Actions, which show faults as
// annotations next to the lines of the notes. A runner obeys only lines that begin
// with two colons, and the bytes of an origin are always inside a message, so they
// cannot issue commands.
func writeGitHub(b *bytes.Buffer, r Report) error {
	for i, f := range slices.Concat(r.Faults, r.Notices) {
		level := "error"
		if i >= len(r.Faults) {
			level = "notice"
		}
		var at []string
		if f.File != nil {
			line, column := f.File.Position(f.Span.Start)
			endLine, endColumn := f.File.Position(max(f.Span.End, f.Span.Start))
			at = append(at, "file="+githubProperty(r.fromBase(f.File.Name)), fmt.Sprintf("line=%d", line), fmt.Sprintf("endLine=%d", endLine))
			if line == endLine { // the runner ignores columns of a range over several lines
				at = append(at, fmt.Sprintf("col=%d", column), fmt.Sprintf("endColumn=%d", endColumn))
			}
		}
		at = append(at, "title="+githubProperty("wirebook: "+f.ID))
		fmt.Fprintf(b, "::%s %s::%s\n", level, strings.Join(at, ","), githubData(message(f)))
	}
	fmt.Fprintf(b, "::notice title=wirebook::%s\n", githubData(r.figures()))
	return nil
}

var (
	githubInData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubInProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func githubData(s string) string     { return githubInData.Replace(s) }
func githubProperty(s string) string { return githubInProperty.Replace(s) }
