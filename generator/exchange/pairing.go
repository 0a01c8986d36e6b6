package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An item is a message fence, or a heading, which has none.
type item struct {
	at    int
	fence *note.Fence
}

// itemsOf returns the message fences and the headings of a note, in order.
func itemsOf(n *note.Note) (items []item) {
	for _, f := range n.Fences {
		if f.Message {
			items = append(items, item{f.Marker.Start, f})
		}
	}
	if len(items) == 0 {
		return nil
	}
	for _, h := range n.Headings {
		items = append(items, item{h.Pos, nil})
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.at, b.at) })
	return items
}

// A pairing reads the fences of a note in order and pairs them.
type pairing struct {
	Script
	found    []stepFault
	named    map[string]*Conversation
	count    int     // of conversations
	open     []*Step // requests without a response, in order
	captures []pattern.Capture
	expanded int // bytes that expand made

	predicted bool  // this section has a request to predict
	task      *Task // of this section, or nil
}

// A stepFault is a fault and the step that it belongs to, or nil.
type stepFault struct {
	step *Step
	source.Fault
}

func (p *pairing) fault(s *Step, span source.Span, id, what, do string) {
	p.found = append(p.found, stepFault{s, source.Fault{File: p.Note.File, Span: span, ID: id, What: what, Do: do}})
}

// tell moves the faults found to the script, each with its exchange, and marks the
// faulty steps.
func (p *pairing) tell() {
	for _, f := range p.found {
		if f.step != nil {
			f.step.Faulty = true
			if f.step.Exchange != nil {
				f.Exchange = f.step.Exchange.Number
			}
		}
		p.Faults = append(p.Faults, f.Fault)
	}
}

func (p *pairing) fence(f *note.Fence) {
	s := &Step{Fence: f}
	s.Unreadable = len(f.Faults) > 0
	for _, fault := range f.Faults {
		p.found = append(p.found, stepFault{s, fault})
	}
	s.settings = readSettings(p.Note, f, func(span source.Span, id, what, do string) { p.fault(s, span, id, what, do) })
	if free := maxCaptures - len(p.captures); len(s.Captures) > free {
		p.fault(s, s.Captures[free].Span, "too-many", fmt.Sprintf("the note has more than %d captures", maxCaptures), "split it, or use holes")
		s.Captures = s.Captures[:free]
	}
	s.Captured = append(p.captures[:len(p.captures):len(p.captures)], s.Captures...)
	p.captures = s.Captured
	if part := partOf(f); part != "" && p.taskPart(s, part) {
		return
	}
	switch s.Kind {
	case InRequest:
		p.request(s)
	case InResponse:
		p.response(s)
	default:
		p.bytes(s)
	}
	if s.Exchange != nil && s.Func != "" {
		s.Exchange.Func = s.Func
	}
}

// text returns the bytes of the step's fence and their span: of the note, or of what its
// escapes stand for.
func (p *pairing) text(s *Step) ([]byte, source.Span) {
	data, span := p.Note.File.Data, s.Fence.Body
	bad := func(at int, err error) {
		s.Unreadable = true
		p.fault(s, source.Span{Start: span.Start + at, End: span.Start + at + 1}, "escape", err.Error(), `the escapes are \r \n \t \0 \xNN \\, and with expand a{*20}`)
	}
	if !s.Raw && !s.expand {
		return data, span
	}
	text := data[span.Start:span.End]
	if s.expand {
		out, at, err := expand(text, &p.expanded)
		if err != nil {
			bad(at, err)
			return data, span
		}
		text = out
	}
	if s.Raw {
		out, at, err := unescape(text)
		if err != nil {
			if s.expand {
				at = unexpanded(data[span.Start:span.End], at)
			}
			bad(at, err)
		}
		text = out
	}
	return text, source.Span{End: len(text)}
}

func (p *pairing) request(s *Step) {
	s.Conversation = p.conversation(s)
	text, span := p.text(s)
	s.Messages = wire.Documented(text, span, wire.Request, nil, s.pipeline)
	p.endLines(s)
	for _, m := range s.Messages {
		s.Methods = append(s.Methods, string(m.Bytes(m.Method)))
	}
	m := s.Messages[0]
	s.Exchange = p.newExchange(s.Conversation)
	s.Exchange.Request = s.Fence
	s.Exchange.NoRun = s.norun
	s.Exchange.Method = s.Methods[0]
	s.Exchange.Target = string(m.Bytes(m.Target))
	if m.Elided() && s.norun == "" {
		at := s.Fence.Body
		for _, f := range m.Fields {
			if f.Elision {
				at = f.Line
			}
		}
		p.fault(s, at, "elided-request", "the request leaves fields out, so it cannot be sent", "write all of it, or say why it is not played: norun=\"…\"")
	}
	if span.Len() == 0 {
		p.fault(s, s.Fence.Marker, "empty-request", "the request is empty", "write the bytes that the client sends")
	}
	p.chooseOrigin(s)
	p.predicts(s)
	p.add(s)
	p.open = append(p.open, s)
}

func (p *pairing) newExchange(c *Conversation) *Exchange {
	e := &Exchange{Number: len(p.Exchanges) + 1, Conn: c.name}
	p.Exchanges = append(p.Exchanges, e)
	return e
}

