package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// stubText is what a response says that check --update is to fill in.
const stubText = "HTTP/1.1 …"

// A script is what a note documents, in the order in which it is played.
type script struct {
	note      *note.Note
	steps     []*step
	exchanges []*Exchange
	shown     map[*note.Fence]*Shown
	faults    []source.Fault
}

// A step is one message fence.
type step struct {
	settings
	fence     *note.Fence
	exchange  *Exchange
	conn      *conversation
	messages  []*wire.Message // with spans into the file; of what the escapes stand for, where raw
	methods   []string        // of the requests that a request fence sends, or a response fence answers
	stub      bool
	lastOf    bool          // the last step of its conversation that is played
	continued bool          // a request that goes on in a send fence
	asks      *wire.Message // the one request that a response answers, where it can be read
	asksCut   bool          // it stops short of its length
	unsent    bool          // it is not well written, so it is not played
	captured  []capture     // those of this fence and of the fences before it
}

// A conversation is the exchanges of one connection, in order.
type conversation struct {
	name   string
	number int    // from 1
	origin string // as origin= names it
	host   string
	server Origin     // that it is played against
	holes  []holeName // of all answers of the server
	steps  []*step
	count  int // exchanges so far
	trace  *Trace
}

// skipped says that the step is shown and not played.
func (s *step) skipped() bool {
	return s.unsent || s.exchange != nil && s.exchange.NoRun != ""
}

// A writer reads the fences of a note in order and pairs them.
type pairing struct {
	script
	named    map[string]*conversation
	conns    int
	open     []*step // requests without a response, in order
	captures []capture
}

// pair makes the script of a note.
func pair(n *note.Note) *script {
	p := &pairing{script: script{note: n, shown: map[*note.Fence]*Shown{}}, named: map[string]*conversation{}}
	type item struct {
		at      int
		heading bool
		fence   *note.Fence
	}
	var items []item
	for _, f := range n.Fences {
		if f.Message {
			items = append(items, item{at: f.Marker.Start, fence: f})
		}
	}
	if len(items) == 0 {
		return &p.script
	}
	for _, h := range n.Headings {
		items = append(items, item{at: h.Node.Pos(), heading: true})
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.at, b.at) })
	for _, i := range items {
		if i.heading {
			p.endSection()
			continue
		}
		p.read(i.fence)
	}
	p.endSection()
	p.finish()
	return &p.script
}

// Documented are the exchanges of a note as it documents them, in its order.
func Documented(n *note.Note) []*Exchange { return pair(n).exchanges }

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
	p.add(s)
	p.open = append(p.open, s)
}

func (p *pairing) newExchange(c *conversation) *Exchange {
	e := &Exchange{Number: len(p.exchanges) + 1, Conn: c.name, unproven: true}
	c.count++
	p.exchanges = append(p.exchanges, e)
	return e
}

// conversation is that of the step's conn, or a new one without a name.
func (p *pairing) conversation(s *step) *conversation {
	if s.settings.conn != "" {
		if c := p.named[s.settings.conn]; c != nil {
			return c
		}
	}
	p.conns++
	c := &conversation{name: s.settings.conn, number: p.conns}
	if c.name != "" {
		p.named[c.name] = c
	}
	return c
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
			s.asks, s.asksCut = asked.messages[0], asked.cut
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
		p.open = slices.DeleteFunc(p.open, func(r *step) bool { return r == asked })
	}
	p.add(s)
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
		if r.norun == "" {
			what := "this request has no response in its section"
			if len(r.exchange.Responses) > 0 {
				what = "this request has no final response in its section"
			}
			p.fault(r.fence.Marker, "request-alone", what,
				"write the response behind it as a line `"+stubText+"` and run wirebook check --update, or say why it is not played: norun=\"…\"")
		}
	}
	p.open = nil
}

// finish checks what could not be known before all fences were read.
func (p *pairing) finish() {
	for _, s := range p.steps {
		p.checkLength(s)
		p.faults = append(p.faults, s.checkHoles(p.note.File)...)
		if s.place == inRequest && !s.skipped() {
			s.exchange.Send = s.sending(p.note.File.Data)
		}
	}
	lastShown := map[*Exchange]*Shown{}
	for _, s := range p.steps {
		if shown := p.shown[s.fence]; shown != nil {
			lastShown[s.exchange] = shown
		}
	}
	for _, shown := range lastShown {
		shown.Last = true
	}
}

// checkLength faults a Content-Length that does not fit what the note shows.
func (p *pairing) checkLength(s *step) {
	if s.raw || s.cut || s.expand || s.continued || s.place == inBytes || len(s.messages) == 0 {
		return
	}
	method := ""
	if s.place == inResponse && len(s.methods) > 0 {
		method = s.methods[len(s.methods)-1]
	}
	m := s.messages[len(s.messages)-1]
	body, ok := m.LastBreak(method, len(findElisions(m.Text, m.Body, m.JSON())) > 0)
	if ok {
		return
	}
	at := s.fence.Body
	for _, f := range m.Fields {
		if strings.EqualFold(m.Name(f), "Content-Length") {
			at = f.Value
			break
		}
	}
	count := fmt.Sprintf("%d bytes", body.Len())
	if m.Body.Len() > body.Len() {
		count += fmt.Sprintf(", or %d with its last line break", m.Body.Len())
	}
	p.fault(at, "content-length", fmt.Sprintf("Content-Length is %s, and the body has %s", p.note.File.Text(at), count),
		"write the length of the body; a body that stops short of its length on purpose says cut in its info string")
}
