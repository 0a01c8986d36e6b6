package cli

import (
	"bytes"

	"wirebook/generator"
	"wirebook/generator/grade"
	"wirebook/generator/source"
)

type gradeCommand struct {
	Format     string   `help:"Format of the table: text, json or csv." enum:"text,json,csv" default:"text"`
	NoCommands bool     `help:"Run no commands from site.yaml: tasks that they answer are not tried."`
	Schema     bool     `help:"Print the JSON Schema of what learners download, and grade nothing."`
	Files      []string `arg:"" optional:"" name:"FILE" help:"Files that learners downloaded from lessons."`
}

// Run grades the files. A file that is no transcript, or that has an answer which its
// origin does not give, is a fault.
func (c *gradeCommand) Run(r *run) error {
	if c.Schema {
		_, err := r.program.Out.Write(grade.Schema)
		return err
	}
	if len(c.Files) == 0 {
		return source.Usage("no-transcript", "there is nothing to grade", "name the files that learners handed in: wirebook grade anna.json ben.json")
	}
	o := r.options("")
	o.NoCommands = c.NoCommands
	files, err := generator.Grade(r.ctx, o, c.Files)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := grade.Write(&b, c.Format, files); err != nil {
		return err
	}
	if _, err := r.program.Out.Write(b.Bytes()); err != nil {
		return source.Usage("report", "the table cannot be written: "+err.Error(), "check where the output goes")
	}
	for _, f := range files {
		if f.Refused() {
			return status(source.ExitNotes)
		}
	}
	return nil
}
