package proof

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"net"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
)

// A player plays a plan: each conversation against its origin.
type player struct {
	plan      *plan
	instances map[origin.Origin]origin.Instance
	clients   map[*connection]*client
	bound     map[string]string
	turns     []*turn // of the steps that received something or failed, in order
	answers   map[*exchange.Exchange]*answer
}

// An answer says who answered the request of an exchange.
type answer struct {
	origin   origin.Origin
	server   bool     // the server itself answered, before any handler
	patterns []string // of ServeMux, one for each request that reached it
}

// play sends what the note shows, in order, and keeps what is received. It plays each
// exchange, even if one before it failed.
func play(ctx context.Context, p *plan) (map[*exchange.Step]*turn, map[*exchange.Exchange]*answer) {
	player := newPlayer(p)
	defer player.stop()
	for _, st := range p.Steps {
		if !p.left[st] && ctx.Err() == nil {
			player.step(ctx, st)
		}
	}
	turns := map[*exchange.Step]*turn{}
	for _, t := range player.turns {
		turns[t.step] = t
	}
	return turns, player.answers
}

func newPlayer(p *plan) *player {
	return &player{plan: p, instances: map[origin.Origin]origin.Instance{}, clients: map[*connection]*client{}, bound: map[string]string{}, answers: map[*exchange.Exchange]*answer{}}
}

// turn returns a new turn of a step.
func (p *player) turn(st *exchange.Step) *turn {
	return &turn{step: st, conn: p.plan.connections[st.Conversation], file: p.plan.File(), flags: p.plan.flags}
}

// stop ends everything that is still open.
func (p *player) stop() {
	for _, c := range p.clients {
		c.close()
	}
	for _, i := range p.instances {
		if i != nil {
			i.Stop()
		}
	}
}

// dial opens the connection of a turn. For the first connection of a note to an origin
// it starts an instance. An origin that cannot be started or reached causes one fault in
// a note, not one for each exchange.
func (p *player) dial(ctx context.Context, t *turn) *client {
	o := t.conn.server
	instance, started := p.instances[o]
	var err error
	if !started {
		instance, err = o.Start(ctx)
		p.instances[o] = instance
	}
	if instance == nil && started {
		return nil
	}
	if err == nil {
		var conn net.Conn
		if conn, err = instance.Dial(ctx); err == nil {
			c := newClient(ctx, t.conn.trace.open(conn, t), o.Limit())
			p.clients[t.conn] = c
			return c
		}
		instance.Stop()
	}
	p.instances[o] = nil
	if trouble, ok := errors.AsType[*origin.Trouble](err); ctx.Err() == nil && (!ok || !trouble.Again) {
		t.err = err
		p.turns = append(p.turns, t)
	}
	return nil
}

func (p *player) step(ctx context.Context, st *exchange.Step) {
	t := p.turn(st)
	c := p.clients[t.conn]
	if c == nil {
		if c = p.dial(ctx, t); c == nil {
			return
		}
	}
	t.conn.trace.step(t)
	switch {
	case st.Kind == exchange.InRequest:
		c.send(p.requestBytes(st))
	case st.Send:
		c.send(p.plainBytes(st))
	case st.Kind == exchange.InBytes:
		want := p.plainBytes(st)
		t.raw, t.err = c.bytes(len(want))
		t.match = t.compareBytes(want)
		p.turns = append(p.turns, t)
	default:
		p.receive(c, t)
		p.wentOn(t)
		p.turns = append(p.turns, t)
	}
	if ctx.Err() != nil { // the run was stopped: what is missing is not the origin's fault
		p.turns = slices.DeleteFunc(p.turns, func(other *turn) bool { return other == t })
		return
	}
	if !st.Sends() && !t.match {
		t.explain(p.instances[t.conn.server])
	}
	if t.conn.last == st {
		p.finish(c, t)
	}
}

