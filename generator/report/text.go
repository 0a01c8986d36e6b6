package report

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// writeText writes the report for people: each fault and notice with its lines, then
// the summary.
func writeText(b *bytes.Buffer, r Report) error {
	p := source.Printer{W: b, Color: r.Color}
	for _, f := range r.Faults {
		p.Print(f)
	}
	for _, f := range r.Notices {
		p.Print(f)
	}
	if r.Tasks {
		writeTasks(b, r.Summary.Tasks)
	}
	if r.Summary.Coverage != nil {
		writeCoverage(b, *r.Summary.Coverage)
	}
	if len(r.Faults) == 0 && r.Summary.Pages == 0 { // a build has a notice
		absent := r.Summary.Absent()
		for _, why := range slices.Sorted(maps.Keys(absent)) {
			fmt.Fprintf(b, "%s not proven here: %s\n", count(absent[why], "exchange"), why)
		}
	}
	fmt.Fprintln(b, r.figures())
	return nil
}

// writeCoverage lists what no proven exchange shows.
func writeCoverage(b *bytes.Buffer, c proof.Coverage) {
	for _, u := range []struct {
		what string
		proof.Uncovered
	}{
		{"routes of content/origin answer no proven exchange", c.Routes},
		{"status codes that the notes name are in no proven exchange", c.Codes},
		{"fields that the notes name are in no proven exchange", c.Fields},
	} {
		if u.Total == 0 {
			continue
		}
		fmt.Fprintf(b, "%d of %d %s\n", len(u.Left), u.Total, u.what)
		width := 0
		for _, n := range u.Left {
			width = max(width, len(n.Name))
		}
		for _, n := range u.Left {
			place := n.File.Name
			if n.Line > 0 {
				place += fmt.Sprintf(":%d", n.Line)
			}
			fmt.Fprintf(b, "      %-*s   %s\n", width, n.Name, place)
		}
		b.WriteByte('\n')
	}
}

// writeTasks tells of each attempt at a task what a reader who makes it is told.
func writeTasks(b *bytes.Buffer, tasks []*proof.Task) {
	for _, t := range tasks {
		fmt.Fprintf(b, "%s:%d: task %d, %s", t.File.Name, t.Line(t.Begin), t.Number, t.Kind)
		if t.Reason != "" {
			fmt.Fprintf(b, ": not proven here: %s", t.Reason)
		}
		b.WriteByte('\n')
		for _, a := range t.Attempts {
			fmt.Fprintf(b, "      %-4d %-9s %s\n", t.Line(a.Step), t.Part(a), cmp.Or(a.Missing, "The goal is met."))
		}
		b.WriteByte('\n')
	}
}
