package rule

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A view is one message of an exchange as a check sees it. It does not assume that a
// field is absent if an elision may hide it: then lacks is false.
type view struct {
	judge  *Judge
	x      Case
	method string // of the request, or empty
	out    []Finding

	m      *wire.Message
	given  *wire.Message // m as the case has it
	joined bool          // the empty line between the head and the body was missing in a note
	by     side
	final  bool
	raw    bool // the message is the bytes that were sent or received
	elided bool // the head omits fields
	names  []*named
	space  [24]*named // usual backing array of names
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
	v.elided = !v.raw && m.Elided() || v.x.Excerpt && len(m.Fields) == 0
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

// folded reports whether line i continues on the next, which no-fold reports: line i
// does not have the whole value.
func (v *view) folded(i int) bool {
	return i+1 < len(v.m.Fields) && v.m.Indented(v.m.Fields[i+1])
}

// first reports whether line i is the first with its name.
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
	r := v.entry.Rule
	if v.x.Excerpt {
		r = v.entry.inExcerpt()
	}
	v.out = append(v.out, Finding{Rule: r, Message: v.given, Span: s, Detail: source.Visible(detail)})
}

// start reports a fault of the message as a whole.
func (v *view) start(detail string) { v.breach(v.m.Start, detail) }

func (v *view) missing(name string) { v.start(name + " is missing") }

func (v *view) wrong(f wire.Field, detail string) { v.breach(f.Value, detail) }

// field returns the first field with that name.
func (v *view) field(name string) (wire.Field, bool) { return v.m.Lookup(name) }

// eachNamed calls do for each line with the same name as one, in order.
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

// asked returns the value of a field of the request.
func (v *view) asked(name string) (string, bool) {
	if v.x.Request == nil {
		return "", false
	}
	return v.x.Request.Get(name)
}

// unasked reports whether the request is known to have none of these fields.
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

// retrieves reports whether the request is for a representation. Conditions of GET and
// HEAD mean the same for QUERY (RFC 10008 section 2.6).
func (v *view) retrieves() bool {
	return v.method == "GET" || v.method == "HEAD" || v.method == "QUERY"
}

// asked10 reports whether the request is HTTP/1.0.
func (v *view) asked10() bool {
	if v.x.Request == nil {
		return false
	}
	major, minor, ok := v.x.Request.MajorMinor()
	return ok && major == 1 && minor == 0
}

// plain returns a token unchanged, and anything else quoted as by shown.
func plain(s string) string {
	if wire.IsToken(s) {
		return s
	}
	return shown(s)
}

// shown quotes a value for a detail.
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
