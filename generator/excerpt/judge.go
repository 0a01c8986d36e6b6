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

// A judged is an exchange that was checked: its parsed messages and their findings.
type judged struct {
	messages []*parsed
	findings []finding
}

// A parsed is a message of a document, parsed.
type parsed struct {
	*message
	wire *wire.Message
	text text
}

// A finding is a broken rule and its place in the file.
type finding struct {
	rule.Finding
	in *parsed
	at source.Span
}

// judge checks an exchange against the rules. If the sizes of chunks do not fit with
// LF line ends, it tries CRLF.
func judge(x *exchange, rules *rule.Judge) judged {
	out, found := check(x, rules, false)
	if chunked(found) {
		if crlf, other := check(x, rules, true); !chunked(other) {
			out, found = crlf, other
		}
	}
	of := map[*wire.Message]*parsed{}
	for _, r := range out.messages {
		of[r.wire] = r
	}
	for _, f := range found {
		in := of[f.Message]
		at := in.text.file(f.Span)
		if f.Rule.ID == "head-end" && in.bare != "" && at.Start == in.lines[1].at.Start {
			continue // the body directly follows a code that is not a status line
		}
		out.findings = append(out.findings, finding{f, in, at})
	}
	status, ok := rules.Rule("status-line")
	for _, r := range out.messages {
		if r.bare == "" || !ok {
			continue
		}
		one := status
		if r.short {
			one.Level = rule.Advice
		}
		out.findings = append(out.findings, finding{rule.Finding{Rule: one, Message: r.wire, Span: r.wire.Start,
			Detail: fmt.Sprintf("a status line begins with the version: did you mean %q?", r.bare)}, r, r.begin.at})
	}
	return out
}

func chunked(found []rule.Finding) bool {
	for _, f := range found {
		if f.Rule.ID == "chunk-form" {
			return true
		}
	}
	return false
}

func check(x *exchange, rules *rule.Judge, crlf bool) (out judged, found []rule.Finding) {
	parse := func(m *message, method string) *wire.Message {
		p, t := m.parse(method, crlf)
		out.messages = append(out.messages, &parsed{m, p, t})
		return p
	}
	if x.fields != nil {
		found = rules.Fields(parse(x.fields, ""))
		return out, found
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
	found = rules.Check(c)
	return out, found
}

// level returns the level at which a broken rule is reported.
func level(r rule.Rule) rule.Level {
	if r.Fault() {
		return rule.Must
	}
	return r.Level
}

// add keeps a finding, unless the info string admits it or a comment suppresses it.
func (d *Document) add(f finding, ignores *Ignores) {
	if f.in.block.isBad(d.File.Data) || f.in.block.owns(d.File.Data, f.Rule.ID) || ignores.covers(f.Rule.ID, f.in.span()) {
		return
	}
	level := level(f.Rule)
	citation := f.Rule.Citation() + " (" + f.Rule.ID
	if level != rule.Must {
		citation += ", " + string(level)
	}
	citation += ")"
	d.Findings = append(d.Findings, Finding{
		Fault: source.Fault{File: d.File, Span: f.at, About: f.in.span(), ID: f.Rule.ID, What: f.Detail, Do: citation + ": " + f.Rule.Sentence},
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
