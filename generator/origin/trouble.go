package origin

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
)

// A Trouble is why a command gives no answer, as a fault says it.
type Trouble struct {
	ID, What, Do string
	Exit         int
	Log          []string // its last lines
	Again        bool     // it was told already in this note
}

func (t *Trouble) Error() string { return t.What }

// exited is the trouble of a command that has ended; when says at what time.
func (c *command) exited(p *process, when, do string) *Trouble {
	log := p.drained()
	t := &Trouble{ID: "origin-exited", Exit: source.ExitOrigin, Do: do, Log: log}
	if p.how == "" {
		t.What = fmt.Sprintf("the origin %s is gone: what watches it was ended", c.name)
		return t
	}
	t.What = fmt.Sprintf("the origin %s exited %s (%s)", c.name, when, p.how)
	if strings.HasPrefix(p.how, "status") {
		t.What += lastOf(log)
	}
	return t
}

// lastOf is the last line of a log, which most often tells the reason.
func lastOf(log []string) string {
	if len(log) == 0 {
		return ""
	}
	return ": " + source.Clip(log[len(log)-1], 120)
}
