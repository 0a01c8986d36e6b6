package exchange

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
)

// A trouble is why a command gives no answer, as a fault says it.
type trouble struct {
	id, what, do string
	exit         int
	log          []string // its last lines
	again        bool     // it was told already in this note
}

func (t *trouble) Error() string { return t.what }

// exited is the trouble of a command that has ended; when says at what time.
func (c *command) exited(p *process, when, do string) *trouble {
	log := p.drained()
	t := &trouble{id: "origin-exited", exit: source.ExitOrigin, do: do, log: log}
	if p.how == "" {
		t.what = fmt.Sprintf("the origin %s is gone: what watches it was ended", c.name)
		return t
	}
	t.what = fmt.Sprintf("the origin %s exited %s (%s)", c.name, when, p.how)
	if strings.HasPrefix(p.how, "status") {
		t.what += lastOf(log)
	}
	return t
}

// lastOf is the last line of a log, which most often tells the reason.
func lastOf(log []string) string {
	if len(log) == 0 {
		return ""
	}
	return ": " + clip(log[len(log)-1], 120)
}

// clip shortens a text that is one line of a report.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// mostLogged is how many lines of a log a failure shows.
const mostLogged = 8

// logShown is a log as it stands under a failure.
func logShown(log []string) (out []source.Line) {
	if len(log) == 0 {
		return nil
	}
	out = append(out, source.Line{Mark: '.', Text: "what it logged:"})
	if n := len(log) - mostLogged; n > 0 {
		log = log[n:]
		out[0].Text = "the last lines that it logged:"
	}
	for _, l := range log {
		out = append(out, source.Line{Mark: '.', Text: "| " + clip(source.Visible(l), 160)})
	}
	return out
}
