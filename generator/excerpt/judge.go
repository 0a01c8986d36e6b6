package excerpt

import (
	"fmt"
	"strings"

	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An exchange is a request with its responses, or only field lines.
type exchange struct {
	request   *message
	responses []*message // the interim ones first
	fields    *message
}

// exchanges pairs the messages of a document: a response answers the request before
// it in its section.
func exchanges(all []*message) (out []*exchange) {
	var open *exchange // that may get more responses
	for _, m := range all {
		if open != nil && m.kind != fields && open.section() != m.block.section {
			open = nil
		}
		switch {
		case m.kind == fields:
			out = append(out, &exchange{fields: m})
			continue
		case m.kind == request:
			open = &exchange{request: m}
			out = append(out, open)
			continue
		case open == nil:
			open = &exchange{}
			out = append(out, open)
		}
		open.responses = append(open.responses, m)
		if p, _ := m.parse("", false); !p.Interim() {
			open = nil
		}
	}
	return out
}

func (x *exchange) section() int {
	if x.request != nil {
		return x.request.block.section
	}
	return x.responses[0].block.section
}

// A reading is a document whose messages are being checked.
type reading struct {
	*Document
	rules   *rule.Judge
	ignores *Ignores

	texts map[*wire.Message]text
	from  map[*wire.Message]*message
}

// judge checks an exchange against the rules. If the sizes of chunks do not fit with
// LF line ends, it tries CRLF.
func (r *reading) judge(x *exchange) {
	r.texts, r.from = map[*wire.Message]text{}, map[*wire.Message]*message{}
	found := r.check(x, false)
	if chunked(found) {
		if other := r.check(x, true); !chunked(other) {
			found = other
		}
	}
	for _, f := range found {
		m, at := r.from[f.Message], r.texts[f.Message].file(f.Span)
		if f.Rule.ID == "head-end" && m.bare != "" && at.Start == m.lines[1].at.Start {
			continue // the body directly follows a code that is not a status line
		}
		r.add(f, m, at)
	}
	for _, m := range x.responses {
		if m.bare != "" {
			if status, ok := r.rules.Rule("status-line"); ok {
				if m.short {
					status.Level = rule.Advice
				}
				r.add(rule.Finding{Rule: status, Detail: fmt.Sprintf("a status line begins with the version: did you mean %q?", m.bare)}, m, m.begin.at)
			}
		}
	}
}

func chunked(found []rule.Finding) bool {
	for _, f := range found {
		if f.Rule.ID == "chunk-form" {
			return true
		}
	}
	return false
}

func (r *reading) check(x *exchange, crlf bool) []rule.Finding {
	parse := func(m *message, method string) *wire.Message {
		p, t := m.parse(method, crlf)
		r.texts[p], r.from[p] = t, m
		return p
	}
	if x.fields != nil {
		return r.rules.Fields(parse(x.fields, ""))
	}
	c := rule.Case{Excerpt: true}
	method := ""
	if x.request != nil {
		c.Request = parse(x.request, "")
		method = string(c.Request.Bytes(c.Request.Method))
	}
	for i, m := range x.responses {
		p := parse(m, method)
		if i+1 < len(x.responses) {
			c.Interim = append(c.Interim, p)
		} else {
			c.Response = p
		}
	}
	return r.rules.Check(c)
}

// add keeps a finding, unless the info string admits it or a comment suppresses it.
func (r *reading) add(f rule.Finding, m *message, at source.Span) {
	if m.block.isBad(r.File.Data) || m.block.owns(r.File.Data, f.Rule.ID) || r.ignores.covers(f.Rule.ID, m.span()) {
		return
	}
	level := f.Rule.Level
	if f.Rule.Fault() {
		level = rule.Must
	}
	citation := f.Rule.Citation() + " (" + f.Rule.ID
	if level != rule.Must {
		citation += ", " + string(level)
	}
	citation += ")"
	r.Findings = append(r.Findings, Finding{
		Fault: source.Fault{File: r.File, Span: at, About: m.span(), ID: f.Rule.ID, What: f.Detail, Do: citation + ": " + f.Rule.Sentence},
		Level: level,
	})
}

// isBad reports whether the info string says that the block is wrong on purpose, as
// in example-bad of MDN.
func (b *block) isBad(data []byte) bool { return badWord.Match(data[b.info.Start:b.info.End]) }

// owns reports whether the info string names the rule in breaks=, as notes of a site
// do.
func (b *block) owns(data []byte, id string) bool {
	_, rest, ok := strings.Cut(string(data[b.info.Start:b.info.End]), " breaks=")
	if !ok {
		return false
	}
	if quoted, is := strings.CutPrefix(rest, `"`); is {
		rest, _, _ = strings.Cut(quoted, `"`)
	} else {
		rest, _, _ = strings.Cut(rest, " ")
	}
	for word := range strings.FieldsSeq(rest) {
		if word == id {
			return true
		}
	}
	return false
}