// conversation returns the conversation of the step's conn, or a new one without a name.
func (p *pairing) conversation(s *Step) *Conversation {
	if c := p.named[s.conn]; c != nil {
		return c
	}
	p.count++
	c := &Conversation{name: s.conn, Number: p.count}
	if c.name != "" {
		p.named[c.name] = c
	}
	return c
}

// chooseOrigin records what selects the origin: its name, or the Host.
func (p *pairing) chooseOrigin(s *Step) {
	if s.origin != "" {
		s.Conversation.Origin = s.origin
	}
	if host, ok := s.Messages[0].Get("Host"); ok && s.Conversation.Host == "" {
		s.Conversation.Host = hostName(host)
	}
}

// hostName returns the host of a Host field without the port, in lower case. It is empty
// if the field is malformed, as it may be in an example.
func hostName(host string) string {
	if strings.ContainsAny(host, " \t/,@\\") {
		return ""
	}
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	return strings.ToLower(host)
}

func (p *pairing) add(s *Step) {
	p.Steps = append(p.Steps, s)
	s.Conversation.Steps = append(s.Conversation.Steps, s)
}

// asked returns the request that a response answers, or nil.
func (p *pairing) asked(s *Step) *Step {
	if s.conn == "" {
		if n := len(p.open); n > 0 {
			return p.open[n-1]
		}
		return nil
	}
	for _, r := range p.open {
		if r.Conversation.name == s.conn {
			return r
		}
	}
	return nil
}

func (p *pairing) response(s *Step) {
	asked := p.asked(s)
	if asked == nil {
		p.alone(s)
		if s.Exchange == nil {
			return
		}
	} else {
		s.Conversation, s.Exchange, s.Methods = asked.Conversation, asked.Exchange, asked.Methods
		if len(asked.Messages) == 1 {
			s.Asks, s.AsksCut = asked.whole(), asked.Cut
		}
		if s.norun != "" {
			s.Exchange.NoRun = s.norun
		}
	}
	s.Exchange.Responses = append(s.Exchange.Responses, s.Fence)
	text, span := p.text(s)
	s.Stub = strings.TrimSpace(string(text[span.Start:span.End])) == StubText
	if s.Stub && s.Exchange.NoRun != "" {
		p.fault(s, s.Fence.Body, "stub", "this response is a stub, but the exchange is not played, so nothing can fill it in", "write the whole response")
	}
	if !s.Stub && span.Len() > 0 {
		s.Messages = wire.Documented(text, span, wire.Response, s.Methods, len(s.Methods) > 1)
		p.endLines(s)
	}
	final := true
	if n := len(s.Messages); n > 0 {
		last := s.Messages[n-1]
		s.Exchange.Code = last.Code
		if !s.Raw {
			s.Exchange.final = last
		}
		final = !last.Interim()
	}
	if final {
		if asked != nil {
			p.answers(asked, s)
		}
		p.open = slices.DeleteFunc(p.open, func(r *Step) bool { return r == asked })
	}
	p.add(s)
}

// alone handles a response without a request, which can only be shown.
func (p *pairing) alone(s *Step) {
	if s.norun == "" {
		p.fault(s, s.Fence.Marker, "response-alone", "there is no request for this response in its section", "write the request before it, or say why it is not played: norun=\"…\"")
		return
	}
	s.Conversation = p.conversation(s)
	s.Exchange = p.newExchange(s.Conversation)
	s.Exchange.NoRun = s.norun
}

func (p *pairing) bytes(s *Step) {
	c := p.named[s.conn]
	if c == nil {
		p.fault(s, s.Fence.Marker, "no-connection", fmt.Sprintf("no request opened the connection %q", s.conn), "write the request first, with the same conn")
		return
	}
	s.Conversation = c
	s.Exchange = c.Steps[len(c.Steps)-1].Exchange
	if s.Send {
		for _, r := range p.open {
			if r.Conversation == c {
				r.Continued = true
			}
		}
		s.Exchange.Sent = append(s.Exchange.Sent, s.Fence)
	} else {
		s.Exchange.Responses = append(s.Exchange.Responses, s.Fence)
	}
	p.add(s)
}

// endSection reports the requests that were left without a response.
func (p *pairing) endSection() {
	for _, r := range p.open {
		if r.norun != "" {
			p.unanswered(r)
			continue
		}
		what := "this request has no response in its section"
		if len(r.Exchange.Responses) > 0 {
			what = "this request has no final response in its section"
		}
		p.fault(r, r.Fence.Marker, "request-alone", what,
			"write the response after it as a line `"+StubText+"` and run wirebook check --update, or say why it is not played: norun=\"…\"")
	}
	p.open, p.predicted = nil, false
	p.endTask()
}

// finish does what needs all fences of the note to be read.
func (p *pairing) finish() {
	last := map[*Exchange]*Step{}
	for i, s := range p.Steps {
		p.checkLength(s)
		p.checkEnd(s)
		p.checkHoles(s)
		p.checkCaptures(s, p.Steps[i+1:])
		if s.Kind == InRequest && s.Exchange.NoRun == "" {
			s.Exchange.byHand, s.Exchange.text = s, p.Note.File.Data
		}
		last[s.Exchange] = s
	}
	for _, s := range last {
		s.Last = true
	}
	for _, t := range p.Tasks {
		p.checkPassed(t)
	}
	p.withhold()
}
