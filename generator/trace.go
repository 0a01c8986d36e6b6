package generator

import (
	"fmt"
	"io"

	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// Trace also selects the exchange at FILE:LINE, and has every byte on its connection
// written to w while it is played. The error is a source.Fault.
func (s *Selection) Trace(root, arg string, w io.Writer) error {
	one, err := Select(root, []string{arg})
	if err != nil {
		return err
	}
	c := one.chosen[0]
	if c.line == 0 {
		return source.Usage("trace", "--trace needs a line: "+arg, "name a line of the exchange: --trace FILE:LINE")
	}
	s.chosen = append(s.chosen, c)
	s.traced, s.trace = &c, w
	return nil
}

// newTrace returns the trace for a prover to write, or nil.
func (s Selection) newTrace() *proof.Trace {
	if s.traced == nil {
		return nil
	}
	return &proof.Trace{W: s.trace, File: s.traced.name, Line: s.traced.line}
}

// untraced returns a fault if no exchange was traced although one was selected.
func (s Selection) untraced(sum Summary) []source.Fault {
	if s.traced == nil || sum.traced || !sum.proved {
		return nil
	}
	return []source.Fault{source.Usage("trace", fmt.Sprintf("no played exchange at %s:%d", s.traced.name, s.traced.line), "name a line inside one of the fences of a played exchange")}
}
