package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"wirebook/generator"
	"wirebook/generator/exchange"
	"wirebook/generator/source"
)

type solutionsCommand struct {
	Format string   `help:"Format of the list: text or json." enum:"text,json" default:"text"`
	Files  []string `arg:"" optional:"" name:"NOTE" help:"Only the tasks of these notes, or of those in a folder."`
}

// A solution is a task with its solution, as JSON.
type solution struct {
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Task     int               `json:"task"`
	ID       string            `json:"id"`
	Kind     exchange.TaskKind `json:"kind"`
	Withheld bool              `json:"withheld"`
	Asked    string            `json:"asked"` // in Markdown, as explained is
	Begins   string            `json:"begins"`
	Goal     string            `json:"goal,omitempty"`
	Solution string            `json:"solution"`
	About    string            `json:"explained,omitempty"`
}

// Run prints the solutions. Nothing is played: check proves them.
func (c *solutionsCommand) Run(r *run) error {
	sel, err := generator.Select(r.root, c.Files)
	if err != nil {
		return err
	}
	found, err := generator.Solutions(r.options(""), sel)
	if err != nil {
		return err
	}
	out := []solution{}
	for _, f := range found {
		file := f.Script.File()
		line, _ := file.Position(f.Begin.Fence.Marker.Start)
		s := solution{file.Name, line, f.Number, f.ID, f.Kind, f.Withheld, f.Script.Asked(f.Task), f.Script.Text(f.Begin), "", f.Script.Text(f.Task.Solution), f.Script.Explained(f.Task)}
		if f.Goal != nil {
			s.Goal = f.Script.Text(f.Goal)
		}
		out = append(out, s)
	}
	var b bytes.Buffer
	if c.Format == "json" {
		e := json.NewEncoder(&b)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		err = e.Encode(struct {
			Version int        `json:"version"`
			Tasks   []solution `json:"tasks"`
		}{1, out})
	} else {
		writeSolutions(&b, out)
	}
	if err == nil {
		_, err = r.program.Out.Write(b.Bytes())
	}
	if err != nil {
		return source.Usage("report", "the list cannot be written: "+err.Error(), "check where the output goes")
	}
	return nil
}

func writeSolutions(b *bytes.Buffer, all []solution) {
	for _, s := range all {
		fmt.Fprintf(b, "%s:%d: task %d, %s", s.File, s.Line, s.Task, s.Kind)
		if s.Withheld {
			b.WriteString(", withheld")
		}
		b.WriteByte('\n')
		for _, part := range []struct{ name, text string }{{"", s.Asked}, {"begins", s.Begins}, {"goal", s.Goal}, {"solution", s.Solution}, {"", s.About}} {
			if part.text == "" {
				continue
			}
			indent := "  "
			if part.name != "" {
				fmt.Fprintf(b, "  %s\n", part.name)
				indent = "      "
			}
			for line := range strings.Lines(part.text) {
				b.WriteString(strings.TrimRight(indent+source.Visible(strings.TrimRight(line, "\n")), " ") + "\n")
			}
		}
		b.WriteByte('\n')
	}
	word := "tasks"
	if len(all) == 1 {
		word = "task"
	}
	fmt.Fprintf(b, "%d %s\n", len(all), word)
}
