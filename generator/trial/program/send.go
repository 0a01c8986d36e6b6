package program

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"wirebook/generator/goal"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An Event is something that happened on a connection during a trial.
type Event struct {
	Event string  `json:"event"` // sent, data, end, closed or log
	At    float64 `json:"at"`    // milliseconds since the trial began
	Bytes int     `json:"bytes,omitempty"`
	Text  string  `json:"text,omitempty"`
}

// A Trial is what is asked of Send.
type Trial struct {
	Bytes []byte
	Conn  int  // the number of a conversation, or another, of a connection of the reader's own; 0 is that of the exchange
	Keep  bool // the connection stays open for more
	Like  int  // the exchange that it is compared with; 0 is that of Begin, on its connection

	Goal *goal.Goal // of the task that it is an attempt at, or nil
}

// A Report is what came of a trial.
type Report struct {
	By       string    `json:"by"`
	Sent     []Shown   `json:"sent"`
	Received []Shown   `json:"received"`
	Extra    string    `json:"extra,omitempty"` // bytes behind the last response, escaped by the page
	Ending   string    `json:"ending"`          // closed: by the origin; done: by the client; open: it was kept; silent: nothing came in time
	Wait     int       `json:"wait"`            // milliseconds that the origin was waited for
	Lacks    int       `json:"lacks"`           // bytes of content that the request promises and does not send
	Events   []Event   `json:"events"`
	Broken   []Finding `json:"broken"`
	Log      []string  `json:"log"`
	Words    []string  `json:"words"`    // how request and answer differ from the documented ones
	Lines    []Line    `json:"lines"`    // the same, of the answer, by line; none where nothing differs
	Same     bool      `json:"same"`     // the request is the documented one
	Goes     bool      `json:"goes"`     // the bytes go on with a request that was begun
	Switched bool      `json:"switched"` // the connection speaks another protocol

	// Missing says what the answer lacks for the goal, "" if nothing; nil without one.
	Missing *string `json:"missing,omitempty"`
}

// Send sends a reader's bytes and reads what the origin answers. tell hears each event as
// it happens; it may be nil.
func (p *Program) Send(t Trial, tell func(Event)) (*Report, error) {
	r := &Report{Sent: []Shown{}, Received: []Shown{}, By: p.By(), Wait: int(p.limit.Milliseconds())}
	number, like := t.Conn, t.Like
	if p.exchange > 0 {
		own := p.note.Steps[p.note.request(p.exchange)].Conn
		if number == 0 {
			number = own
		}
		if like == 0 && number == own {
			like = p.exchange
		}
	}
	documented, err := p.documented(like)
	if err != nil {
		return nil, err
	}
	p.spent = true
	c, err := p.dial(number)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	event := func(kind string, bytes int, text string) {
		e := Event{Event: kind, At: float64(time.Since(began).Microseconds()) / 1000, Bytes: bytes, Text: text}
		r.Events = append(r.Events, e)
		if tell != nil {
			tell(e)
		}
	}
	c.heard = func(b []byte, ended bool) {
		if len(b) > 0 {
			event("data", len(b), "")
		}
		if ended {
			event("end", 0, "")
		}
	}
	defer func() { c.heard = nil }()
	got := p.exchangeOf(c, t, r, event)
	r.Switched = c.switched
	for _, line := range p.log.Take() {
		event("log", 0, line)
		r.Log = append(r.Log, line)
	}
	if c.half || c.ended {
		delete(p.clients, number)
	}
	if c.begun == nil && len(got.requests) > 0 { // the request is there as a whole
		r.Broken = p.broken(got, r.Ending)
	}
	if t.Goal != nil {
		missing := t.Goal.Missing(got.received)
		r.Missing = &missing
	}
	if part := c.nth - 1; part >= 0 && part < len(documented) && len(got.requests) > 0 {
		r.compare(documented[part], got)
		if like != p.exchange && r.Same {
			r.Words[0] = fmt.Sprintf("You sent the request of exchange %d as the note shows it.", like)
		}
	}
	return r, nil
}

// An answer is a request, as far as it is one, and what was received for it.
type answer struct {
	raw      []byte
	requests []*wire.Message
	received []*wire.Message
	extra    []byte
}

