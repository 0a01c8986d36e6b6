package exchange

import (
	"cmp"
	"slices"
)

// shared are the commands of a script whose one process all notes share, in the
// order of their names.
func (s *script) shared() (out []*command) {
	for _, st := range s.steps {
		if st.skipped() {
			continue
		}
		if c, ok := st.conn.server.(*command); ok && !c.Fresh() && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *command) int { return cmp.Compare(a.name, b.name) })
	return out
}

// takeTurns waits until no other note plays on the processes that this one
// shares with others, and keeps them until done is called. All notes take them
// in the same order, so none waits for ever.
func (s *script) takeTurns() (done func()) {
	taken := s.shared()
	for _, c := range taken {
		c.turn.Lock()
	}
	return func() {
		for _, c := range taken {
			c.turn.Unlock()
		}
	}
}

// restart gives the script new processes in the place of those that notes share.
func (s *script) restart() {
	for _, c := range s.shared() {
		c.restart()
	}
}
