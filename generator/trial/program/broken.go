package program

import (
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
}

// broken holds a request and the answer to it to the rules. The request is held to
// them by itself, too: the answer that refuses it excuses nothing here.
func (p *Program) broken(a *answer, ending string) (out []Finding) {
	x := rule.Case{Played: true, Sent: true, Closed: ending == "closed"}
	if len(a.requests) > 0 {
		x.Request = a.requests[0]
	}
	for _, f := range p.judge.Check(rule.Case{Request: x.Request, Sent: true, Played: true}) {
		out = append(out, found(f, true))
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
			out = append(out, found(f, false))
		}
	}
	return out
}

func found(f rule.Finding, request bool) Finding {
	return Finding{Request: request, ID: f.Rule.ID, Level: string(f.Rule.Level), Detail: f.Detail, Sentence: f.Rule.Sentence, Citation: f.Rule.Citation(), URL: f.Rule.URL()}
}
