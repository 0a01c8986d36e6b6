package program

import (
	"strconv"
	"strings"

	"wirebook/generator/goal"
	"wirebook/generator/rule"
	"wirebook/generator/wire"
)

// A Finding is a rule of the RFCs that a message of the trial breaks.
type Finding struct {
	Request  bool   `json:"request"` // the reader's request breaks it, and not the answer
	ID       string `json:"id"`
	Level    string `json:"level"` // must, should or advice
	Detail   string `json:"detail"`
	Sentence string `json:"sentence"`
	Citation string `json:"citation"` // RFC 9110 section 15.5.6
	URL      string `json:"url"`

	// About are the field and the status code that it is about, where it is about one.
	About []string `json:"about,omitempty"`
}

// broken holds a request and the answer to it to the rules. The request is held to
// them by itself, too: the answer that refuses it excuses nothing here.
func (p *Program) broken(a *answer, ending string) (out []Finding) {
	x := rule.Case{Played: true, Sent: true, Closed: ending == "closed"}
	if len(a.requests) > 0 {
		x.Request = a.requests[0]
	}
	for _, f := range p.judge.Check(rule.Case{Request: x.Request, Sent: true, Played: true}) {
		out = append(out, p.found(f, true))
	}
	for _, m := range a.received {
		if m.Interim() && x.Response == nil {
			x.Interim = append(x.Interim, m)
		} else if x.Response == nil {
			x.Response = m
		}
	}
	if x.Response == nil || x.Response.Kind != wire.Response {
		return out
	}
	for _, f := range p.judge.Check(x) {
		if f.Message != x.Request {
			out = append(out, p.found(f, false))
		}
	}
	return out
}

func (p *Program) found(f rule.Finding, request bool) Finding {
	return Finding{Request: request, ID: f.Rule.ID, Level: string(f.Rule.Level), Detail: f.Detail, Sentence: f.Rule.Sentence, Citation: f.Rule.Citation(), URL: f.Rule.URL(), About: p.about(f)}
}

// about names the field at fault, or the one that is missing, and the code of a rule of
// one code.
func (p *Program) about(f rule.Finding) (out []string) {
	for _, field := range f.Message.Fields {
		if name := f.Message.Name(field); field.Line.Start <= f.Span.Start && f.Span.End <= field.Line.End && p.registered(name) {
			out = append(out, name)
		}
	}
	if name, _, _ := strings.Cut(f.Detail, " "); len(out) == 0 {
		if _, ok := p.facts.Field(name); ok { // Allow is missing
			out = append(out, name)
		}
	}
	if code, _, _ := strings.Cut(f.Rule.ID, "-"); len(code) == 3 {
		if _, err := strconv.Atoi(code); err == nil {
			out = append(out, code)
		}
	}
	return out
}

func (p *Program) registered(name string) bool {
	_, ok := p.facts.FieldFold(name)
	return ok
}

// A Judgement is what came of a response that a reader wrote.
type Judgement struct {
	Missing string    `json:"missing"` // what it lacks, or ""
	Broken  []Finding `json:"broken"`
}

// Judge holds a response that a reader wrote to a goal and to the rules.
func (p *Program) Judge(g goal.Goal, written []byte) Judgement {
	missing, broken := g.Judge(p.judge, written)
	j := Judgement{Missing: missing, Broken: []Finding{}}
	for _, f := range broken {
		j.Broken = append(j.Broken, p.found(f, false))
	}
	return j
}
