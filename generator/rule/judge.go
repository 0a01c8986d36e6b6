package rule

import (
	"cmp"
	"slices"
	"strings"

	"wirebook/generator/registry"
	"wirebook/generator/wire"
)

// A Judge checks exchanges against the rules. It does not change after NewJudge, so
// goroutines may share it.
type Judge struct {
	entries []entry
	byID    map[string]int
	byCode  [600][]int // entries with a check; 0 is for all invalid codes
	bare    []int
	asked   []int // entries with a check of requests
	causes  map[string]string
	safe    map[string]bool   // methods (RFC 9110 section 9.2.1)
	byName  map[string]*named // fields, in lower case
}

// named is what is known about the field with a name.
type named struct {
	registry.Field
	each     []int // entries about the field
	oneSided bool  // only clients send it, or only servers
	by       side  // the side that does
}

// single reports whether the field is defined, but not as a list, so that it occurs
// only once.
func (n *named) single() bool {
	return n != nil && !n.List && n.RFC != "" && n.Name != "Set-Cookie"
}

// Safe reports whether requests with the method, if it is registered, change nothing (RFC
// 9110 section 9.2.1).
func (j *Judge) Safe(method string) bool { return j.safe[method] }

// NewJudge makes a judge that knows the fields and methods of the registry.
func NewJudge(r *registry.Registry) *Judge {
	j := &Judge{entries: table(), byID: map[string]int{}, byName: map[string]*named{}, causes: map[string]string{}, safe: map[string]bool{}}
	for _, f := range r.Fields() {
		j.byName[strings.ToLower(f.Name)] = &named{Field: f}
	}
	methods := map[string]bool{}
	for _, m := range r.Methods() {
		methods[m.Name], j.safe[m.Name] = true, m.Safe
	}
	for by, names := range oneSided {
		for _, name := range names {
			n := j.byName[strings.ToLower(name)]
			n.oneSided, n.by = true, by
		}
	}
	j.entries = append(j.entries, unknownMethod(methods))
	j.entries = append(j.entries, structuredRules(r)...)
	for i, e := range j.entries {
		j.byID[e.ID] = i
		for _, cause := range e.causes {
			j.causes[cause] = e.ID
		}
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
		if e.by.has(client) {
			j.asked = append(j.asked, i)
		}
		if !e.by.has(server) {
			continue
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

// Rules returns all the rules, including those that Check cannot decide.
func (j *Judge) Rules() []Rule {
	out := make([]Rule, len(j.entries))
	for i, e := range j.entries {
		out[i] = e.Rule
	}
	return out
}

// Rule returns the rule with that ID, if there is one.
func (j *Judge) Rule(id string) (Rule, bool) {
	i, ok := j.byID[id]
	if !ok {
		return Rule{}, false
	}
	return j.entries[i].Rule, true
}

// Check checks an exchange against the rules: the request, unless the exchange shows
// that it is refused, then the interim responses, then the final one. Findings are in
// the order of the text. What cannot be known from the exchange is not reported.
func (j *Judge) Check(x Case) []Finding {
	v := &view{judge: j, x: x, method: x.Method}
	if v.method == "" && x.Request != nil {
		v.method = string(x.Request.Bytes(x.Request.Method))
	}
	if x.Request != nil && !x.refused() {
		v.look(x.Request, client, false)
	}
	asked := len(v.out)
	for _, m := range x.Interim {
		v.look(m, server, false)
	}
	if x.Response != nil {
		v.look(x.Response, server, true)
	}
	if asked > 0 && asked < len(v.out) {
		return v.oneCause(asked)
	}
	return v.out
}

// refused reports whether the request was refused, perhaps without a status code.
// Then its faults are what the exchange is about.
func (x Case) refused() bool {
	if x.Response == nil || x.Response.Code == 0 {
		return x.Closed
	}
	c := x.Response.Code
	return c/100 == 4 || c == 501 || c == 505
}

// oneCause keeps one of two findings if a faulty request and a server that does not
// refuse it are the same fault. In a played exchange it keeps that of the server,
// otherwise that of the request.
func (v *view) oneCause(asked int) []Finding {
	pairs := map[string]bool{} // the rules of refusal that a request made relevant
	for i, f := range v.out {
		if i < asked {
			if refusal := v.judge.causes[f.Rule.ID]; refusal != "" {
				pairs[refusal] = true
			}
		} else if pairs[f.Rule.ID] {
			pairs[f.Rule.ID+" both"] = true
		}
	}
	out := v.out[:0]
	for i, f := range v.out {
		switch {
		case i < asked && v.x.Played && pairs[v.judge.causes[f.Rule.ID]+" both"]:
		case i >= asked && !v.x.Played && pairs[f.Rule.ID+" both"]:
		default:
			out = append(out, f)
		}
	}
	return out
}

// look checks one message against the rules for it.
func (v *view) look(m *wire.Message, by side, final bool) {
	if m.Span.Len() == 0 {
		return
	}
	from := len(v.out)
	v.turn(m, by, final)
	checks := v.judge.bare
	switch {
	case by == client:
		checks = v.judge.asked
	case m.Start.Len() > 0:
		code := m.Code
		if code < 100 || code >= len(v.judge.byCode) {
			code = 0
		}
		checks = v.judge.byCode[code]
	}
	for _, i := range checks {
		e := &v.judge.entries[i]
		if e.final && !final && by == server {
			continue
		}
		v.entry = e
		e.check(v)
	}
	for i, f := range v.m.Fields {
		v.line(v.names[i], f, i)
	}
	if found := v.out[from:]; len(found) > 1 {
		slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	}
}

// line checks one field line against the rules for it.
func (v *view) line(n *named, f wire.Field, i int) {
	if n == nil || len(n.each) == 0 || v.folded(i) || v.x.Excerpt && v.placeholder(f) {
		return
	}
	first := v.first(n, i)
	for _, at := range n.each {
		e := &v.judge.entries[at]
		if e.by.has(v.by) && (v.by == client || e.codes.has(v.m.Code)) && (first || !e.once) {
			v.entry = e
			e.each(v, f)
		}
	}
}

// named returns what is known about a field, or nil.
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

// table returns every rule. If several concern the same place, findings are in this
// order.
func table() []entry {
	return slices.Concat(
		formRules(), valueRules(), nameRules(), dateRules(), uriRules(),
		bodyRules(), lengthRules(), chunkRules(),
		connectionRules(), interimRules(),
		methodRules(), statusRules(), conditionRules(), rangeRules(), multipartRules(), partRules(),
		challengeRules(), requestRules(), lineRules(), credentialRules(), preconditionRules(), acceptRules(), sentRules(), typeRules(), jsonRules(), cacheRules(), directiveRules(), cookieRules(), keptCookieRules(), fieldRules(),
		transportRules(), digestRules(), linkRules(), serviceRules(), extendedRules(), problemRules(), sharingRules(), roleRules(),
	)
}
