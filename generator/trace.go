package generator

import (
	"fmt"
	"io"

	"wirebook/generator/exchange"
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
	s.traced = &exchange.Trace{W: w, File: c.name, Line: c.line}
	return nil
}

// trace tells a prover what is traced.
func (s *Selection) trace(p *exchange.Prover) {
	if s.traced != nil {
		p.Trace(s.traced)
	}
}

// untraced faults a trace that found nothing to trace.
func (s *Selection) untraced() []source.Fault {
	if s.traced == nil || s.traced.Found() || len(s.proofs) == 0 {
		return nil
	}
	return []source.Fault{source.Usage("trace", fmt.Sprintf("no exchange that is played stands at %s:%d", s.traced.File, s.traced.Line), "name a line of one of its fences")}
}
