package exchange

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

func (p *pairing) fault(span source.Span, id, what, do string) {
	p.faults = append(p.faults, source.Fault{File: p.note.File, Span: span, ID: id, What: what, Do: do})
}

func (p *pairing) read(f *note.Fence) {
	settings, faults := readSettings(p.note, f)
	p.faults = append(p.faults, faults...)
	if settings.norun == "" {
		settings.norun = p.note.NoRun
	}
	s := &step{settings: settings, fence: f}
	s.captured = append(p.captures[:len(p.captures):len(p.captures)], settings.captures...)
	p.captures = s.captured
	switch s.place {
	case inRequest:
		p.request(s)
	case inResponse:
		p.response(s)
	default:
		p.bytes(s)
	}
	if s.exchange != nil {
		if s.code != "" {
			s.exchange.code = s.code
		}
		p.shown[f] = &Shown{Fence: f, Exchange: s.exchange, Request: s.place == inRequest || s.send, Label: label(s)}
		if !s.raw {
			p.shown[f].Messages = s.messages
		}
		if s.stub {
			p.shown[f].Messages = nil
		}
	}
}

func label(s *step) string {
	word := map[place]string{inRequest: "Request", inResponse: "Response", inBytes: "Received"}[s.place]
	if s.send {
		word = "Sent"
	}
	return word
}

// text is the content of the step's fence as bytes of the note, or what its
// escapes stand for.
func (p *pairing) text(s *step) ([]byte, source.Span) {
	data, span := p.note.File.Data, s.fence.Body
	bad := func(at int, err error) {
		p.fault(source.Span{Start: span.Start + at, End: span.Start + at + 1}, "escape", err.Error(), `the escapes are \r \n \t \0 \xNN \\, and with expand a{*20}`)
	}
	if !s.raw && !s.expand {
		return data, span
	}
	text := data[span.Start:span.End]
	if s.expand {
		out, at, err := expand(text)
		if err != nil {
			bad(at, err)
			return data, span
		}
		text = out
	}
	if s.raw {
		out, at, err := unescape(text)
		if err != nil {
			bad(at, err)
		}
		text = out
	}
	return text, source.Span{End: len(text)}
}

func (p *pairing) request(s *step) {
	s.conn = p.conversation(s)
	text, span := p.text(s)
	s.messages = wire.Documented(text, span, wire.Request, nil, s.pipeline)
	for _, m := range s.messages {
		s.methods = append(s.methods, string(m.Text[m.Method.Start:m.Method.End]))
	}
	m := s.messages[0]
	s.exchange = p.newExchange(s.conn)
	s.exchange.Request = s.fence
	s.exchange.NoRun = s.norun
	s.exchange.Method = s.methods[0]
	s.exchange.Target = string(m.Text[m.Target.Start:m.Target.End])
	if m.Elided() && s.norun == "" {
		at := s.fence.Body
		for _, f := range m.Fields {
			if f.Elision {
				at = f.Line
			}
		}
		p.fault(at, "elided-request", "the request leaves fields out, so it cannot be sent", "write all of it, or say why it is not played: norun=\"…\"")
	}
	if span.Len() == 0 {
		p.fault(s.fence.Marker, "empty-request", "the request is empty", "write the bytes that the client sends")
	}
	p.chooseOrigin(s)
	p.predicts(s)
	p.add(s)
	p.open = append(p.open, s)
}

func (p *pairing) newExchange(c *conversation) *Exchange {
	e := &Exchange{Number: len(p.exchanges) + 1, Conn: c.name, unproven: true}
	c.count++
	p.exchanges = append(p.exchanges, e)
	return e
}

// chooseOrigin keeps by what the origin is chosen: by name, or by Host.
func (p *pairing) chooseOrigin(s *step) {
	if s.settings.origin != "" {
		s.conn.origin = s.settings.origin
	}
	if host, ok := s.messages[0].Get("Host"); ok && s.conn.host == "" {
		s.conn.host = hostName(host)
	}
}

// hostName is the host of a Host field without its port, in lower case; empty
// where the field is malformed, as an example may well show.
func hostName(host string) string {
	if strings.ContainsAny(host, " \t/,@\\") {
		return ""
	}
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	return strings.ToLower(host)
}

