package proof

import (
	"context"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/memo"
	"wirebook/generator/source"
)

// kept is what became of a script.
type kept struct {
	script *exchange.Script // nil where it is to be played again
	note   *Note
	faults []source.Fault
}

// Remember has the prover play each script only once: as long as it is asked for the same
// *exchange.Script, it tells what became of it then. A result depends on nothing else that
// may change while there is this prover: not on its origins, whose configuration and code
// it was made with. It must be called before notes are played.
func (p *Prover) Remember() { p.memory = &memo.Table[string, kept]{} }

// remembered plays a script, unless it is known what becomes of it. Where an origin did not
// answer, or was not asked to the end, the next time may be another.
func (p *Prover) remembered(ctx context.Context, s *exchange.Script) (*Note, []source.Fault) {
	k := p.memory.Get(s.Note.Path, func(was *kept) (k kept) {
		if was != nil && was.script == s {
			return *was
		}
		k.note, k.faults = p.prove(ctx, s)
		if ctx.Err() == nil && !slices.ContainsFunc(k.faults, func(f source.Fault) bool { return f.Status() >= source.ExitOrigin }) {
			k.script = s
		}
		return k
	})
	return k.note, k.faults
}
