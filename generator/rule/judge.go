package rule

import (
	"cmp"
	"slices"
	"strings"

	"wirebook/generator/registry"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An Case is what the rules are held to: a request and what answered it.
type Case struct {
	Request  *wire.Message   // nil where it is not known
	Interim  []*wire.Message // the responses before the final one, in order
	Response *wire.Message   // the final response; nil where none came
	Method   string          // of the request; empty: that of Request, if there is one

	// Played says that the messages are bytes that were on the wire. Otherwise
	// they stand as in a note, with LF line ends and with elisions: what an
	// elision may hide is not held against them.
	Played bool
	// Closed says that the server closed after the response, of its own accord.
	// False says nothing.
	Closed bool
	// Kept says that the server was waited for, and did not close.
	Kept bool

	// Twin is the response to the same request without its condition and Range,
	// or as GET in place of HEAD, in the same state; nil where none was played.
	Twin *wire.Message
	// Before and After are the responses to GET before and after a PUT.
	Before, After *wire.Message
}

// A Finding is a place where a response does not follow a rule.
type Finding struct {
	Rule    Rule
	Message *wire.Message
	Span    source.Span // in Message.Text: the field's value, or the first line where something is missing
	Detail  string      // what is wrong here: "Allow is missing"
}

// A Judge holds exchanges to the rules. It does not change after NewJudge, so
// goroutines may share it.
type Judge struct {
	entries []entry
	byID    map[string]int
	byCode  [600][]int // entries with a check; 0 is for any code that is not a valid one
	bare    []int
	byName  map[string]*named // fields, in lower case
}

// named is what is known of a field by its name.
type named struct {
	registry.Field
	each []int // entries about the field
}

// single says that the field is defined, and not as a list: it stands once.
func (n *named) single() bool {
	return n != nil && !n.List && n.RFC != "" && n.Name != "Set-Cookie"
}

// NewJudge makes the judge of a build. What it knows of fields and methods is
// what the registry holds.
func NewJudge(r *registry.Registry) *Judge {
	j := &Judge{entries: table(), byID: map[string]int{}, byName: map[string]*named{}}
	for _, f := range r.Fields() {
		j.byName[strings.ToLower(f.Name)] = &named{Field: f}
	}
	methods := map[string]bool{}
	for _, m := range r.Methods() {
		methods[m.Name] = true
	}
	j.entries = append(j.entries, unknownMethod(methods))
	for i, e := range j.entries {
		j.byID[e.ID] = i
		for _, name := range e.of {
			key := strings.ToLower(name)
			if j.byName[key] == nil {
				j.byName[key] = &named{Field: registry.Field{Name: name}}
			}
			j.byName[key].each = append(j.byName[key].each, i)
		}
		if e.check == nil {
			continue
		}
		if e.bare {
			j.bare = append(j.bare, i)
		}
		for code := range j.byCode {
			if code < 100 && code > 0 || len(e.codes) > 0 && (code == 0 || !e.codes.has(code)) {
				continue
			}
			j.byCode[code] = append(j.byCode[code], i)
		}
	}
	return j
}

// Rules are all the rules, those included that Check cannot decide.
func (j *Judge) Rules() []Rule {
	out := make([]Rule, len(j.entries))
	for i, e := range j.entries {
		out[i] = e.Rule
	}
	return out
}

// Rule is the rule of that id.
func (j *Judge) Rule(id string) (Rule, bool) {
	i, ok := j.byID[id]
	if !ok {
		return Rule{}, false
	}
	return j.entries[i].Rule, true
}

// Check holds the responses of an exchange to the rules: the interim ones, then
// the final one, each in the order of its text. What cannot be known from the
// exchange is not reported.
func (j *Judge) Check(x Case) []Finding {
	v := &view{judge: j, x: x, method: x.Method}
	if v.method == "" && x.Request != nil {
		v.method = string(x.Request.Bytes(x.Request.Method))
	}
	for _, m := range x.Interim {
		v.look(m, false)
	}
	if x.Response != nil {
		v.look(x.Response, true)
	}
	return v.out
}

// look holds one response to the rules that concern it.
func (v *view) look(m *wire.Message, final bool) {
	if m.Span.Len() == 0 {
		return
	}
	from := len(v.out)
	v.turn(m, final)
	checks := v.judge.bare
	if m.Start.Len() > 0 {
		code := m.Code
		if code < 100 || code >= len(v.judge.byCode) {
			code = 0
		}
		checks = v.judge.byCode[code]
	}
	for _, i := range checks {
		e := &v.judge.entries[i]
		if e.final && !final {
			continue
		}
		v.entry = e
		e.check(v)
	}
	for i, f := range m.Fields {
		if v.names[i] == nil {
			continue
		}
		for _, n := range v.names[i].each {
			e := &v.judge.entries[n]
			if e.codes.has(m.Code) {
				v.entry = e
				e.each(v, f)
			}
		}
	}
	if found := v.out[from:]; len(found) > 1 {
		slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	}
}

// named is what is known of a field, or nil.
func (j *Judge) named(m *wire.Message, f wire.Field) *named {
	var lower [40]byte
	name := m.Bytes(f.Name)
	if f.Elision || len(name) > len(lower) {
		return nil
	}
	for i, c := range name {
		lower[i] = wire.Lower(c)
	}
	return j.byName[string(lower[:len(name)])]
}