func (p *pairing) add(s *step) {
	p.steps = append(p.steps, s)
	s.conn.steps = append(s.conn.steps, s)
}

// asked is the request that a response answers, or nil.
func (p *pairing) asked(s *step) *step {
	if s.settings.conn == "" {
		if n := len(p.open); n > 0 {
			return p.open[n-1]
		}
		return nil
	}
	for _, r := range p.open {
		if r.conn.name == s.settings.conn {
			return r
		}
	}
	return nil
}

func (p *pairing) response(s *step) {
	asked := p.asked(s)
	if asked == nil {
		p.alone(s)
		if s.exchange == nil {
			return
		}
	} else {
		s.conn, s.exchange, s.methods = asked.conn, asked.exchange, asked.methods
		if len(asked.messages) == 1 {
			s.asks, s.asksCut = asked.whole(), asked.cut
		}
		if s.norun != "" {
			s.exchange.NoRun = s.norun
		}
	}
	s.exchange.Responses = append(s.exchange.Responses, s.fence)
	text, span := p.text(s)
	s.stub = strings.TrimSpace(string(text[span.Start:span.End])) == stubText
	if s.stub && s.exchange.NoRun != "" {
		p.fault(s.fence.Body, "stub", "this response is not filled in, and nothing is played that could fill it in", "write the response that is meant")
	}
	if !s.stub && span.Len() > 0 {
		s.messages = wire.Documented(text, span, wire.Response, s.methods, len(s.methods) > 1)
	}
	final := true
	if n := len(s.messages); n > 0 {
		last := s.messages[n-1]
		s.exchange.Code = last.Code
		if !s.raw {
			s.exchange.final = last
		}
		final = !last.Interim()
	}
	if final {
		if asked != nil {
			p.answers(asked, s)
		}
		p.open = slices.DeleteFunc(p.open, func(r *step) bool { return r == asked })
	}
	p.add(s)
}

// whole is the one request of a step with the empty line behind its head that the
// client adds where the note leaves it out.
func (s *step) whole() *wire.Message {
	m := s.messages[0]
	head := m.Text[m.Head.Start:m.Head.End]
	if s.raw || m.Body.Len() > 0 || bytes.HasSuffix(head, []byte("\n\n")) || !bytes.HasSuffix(head, []byte("\n")) {
		return m
	}
	text := append(bytes.Clone(head), '\n')
	return wire.Parse(text, source.Span{End: len(text)}, wire.Request, "")
}

// alone is a response without a request: it can only be shown.
func (p *pairing) alone(s *step) {
	if s.norun == "" {
		p.fault(s.fence.Marker, "response-alone", "this response answers no request of its section", "write the request before it, or say why it is not played: norun=\"…\"")
		return
	}
	s.conn = p.conversation(s)
	s.exchange = p.newExchange(s.conn)
	s.exchange.NoRun = s.norun
}

func (p *pairing) bytes(s *step) {
	c := p.named[s.settings.conn]
	if c == nil {
		p.fault(s.fence.Marker, "no-connection", fmt.Sprintf("no request opened the connection %q", s.settings.conn), "write the request first, with the same conn")
		return
	}
	s.conn = c
	last := c.steps[len(c.steps)-1]
	s.exchange = last.exchange
	if s.send {
		for _, r := range p.open {
			if r.conn == c {
				r.continued = true
			}
		}
	}
	if s.send {
		s.exchange.Sent = append(s.exchange.Sent, s.fence)
	} else {
		s.exchange.Responses = append(s.exchange.Responses, s.fence)
	}
	p.add(s)
}

// endSection faults the requests that were left without a response.
func (p *pairing) endSection() {
	for _, r := range p.open {
		if r.norun != "" {
			p.unanswered(r)
		} else {
			what := "this request has no response in its section"
			if len(r.exchange.Responses) > 0 {
				what = "this request has no final response in its section"
			}
			p.fault(r.fence.Marker, "request-alone", what,
				"write the response behind it as a line `"+stubText+"` and run wirebook check --update, or say why it is not played: norun=\"…\"")
		}
	}
	p.open, p.predicted = nil, false
}
