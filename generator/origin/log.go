package origin

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
)

// What is kept of a log: that many lines, each cut to that many bytes. An origin
// may write megabytes.
const (
	keptLines = 100
	keptBytes = 400
)

// A logTail keeps the last lines of a log.
type logTail struct {
	mu    sync.Mutex
	lines [keptLines]string
	total int    // lines that came, empty ones left out
	open  []byte // the line that has not ended
}

// Write never fails.
func (l *logTail) Write(b []byte) (int, error) {
	n := len(b)
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(b) > 0 {
		line, rest, ended := bytes.Cut(b, []byte("\n"))
		l.open = append(l.open, line[:min(len(line), keptBytes-len(l.open))]...)
		if ended {
			l.end()
		}
		b = rest
	}
	return n, nil
}

// painted are the sequences that colour a terminal.
var painted = regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]")

func (l *logTail) end() {
	text := l.open
	if bytes.IndexByte(text, '\x1b') >= 0 {
		text = painted.ReplaceAll(text, nil)
	}
	line := strings.TrimRight(strings.ToValidUTF8(string(text), "\ufffd"), " \t\r")
	l.open = l.open[:0]
	if line != "" {
		l.lines[l.total%keptLines] = line
		l.total++
	}
}

// count is the number of lines so far.
func (l *logTail) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.total
}

// since are the lines behind the first n, as far as they are kept, and the one
// that has not ended.
func (l *logTail) since(n int) (out []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := max(n, l.total-keptLines); i < l.total; i++ {
		out = append(out, l.lines[i%keptLines])
	}
	if open := strings.TrimSpace(strings.ToValidUTF8(string(l.open), "\ufffd")); open != "" {
		out = append(out, open)
	}
	return out
}
