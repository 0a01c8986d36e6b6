package proof

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"wirebook/generator/exchange"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// closeRules are the rules that a connection which stays open breaks.
var closeRules = []string{"close-done", "close-asked", "smuggle-close"}

// waitForClose returns how long the origin has to close the connection. 0 stands for the
// usual limit; the wait is short if the note already says that the origin does not
// close.
func waitForClose(s *exchange.Step) time.Duration {
	for _, id := range s.Breaks {
		if slices.Contains(closeRules, id) {
			return 100 * time.Millisecond
		}
	}
	return 0
}

// endsConnection reports whether the server must close the connection after these
// responses (RFC 9112 sections 6.1 and 9.6). It need not close before it has received
// all of a request.
func endsConnection(s *exchange.Step, got []*wire.Message) bool {
	if len(got) == 0 || s.Asks == nil || s.AsksCut {
		return false
	}
	final := got[len(got)-1]
	if final.Code == 101 || final.Code < 200 {
		return false
	}
	_, length := s.Asks.Get("Content-Length")
	_, coded := s.Asks.Get("Transfer-Encoding")
	return hasOption(final, "close") || hasOption(s.Asks, "close") || length && coded
}

// hasOption reports whether Connection lists the option.
func hasOption(m *wire.Message, option string) bool {
	for _, v := range m.Values("Connection") {
		for o := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(o), option) {
				return true
			}
		}
	}
	return false
}

// twins plays what some rules need to know besides the exchange itself: the same request
// as GET, or without its condition, and for PUT a GET before and after it. Each is
// played on a new instance of the origin, brought to the state in which the exchange
// finds it; other origins are not asked again, unless the note captures what they send.
func (t *turn) twins(ctx context.Context, p *plan) {
	st := t.step
	if !t.match || len(t.got) == 0 || st.Asks == nil || len(t.conn.Steps) != 2 || st.AsksCut || !t.conn.server.Fresh() || t.conn.Steps[0].Raw {
		return
	}
	final := t.got[len(t.got)-1]
	switch method := st.Methods[0]; {
	case method == "HEAD":
		t.twin = t.instead(ctx, p, "GET", false)
	case final.Code == 304, final.Code == 206:
		t.twin = t.instead(ctx, p, method, false)
	case method == "PUT" && final.Code >= 200 && final.Code < 300:
		t.before = t.instead(ctx, p, "GET", false)
		t.after = t.instead(ctx, p, "GET", true)
	}
}

// instead plays the note up to the request of a step or, if behind is set, up to its
// answer. It then sends the request with the given method and without its conditions,
// and without its content if the method is another one.
func (t *turn) instead(ctx context.Context, plan *plan, method string, behind bool) *wire.Message {
	p := newPlayer(plan)
	defer p.stop()
	request := t.conn.Steps[0]
	for _, st := range plan.Steps {
		if st == request && !behind {
			break
		}
		if !plan.left[st] && ctx.Err() == nil && (plan.connections[st.Conversation].server == t.conn.server || len(t.step.Captured) > 0) {
			p.step(ctx, st)
		}
		if st == t.step {
			break
		}
	}
	c := p.dial(ctx, &turn{step: request, conn: &connection{Conversation: t.conn.Conversation, server: t.conn.server}, file: t.file})
	if c == nil {
		return nil
	}
	c.send(unconditional(p.requestBytes(request), method))
	deadline := c.deadline()
	m, err := c.response(method, deadline)
	for n := 0; err == nil && m.Interim() && n < mostInterim; n++ {
		m, err = c.response(method, deadline)
	}
	c.finish()
	if err != nil {
		return nil
	}
	return m
}

// unconditional returns a request without its conditions and its range, and with the
// given method.
func unconditional(request []byte, method string) []byte {
	m := wire.Parse(request, source.Span{End: len(request)}, wire.Request, "")
	was := string(request[m.Method.Start:m.Method.End])
	var b bytes.Buffer
	b.WriteString(method)
	b.Write(request[m.Method.End:m.Start.End])
	b.WriteString("\r\n")
	for _, f := range m.Fields {
		name := strings.ToLower(m.Name(f))
		switch {
		case strings.HasPrefix(name, "if-"), name == "range":
		case was != method && (strings.HasPrefix(name, "content-") || name == "expect" || name == "transfer-encoding"):
		default:
			b.Write(request[f.Line.Start:f.Line.End])
			b.WriteString("\r\n")
		}
	}
	b.WriteString("\r\n")
	if was == method {
		b.Write(request[m.Body.Start:m.Body.End])
	}
	return b.Bytes()
}
