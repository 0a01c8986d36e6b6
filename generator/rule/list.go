package rule

import (
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A grammar is the rule of a field whose members, or whose whole value, have a form
// of their own.
type grammar struct {
	rule  Rule
	by    side
	of    string // names, separated by spaces
	list  bool   // the value is a list: each member has the form
	is    func(string) bool
	what  string                  // what the form is: "a method"
	meant func(bad string) string // returns what was meant, or ""
}

// entry is the grammar as a line of the table. In a note, a value with a placeholder
// matches any grammar.
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
			if member != "" && !g.is(member) { // list-empty reports an empty one
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

// members calls do for each member of a list, including empty ones, with its place.
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

// placeholder reports whether the value of a note's field contains a placeholder:
// <token>, {id}, $NAME, … or three dots.
func (v *view) placeholder(f wire.Field) bool {
	if v.raw {
		return false
	}
	value := v.m.Value(f)
	if v.x.Excerpt && marked.MatchString(value) && !(wire.FoldEqual(v.m.Bytes(f.Name), "Link") && linked.MatchString(value)) {
		return true
	}
	return strings.ContainsAny(value, "{}$") || strings.Contains(value, "...") || strings.Contains(value, wire.Elision) ||
		angled(value)
}

// angled reports whether a value has a name in angle brackets that is not the target
// of a link.
func angled(value string) bool {
	open := strings.IndexByte(value, '<')
	if open < 0 {
		return false
	}
	end := strings.IndexByte(value[open:], '>')
	return end > 1 && !strings.ContainsAny(value[open:open+end], "/:#?")
}
