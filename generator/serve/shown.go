package serve

import (
	"bytes"
	"strings"
	"sync"

	"wirebook/generator/source"
)

// shown is the current state that pages show. Its changed channel announces the next
// one.
type shown struct {
	mu      sync.Mutex
	headers Headers
	faults  string        // as text; empty if there are none
	old     bool          // the Go code changed, and this program was not built from it
	changed chan struct{} // closed by the next set
}

func newShown() *shown { return &shown{changed: make(chan struct{})} }

// set replaces the state and wakes all waiting event streams.
func (s *shown) set(h Headers, faults []source.Fault, stale bool) {
	var text bytes.Buffer
	for _, f := range faults {
		source.Printer{W: &text}.Print(f)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers, s.faults, s.old = h, strings.TrimRight(text.String(), "\n"), stale
	close(s.changed)
	s.changed = make(chan struct{})
}

// get returns the current state, and a channel that is closed when it changes.
func (s *shown) get() (Headers, string, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.headers, s.faults, s.changed
}

func (s *shown) stale() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.old
}