// exchangeOf sends the bytes and receives what is to be received for them.
func (p *Program) exchangeOf(c *client, t Trial, r *Report, event func(string, int, string)) *answer {
	if c.switched {
		return p.bytesOf(c, t, r, event)
	}
	whole := slices.Concat(c.begun, t.Bytes)
	if r.Goes = c.begun != nil; !r.Goes {
		c.nth = 0
	}
	c.begun = nil
	c.nth++
	a := &answer{raw: t.Bytes, requests: requestsOf(whole)}
	var methods []string
	for _, m := range a.requests {
		methods = append(methods, string(m.Bytes(m.Method)))
		r.Sent = append(r.Sent, show(m, 0))
		r.Lacks = lacks(m)
	}
	event("sent", len(t.Bytes), "")
	c.conn.Write(t.Bytes)
	at := func() float64 { return r.Events[len(r.Events)-1].At }
	step := Step{Methods: methods}
	r.Ending = "done"
	for finals := max(1, len(methods)); finals > 0 && len(a.received) < mostInterim; {
		m, err := c.response(step.method(len(a.received)))
		if m != nil {
			a.received = append(a.received, m)
			r.Received = append(r.Received, show(m, at()))
			if !m.Interim() {
				finals--
			}
			if c.switched = m.Code == 101; c.switched {
				break
			}
			if m.Code == 100 && r.Lacks > 0 {
				c.begun = whole
				break
			}
		}
		if err != nil {
			r.Ending = "silent"
			break
		}
	}
	if r.Ending == "done" && announcesEnd(a) {
		c.more() // until it is there
	}
	switch {
	case c.ended:
	case c.begun != nil:
		r.Ending = "open"
	case t.Keep:
		if r.Ending == "done" {
			r.Ending = "open"
		}
	case r.Ending == "silent":
	default:
		a.extra = c.finish()
		event("closed", 0, "")
	}
	if c.ended && !c.half {
		r.Ending = "closed"
		a.extra = c.finish()
	}
	if len(a.extra) > 0 {
		r.Extra = pattern.Latin1(a.extra)
	}
	return a
}

// bytesOf sends bytes of another protocol, if there are any, and receives what the server sends.
func (p *Program) bytesOf(c *client, t Trial, r *Report, event func(string, int, string)) *answer {
	if len(t.Bytes) > 0 {
		event("sent", len(t.Bytes), "")
		c.conn.Write(t.Bytes)
	}
	a := &answer{raw: t.Bytes}
	var err error
	a.extra, err = c.whatever()
	switch {
	case c.ended:
		r.Ending = "closed"
		c.finish()
	case !t.Keep:
		r.Ending = "done"
		a.extra = append(a.extra, c.finish()...)
		event("closed", 0, "")
	case err != nil:
		r.Ending = "silent"
	default:
		r.Ending = "open"
	}
	r.Extra = pattern.Latin1(a.extra)
	return a
}

// announcesEnd reports whether the origin says that it closes the connection (RFC 9112
// section 9.6).
func announcesEnd(a *answer) bool {
	last := a.received[len(a.received)-1]
	return slices.ContainsFunc(last.Values("Connection"), func(v string) bool { return strings.Contains(strings.ToLower(v), "close") })
}

// End closes the sending half of a connection that was kept, and returns what the origin
// still sent.
func (p *Program) End(t Trial, tell func(Event)) (*Report, error) {
	t.Bytes, t.Keep = nil, false
	return p.Send(t, tell)
}

// requestsOf splits what is sent into requests. What follows a request that has no end
// is part of it.
func requestsOf(b []byte) (out []*wire.Message) {
	for at := 0; at < len(b) && len(out) < mostInterim; {
		m := wire.Parse(b, source.Span{Start: at, End: len(b)}, wire.Request, "")
		if m.Span.End <= at {
			break
		}
		m.Text = b
		out = append(out, m)
		at = m.Span.End
	}
	return out
}

// lacks is how many bytes of content a request promises and does not send.
func lacks(m *wire.Message) int {
	framing, length := m.Framing("")
	if framing != wire.ByLength {
		return 0
	}
	return max(0, length-m.Body.Len())
}
