package serve

import (
	"bytes"
	"strings"
	"sync"

	"wirebook/generator/source"
)

// shown is what the pages are to show, with a way to wait for the next change.
type shown struct {
	mu      sync.Mutex
	headers headers
	faults  string        // as text, or empty where all is well
	old     bool          // the Go code has changed and this program is not made from it
	changed chan struct{} // closed by the next set
}

func newShown() *shown { return &shown{changed: make(chan struct{})} }

// set replaces what is shown and wakes all who wait.
func (s *shown) set(h headers, faults []source.Fault, stale bool) {
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

// get is what is shown now, and a channel that is closed when it is no longer.
func (s *shown) get() (headers, string, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.headers, s.faults, s.changed
}

func (s *shown) stale() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.old
}