// wentOn records for earlier answers on a connection that another answer followed them:
// the origin did not close it.
func (p *player) wentOn(t *turn) {
	for _, before := range p.turns {
		if len(t.got) > 0 && before.conn == t.conn && endsConnection(before.step, before.got) {
			before.kept = true
		}
	}
}

// requestBytes returns what a request fence sends.
func (p *player) requestBytes(st *exchange.Step) []byte {
	if st.Raw {
		return p.replace(st, st.Messages[0].Text)
	}
	var out []byte
	for _, m := range st.Messages {
		b := pattern.Builder{Message: m, EOL: st.EOL, Captures: st.Captured, Cut: st.Cut, Continued: st.Continued, Exact: true}
		out = append(out, pattern.BytesOf(b.Build(), p.bound)...)
	}
	return out
}

// plainBytes returns the bytes of a send or recv fence, with captured values in place.
func (p *player) plainBytes(st *exchange.Step) []byte {
	return p.replace(st, st.Plain(p.plan.File().Data))
}

func (p *player) replace(st *exchange.Step, text []byte) []byte {
	for _, c := range st.Captured {
		if v, ok := p.bound[c.Name]; ok {
			text = bytes.ReplaceAll(text, []byte(c.Sample), []byte(v))
		}
	}
	return text
}

// receive reads the responses that a fence documents, and compares them.
func (p *player) receive(c *client, t *turn) {
	st := t.step
	finals := max(1, len(st.Methods))
	only := len(st.Messages) // for a fence of interim responses
	interim := only > 0 && st.Messages[only-1].Interim()
	deadline := c.deadline() // for all answers of the fence together
	for read := 0; finals > 0; {
		m, err := c.response(st.Method(len(t.got)), deadline)
		if m != nil {
			t.got = append(t.got, m)
			read += len(m.Text)
		}
		switch {
		case err != nil:
		case !m.Interim():
			finals--
		case interim && len(t.got) == only:
			finals = 0
		case len(t.got) > mostInterim+only:
			err = errInterim
		}
		if err == nil && read > most {
			err = errFlood
		}
		if err != nil {
			t.err = err
			break
		}
	}
	if t.err == nil && (st.Closes || t.conn.last == st && endsConnection(st, t.got)) {
		t.kept = !c.closed(waitForClose(st))
		t.open = t.kept && st.Closes
	}
	t.bound = maps.Clone(p.bound)
	t.match = t.compare(p.bound) && (t.err == nil || t.err == errClose && len(t.got) == 0 && st.Fence.Body.Len() == 0)
	if !t.match && len(st.Captures) > 0 && len(st.Messages) > 0 {
		t.bind(p.bound)
	}
}

// finish reads a connection to its end, and records the log and who answered.
func (p *player) finish(c *client, t *turn) {
	t.extra, t.end = c.finish()
	delete(p.clients, t.conn)
	instance := p.instances[t.conn.server]
	t.logs = instance.Logged()
	if t.end != nil && t.err == nil {
		t.explain(instance)
	}
	for _, st := range t.conn.Steps {
		if st.Logs == "" || p.plan.left[st] {
			continue
		}
		i := slices.IndexFunc(t.logs, func(line string) bool { return strings.Contains(line, st.Logs) })
		if i < 0 {
			t.missed = st.Logs
			continue
		}
		t.logs = slices.Concat(t.logs[:i], t.logs[i+1:])
	}
	for _, st := range t.conn.Steps {
		if st.Kind == exchange.InRequest && !p.plan.left[st] {
			p.answers[st.Exchange] = answered(st, t.conn.server, instance, c.conn.LocalAddr())
		}
	}
}

// answered asks the instance which handlers saw the requests of a step.
func answered(st *exchange.Step, o origin.Origin, i origin.Instance, conn net.Addr) *answer {
	a := &answer{origin: o}
	for _, m := range st.Messages {
		patterns, ok := i.Answered(conn, string(m.Bytes(m.Method)), string(m.Bytes(m.Target)))
		a.server = ok && len(patterns) == 0
		a.patterns = append(a.patterns, patterns...)
	}
	return a
}
