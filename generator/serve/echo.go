package serve

import (
	"slices"
	"strings"
	"time"
)

// An Echo recognizes changes that what follows each change makes itself: an origin that
// writes into its folder would be played again and again.
type Echo struct {
	files []string // of the last change
	times int      // in a row, each while or just after the change before was followed
	known map[string]bool
}

const (
	originFolder = "content/origin/"

	echoes   = 3           // changes of the same files in a row that are none of an author
	echoTime = time.Second // how long an origin may take to end or to start again
)

// Is reports whether a change is an echo: ended is when the one before had been followed.
// Say is what to tell the author, once.
func (e *Echo) Is(c Change, ended time.Time) (is bool, say string) {
	own := c.Began.Before(ended.Add(echoTime)) && len(c.Files) > 0 && !c.Code
	for _, f := range c.Files {
		own = own && strings.HasPrefix(f, originFolder)
	}
	if !own || !slices.Equal(c.Files, e.files) {
		e.files, e.times = c.Files, 0
	}
	if !own {
		return false, ""
	}
	if !slices.ContainsFunc(c.Files, func(f string) bool { return !e.known[f] }) {
		return true, ""
	}
	if e.times++; e.times < echoes {
		return false, ""
	}
	if e.known == nil {
		e.known = map[string]bool{}
	}
	for _, f := range c.Files {
		e.known[f] = true
	}
	return true, strings.Join(c.Files, ", ") + " changes each time the examples are played, so that is not followed any more: wirebook doctor says what an origin keeps"
}
