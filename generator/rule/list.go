package rule

import (
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A grammar is the rule of a field whose members, or whose whole value, have a
// form of their own.
type grammar struct {
	rule  Rule
	by    side
	of    string // names, with a space between two
	list  bool   // the value is a list: each member has the form
	is    func(string) bool
	what  string                  // what the form is: "a method"
	meant func(bad string) string // what was meant, or empty
}

// entry is the grammar as a line of the table. In a note, a value with a
// placeholder in it is taken for any value.
func (g grammar) entry() entry {
	say := func(v *view, at source.Span, bad string) {
		detail := shown(bad) + " is not " + g.what
		if g.meant != nil {
			if meant := g.meant(bad); meant != "" {
				detail += ": " + meant
			}
		}
		v.breach(at, detail)
	}
	return entry{Rule: g.rule, by: g.by, of: strings.Fields(g.of), each: func(v *view, f wire.Field) {
		if v.placeholder(f) {
			return
		}
		if !g.list {
			if value := v.m.Value(f); !g.is(value) {
				say(v, f.Value, value)
			}
			return
		}
		v.members(f, func(member string, at source.Span) {
			if member != "" && !g.is(member) { // an empty one is for list-empty
				say(v, at, member)
			}
		})
	}}
}

func grammars(all ...grammar) []entry {
	out := make([]entry, len(all))
	for i, g := range all {
		out[i] = g.entry()
	}
	return out
}

// members calls do for each member of a list and its place, empty ones included.
func (v *view) members(f wire.Field, do func(member string, at source.Span)) {
	value, at := v.m.Value(f), 0
	for member := range wire.Members(value) {
		for at < len(value) && wire.IsBlank(value[at]) {
			at++
		}
		s := source.Span{Start: f.Value.Start + at}
		s.End = s.Start + len(member)
		do(member, s)
		at += len(member)
		for at < len(value) && wire.IsBlank(value[at]) {
			at++
		}
		at++ // the comma
	}
}

// placeholder says that the value of a note's field holds a mark in the place of
// what a sender writes: <token>, {id}, $NAME, … or three dots.
func (v *view) placeholder(f wire.Field) bool {
	if v.raw {
		return false
	}
	value := v.m.Value(f)
	return strings.ContainsAny(value, "{}$") || strings.Contains(value, "...") || strings.Contains(value, wire.Elision) ||
		angled(value)
}

// angled says that a name is in angle brackets, which is no link's target.
func angled(value string) bool {
	open := strings.IndexByte(value, '<')
	if open < 0 {
		return false
	}
	end := strings.IndexByte(value[open:], '>')
	return end > 1 && !strings.ContainsAny(value[open:open+end], "/:#?")
}
