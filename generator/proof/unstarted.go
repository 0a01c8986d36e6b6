package proof

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/origin"
	"wirebook/generator/source"
)

// unstarted returns the reason if an error says that an origin did not start, or nil.
func unstarted(err error) *origin.Trouble {
	if t, is := errors.AsType[*origin.Trouble](err); is && t.Unstarted {
		return t
	}
	return nil
}

// lacks records which origins did not start, and gives the reason to each exchange that
// was to be played on one. own has the faults of the exchanges, by their numbers.
func (n *Note) lacks(p *plan, turns map[*exchange.Step]*turn, own map[int][]source.Fault) {
	for _, t := range turns {
		if why := unstarted(t.err); why != nil {
			n.lack(t.conn.server.Name(), why)
		}
	}
	for _, c := range p.connections {
		if c.last == nil || n.unstarted[c.server.Name()] == nil {
			continue
		}
		why := n.unstarted[c.server.Name()].Fault()
		for _, st := range c.Steps {
			if e := st.Exchange; !p.left[st] {
				n.Of(e).Reason = why.What
				if len(own[e.Number]) == 0 {
					own[e.Number] = []source.Fault{why}
				}
			}
		}
	}
}

func (n *Note) lack(name string, why *origin.Trouble) {
	if n.unstarted == nil {
		n.unstarted = map[string]*origin.Trouble{}
	}
	n.unstarted[name] = why
}

// needs counts the exchanges and tasks of a note that have that reason.
func (n *Note) needs(why string) (count int) {
	for _, r := range n.Results {
		if r.Reason == why {
			count++
		}
	}
	for _, t := range n.Tasks {
		if t.Reason == why {
			count++
		}
	}
	return count
}

// mostNamed is how many notes a fault names that need the same origin.
const mostNamed = 8

// together takes what an origin that did not start means for each note out of the faults
// of the notes, and returns one fault for each such origin: where it is configured, with
// the notes that need it. faults are those of each note.
func (p *Prover) together(notes []*Note, faults [][]source.Fault) (out []source.Fault) {
	firsts, logs, needed, times := map[string]source.Fault{}, map[string][]string{}, map[string][]string{}, map[string]int{}
	for i, n := range notes {
		for name, why := range n.unstarted {
			var rest []source.Fault
			for _, f := range faults[i] {
				if f.ID != why.ID || f.What != why.What {
					rest = append(rest, f)
				} else if _, told := firsts[name]; !told {
					firsts[name], logs[name] = f, why.Log
				}
			}
			faults[i] = rest
			count := n.needs(why.What)
			needed[name] = append(needed[name], fmt.Sprintf("%s (%d)", n.Note.File.Name, count))
			times[name] += count
		}
	}
	for _, name := range slices.Sorted(maps.Keys(firsts)) {
		f := firsts[name]
		if at := p.site.Config.At("origins." + name + ".command"); at.Len() > 0 {
			f.File, f.Span = p.site.ConfigFile, at
		}
		f.Exchange, f.Request, f.Shown = 0, "", source.Excerpt(f.File, f.Span)
		list, all := needed[name], ""
		if len(list) > 1 {
			all = fmt.Sprintf("; %d times in %d notes", times[name], len(list))
		}
		if len(list) > mostNamed {
			list = append(list[:mostNamed], "…")
		}
		f.Shown = append(f.Shown, source.Line{Mark: source.Remark, Text: "needed by " + strings.Join(list, ", ") + all})
		f.Shown = append(f.Shown, logShown(logs[name])...)
		out = append(out, f)
	}
	return out
}
