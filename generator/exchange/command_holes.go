package exchange

import (
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// readHoles reads what may vary in all answers of an origin, by site.yaml.
func (p *Prover) readHoles(t *note.Tree) {
	p.holes = map[string][]holeName{}
	for name, o := range t.Config.Origins {
		if o.Holes == "" {
			continue
		}
		at := t.Config.At("origins." + name + ".holes")
		var s settings
		s.setHoles(note.Word{Value: o.Holes, ValueSpan: at}, func(at source.Span, _, what, do string) {
			p.faults = append(p.faults, source.Fault{File: t.ConfigFile, Span: at, ID: "origin-holes", What: what, Do: do, Exit: source.ExitUsage})
		})
		p.holes[name] = s.holes
	}
}

// Faults are those of the origins of site.yaml that only a prover can find.
func (p *Prover) Faults() []source.Fault { return p.faults }

// absent marks the exchanges of a conversation whose origin is not installed
// here: they are shown, and say why they were not played.
func (c *conversation) absent() {
	o, ok := c.server.(*command)
	if !ok {
		return
	}
	why := o.absent()
	for _, st := range c.steps {
		st.exchange.command = true
		if why != "" && st.exchange.NoRun == "" {
			st.exchange.NoRun, st.exchange.Absent = why, true
		}
	}
}
