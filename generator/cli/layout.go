package cli

import (
	"fmt"

	"wirebook/generator"
)

type layoutCommand struct {
	Name string `arg:"" optional:"" help:"The layout, such as foot.html or assets/style.css; without it, all are listed."`
}

// Run copies a layout, or lists all.
func (c *layoutCommand) Run(r *run) error {
	o := r.options("")
	if c.Name != "" {
		written, err := generator.CopyLayout(o, c.Name)
		for _, name := range written {
			fmt.Fprintln(r.program.Out, "wrote", name)
		}
		return err
	}
	layouts, err := generator.ListLayouts(o)
	for _, l := range layouts {
		if l.Own != "" {
			fmt.Fprintf(r.program.Out, "%s (replaced by %s)\n", l.Name, l.Own)
		} else {
			fmt.Fprintln(r.program.Out, l.Name)
		}
	}
	return err
}
