package generator

import (
	"fmt"
	"io"

	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// Trace selects the exchange of FILE:LINE as well, and has every byte that goes
// over its connection written to w while it is played.
func (s *Selection) Trace(root, arg string, w io.Writer) error {
	one, err := Select(root, []string{arg})
	if err != nil {
		return err
	}
	c := one.chosen[0]
	if c.line == 0 {
		return source.Usage("trace", "--trace names no line: "+arg, "name a line of the exchange: --trace FILE:LINE")
	}
	s.chosen = append(s.chosen, c)
	s.traced, s.trace = &c, w
	return nil
}

// newTrace is the trace that a prover is to write, or nil.
func (s Selection) newTrace() *proof.Trace {
	if s.traced == nil {
		return nil
	}
	return &proof.Trace{W: s.trace, File: s.traced.name, Line: s.traced.line}
}

// untraced faults a trace that found nothing to trace.
func (s Selection) untraced(sum Summary) []source.Fault {
	if s.traced == nil || sum.traced || !sum.proved {
		return nil
	}
	return []source.Fault{source.Usage("trace", fmt.Sprintf("no exchange that is played stands at %s:%d", s.traced.name, s.traced.line), "name a line of one of its fences")}
}
