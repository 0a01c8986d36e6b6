package pipe

import (
	"strings"
	"sync"
)

// A Log collects what a server in memory logs, for the output of a log.Logger.
type Log struct {
	mu    sync.Mutex
	lines []string
}

// Write adds an entry.
func (l *Log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, strings.TrimRight(string(b), "\n"))
	return len(b), nil
}

// Take returns the entries since the last call.
func (l *Log) Take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines
	l.lines = nil
	return lines
}
