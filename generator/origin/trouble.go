package origin

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
)

// A Trouble says why a command gives no answer, in the parts of a fault.
type Trouble struct {
	ID, What, Do string
	Exit         int
	Log          []string // its last lines
	Again        bool     // already reported in this note
	Unstarted    bool     // nothing answers at all: every note that needs the origin has this trouble
}

func (t *Trouble) Error() string { return t.What }

// Fault returns the trouble as a fault without a position, and without the log.
func (t *Trouble) Fault() source.Fault {
	return source.Fault{ID: t.ID, What: t.What, Do: t.Do, Exit: t.Exit}
}

// exited is the trouble of a command that has ended; when says at what point.
func (c *command) exited(p *process, when, do string) *Trouble {
	log := p.drained()
	t := &Trouble{ID: "origin-exited", Exit: source.ExitOrigin, Do: do, Log: log}
	if p.how == "" {
		t.What = fmt.Sprintf("the origin %s is gone: its watchdog was killed", c.name)
		return t
	}
	t.What = fmt.Sprintf("the origin %s exited %s (%s)", c.name, when, p.how)
	if strings.HasPrefix(p.how, "status") {
		t.What += lastOf(log)
	}
	return t
}

// lastOf returns the last line of a log, which usually gives the reason.
func lastOf(log []string) string {
	if len(log) == 0 {
		return ""
	}
	return ": " + source.Clip(log[len(log)-1], 120)
}
