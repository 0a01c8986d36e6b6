package rule

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A view is one message of an exchange as a check sees it. What it answers of
// absent things is careful: lacks is false where an elision may hide the field.
type view struct {
	judge  *Judge
	x      Case
	method string // of the request, or empty
	out    []Finding

	m      *wire.Message
	given  *wire.Message // m as the case has it
	joined bool          // the empty line between the head and the body of m was missing in a note
	by     side
	final  bool
	raw    bool // the message is bytes of the wire
	elided bool // the head leaves fields out
	names  []*named
	space  [24]*named // where names stand, as a rule
	before map[*named]int
	entry  *entry

	framed  wire.Framing
	length  int
	content content
}

func (v *view) turn(m *wire.Message, by side, final bool) {
	v.m, v.given, v.joined, v.by, v.final = m, m, false, by, final
	v.raw = by == server && v.x.Played || by == client && v.x.Sent
	if !v.raw {
		v.m, v.joined = m.Parted(v.method)
		m = v.m
	}
	v.elided = !v.raw && m.Elided()
	v.framed, v.length = m.Framing(v.method)
	v.content = content{}
	v.names, v.before = v.space[:0], nil
	for _, f := range m.Fields {
		v.names = append(v.names, v.judge.named(m, f))
	}
	if len(m.Fields) > len(v.space) {
		v.before = make(map[*named]int, len(m.Fields))
		for i, n := range v.names {
			if _, seen := v.before[n]; !seen {
				v.before[n] = i
			}
		}
	}
}

// folded says that line i goes on in the next, which is for no-fold: the one
// does not have the whole value.
func (v *view) folded(i int) bool {
	return i+1 < len(v.m.Fields) && v.m.Indented(v.m.Fields[i+1])
}

// first says that line i is the first of its name.
func (v *view) first(n *named, i int) bool {
	if v.before != nil {
		return v.before[n] == i
	}
	for _, before := range v.names[:i] {
		if before == n {
			return false
		}
	}
	return true
}

func (v *view) breach(s source.Span, detail string) {
	v.out = append(v.out, Finding{Rule: v.entry.Rule, Message: v.given, Span: s, Detail: detail})
}

// start reports what the response as a whole does wrong.
func (v *view) start(detail string) { v.breach(v.m.Start, detail) }

func (v *view) missing(name string) { v.start(name + " is missing") }

func (v *view) wrong(f wire.Field, detail string) { v.breach(f.Value, detail) }

// field is the first field of that name.
func (v *view) field(name string) (wire.Field, bool) { return v.m.Lookup(name) }

// eachNamed calls do for each line of the same name as one, in order.
func (v *view) eachNamed(one wire.Field, do func(wire.Field)) {
	name := v.m.Name(one)
	for _, f := range v.m.Fields {
		if !f.Elision && wire.FoldEqual(v.m.Bytes(f.Name), name) {
			do(f)
		}
	}
}

func (v *view) has(name string) bool {
	_, ok := v.m.Lookup(name)
	return ok
}

func (v *view) get(name string) (string, bool) { return v.m.Get(name) }

func (v *view) lacks(name string) bool { return !v.elided && !v.has(name) }

// asked is the value of a field of the request.
func (v *view) asked(name string) (string, bool) {
	if v.x.Request == nil {
		return "", false
	}
	return v.x.Request.Get(name)
}

// unasked says that the request is known, and has none of these fields.
func (v *view) unasked(names ...string) bool {
	if v.x.Request == nil || !v.x.Played && v.x.Request.Elided() {
		return false
	}
	for _, name := range names {
		if _, ok := v.x.Request.Lookup(name); ok {
			return false
		}
	}
	return true
}

// isGet says that the request is for a representation.
func (v *view) isGet() bool { return v.method == "GET" || v.method == "HEAD" }

// asked10 says that the request is one of HTTP/1.0.
func (v *view) asked10() bool {
	if v.x.Request == nil {
		return false
	}
	major, minor, ok := v.x.Request.MajorMinor()
	return ok && major == 1 && minor == 0
}

// plain is a token as it is, and anything else as a detail quotes it.
func plain(s string) string {
	if wire.IsToken(s) {
		return s
	}
	return shown(s)
}

// shown is a value as a detail quotes it.
func shown(s string) string {
	const most = 60
	if len(s) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + wire.Elision
	}
	if strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}
