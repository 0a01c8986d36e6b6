package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
)

// reportVersion is raised when a program that reads the JSON report must change.
const reportVersion = 1

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
func (r *run) report(format string, sum generator.Summary, faults []source.Fault, began time.Time) error {
	exit := 0
	for _, f := range faults {
		exit = max(exit, f.Status())
	}
	if format == "json" {
		r.reportJSON(sum, faults, exit)
	} else {
		r.reportText(sum, faults, began)
	}
	if exit > 0 {
		return status(exit)
	}
	return nil
}

func (r *run) reportText(sum generator.Summary, faults []source.Fault, began time.Time) {
	if len(faults) == 0 {
		fmt.Fprintln(r.program.Out, figures(sum, time.Since(began)))
		return
	}
	p := r.printer(r.program.Out)
	for _, f := range faults {
		p.Print(f)
	}
	fmt.Fprintln(r.program.Out, count(len(faults), "fault"))
}

// figures is the one line of success.
func figures(sum generator.Summary, took time.Duration) string {
	s := fmt.Sprintf("%s, %s proven, %d not played", count(sum.Notes, "note"), count(sum.Proven, "exchange"), sum.NoRun)
	if sum.Pages > 0 {
		s += fmt.Sprintf(", %s, %d bytes", count(sum.Pages, "page"), sum.Bytes)
	}
	return s + fmt.Sprintf(", %.2f seconds", took.Seconds())
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// The JSON report. Its fields are a promise, as its version says.
type (
	jsonReport struct {
		Version int         `json:"version"`
		OK      bool        `json:"ok"`
		Status  int         `json:"status"` // exit status
		Summary jsonSummary `json:"summary"`
		Faults  []jsonFault `json:"faults"`
	}
	jsonSummary struct {
		Notes  int   `json:"notes"`
		Proven int   `json:"proven"`
		NoRun  int   `json:"norun"`
		Pages  int   `json:"pages,omitempty"`
		Bytes  int64 `json:"bytes,omitempty"`
	}
	jsonFault struct {
		ID        string     `json:"id"`
		File      string     `json:"file,omitempty"`
		Line      int        `json:"line,omitempty"`
		Column    int        `json:"column,omitempty"`
		EndLine   int        `json:"endLine,omitempty"`
		EndColumn int        `json:"endColumn,omitempty"`
		What      string     `json:"what"`
		Do        string     `json:"do,omitempty"`
		Request   string     `json:"request,omitempty"`
		Patch     []jsonLine `json:"patch,omitempty"`
		Status    int        `json:"status"`
	}
	jsonLine struct {
		Mark string `json:"mark"`
		Line int    `json:"line,omitempty"`
		Text string `json:"text"`
	}
)

func (r *run) reportJSON(sum generator.Summary, faults []source.Fault, exit int) {
	out := jsonReport{Version: reportVersion, OK: exit == 0, Status: exit, Faults: []jsonFault{},
		Summary: jsonSummary{sum.Notes, sum.Proven, sum.NoRun, sum.Pages, sum.Bytes}}
	for _, f := range faults {
		j := jsonFault{ID: f.ID, What: f.What, Do: f.Do, Request: f.Request, Status: f.Status()}
		if f.File != nil {
			j.File = f.File.Name
			j.Line, j.Column = f.File.Position(f.Span.Start)
			j.EndLine, j.EndColumn = f.File.Position(max(f.Span.End, f.Span.Start))
		}
		for _, l := range f.Shown {
			if l.Mark == '-' || l.Mark == '+' || l.Mark == ' ' {
				j.Patch = append(j.Patch, jsonLine{string(l.Mark), l.Number, l.Text})
			}
		}
		out.Faults = append(out.Faults, j)
	}
	enc := json.NewEncoder(r.program.Out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	enc.Encode(out)
}
