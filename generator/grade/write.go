package grade

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"wirebook/generator/source"
)

// A File is a file that was handed in, and what it is worth.
type File struct {
	Name   string  `json:"file"`
	Error  string  `json:"error,omitempty"` // why it is no transcript
	Grades []Grade `json:"tasks"`
}

// Refused reports whether a file is no transcript, or has an answer that its origin does
// not give.
func (f File) Refused() bool {
	for _, g := range f.Grades {
		if g.Honest == Dishonest {
			return true
		}
	}
	return f.Error != ""
}

// Write writes the grades as text, json or csv.
func Write(w io.Writer, format string, files []File) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(struct {
			Version int    `json:"version"`
			Files   []File `json:"files"`
		}{1, files})
	case "csv":
		return writeCSV(w, files)
	}
	for i, f := range files {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := f.writeText(w); err != nil {
			return err
		}
	}
	return nil
}

func (f File) writeText(w io.Writer) error {
	name := source.Visible(f.Name)
	if f.Error != "" {
		_, err := fmt.Fprintf(w, "%s: not graded: %s\n", name, f.Error)
		return err
	}
	met, all := 0, 0
	for _, g := range f.Grades {
		if g.Kind != "" { // the course has it
			all++
		}
		if g.Met {
			met++
		}
	}
	fmt.Fprintf(w, "%s: %d of %d tasks met\n", name, met, all)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "  page\ttask\tat\tmet\thonest\tasked")
	for _, g := range f.Grades {
		what := "no"
		if g.Met {
			what = "yes"
		}
		at := "-"
		if t, err := time.Parse(time.RFC3339, g.At); err == nil {
			at = t.UTC().Format("2006-01-02 15:04")
		}
		fmt.Fprintf(table, "  %s\t%d %s\t%s\t%s\t%s\t%s\n", clip(g.Page), g.Task, g.Kind, at, what, g.Honest, source.Visible(source.Clip(source.OneLine(g.Asked), 60)))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, g := range f.Grades {
		for _, why := range []string{g.Told, g.Why} {
			if why != "" {
				fmt.Fprintf(w, "  %s, task %d: %s\n", clip(g.Page), g.Task, strings.TrimSuffix(why, "."))
			}
		}
	}
	return nil
}

func writeCSV(w io.Writer, files []File) error {
	c := csv.NewWriter(w)
	c.Write([]string{"file", "page", "task", "kind", "asked", "at", "met", "told", "honest", "why"})
	for _, f := range files {
		if f.Error != "" {
			c.Write(cells(f.Name, "", "", "", "", "", "", f.Error, "", ""))
		}
		for _, g := range f.Grades {
			c.Write(cells(f.Name, g.Page, strconv.Itoa(g.Task), string(g.Kind), source.OneLine(g.Asked), g.At, strconv.FormatBool(g.Met), g.Told, string(g.Honest), g.Why))
		}
	}
	c.Flush()
	return c.Error()
}

// cells are texts that no spreadsheet takes for a formula.
func cells(texts ...string) []string {
	for i, text := range texts {
		if text != "" && text != string(Unknown) && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
			texts[i] = "'" + text
		}
	}
	return texts
}
