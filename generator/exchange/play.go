package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"wirebook/generator/wire"
)

// A played is what came for one step, and what it was compared with.
type played struct {
	step   *step
	got    []*wire.Message
	raw    []byte // recv
	err    error
	match  bool
	tired  bool   // the comparison gave up: the elisions can be read in too many ways
	extra  []byte // what came behind the last response of a connection
	end    error  // how the connection ended, where not well
	kept   bool   // the origin did not close, where it must
	open   bool   // the same, where closes asks for it
	logs   []string
	tail   []string // what the origin logged last, where it failed
	missed string   // an expected line that was not logged
	bound  map[string]string

	twin, before, after *wire.Message // that some rules ask for
}

// A player plays the script of one note, each conversation against its origin.
type player struct {
	script    *script
	instances map[Origin]Instance
	clients   map[*conversation]*client
	bound     map[string]string
	out       []*played
}

// play sends what the note shows, in its order, and keeps what came. Each
// exchange is played, whatever became of the one before it.
func play(ctx context.Context, s *script) []*played {
	last := map[*conversation]*step{}
	for _, st := range s.steps {
		if !st.skipped() {
			last[st.conn] = st
		}
	}
	for _, st := range s.steps {
		st.lastOf = last[st.conn] == st
	}
	p := newPlayer(s)
	defer p.stop()
	for _, st := range s.steps {
		if !st.skipped() && ctx.Err() == nil {
			p.step(ctx, st)
		}
	}
	return p.out
}

func newPlayer(s *script) *player {
	return &player{script: s, instances: map[Origin]Instance{}, clients: map[*conversation]*client{}, bound: map[string]string{}}
}

// stop ends what is still open.
func (p *player) stop() {
	for _, c := range p.clients {
		c.conn.Close()
	}
	for _, i := range p.instances {
		if i != nil {
			i.Stop()
		}
	}
}

// dial opens the connection of a step, on a fresh instance of its origin where
// it is the first of the note. An origin that cannot be started or reached is
// one failure in a note, not one for each exchange.
func (p *player) dial(ctx context.Context, st *step) *client {
	o := st.conn.server
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
			c := &client{conn: st.conn.trace.open(conn, p.script.note.File, st), limit: o.Limit()}
			p.clients[st.conn] = c
			return c
		}
		instance.Stop()
	}
	p.instances[o] = nil
	if t, ok := errors.AsType[*trouble](err); ctx.Err() == nil && (!ok || !t.again) {
		p.out = append(p.out, &played{step: st, err: err})
	}
	return nil
}

func (p *player) step(ctx context.Context, st *step) {
	c := p.clients[st.conn]
	if c == nil {
		if c = p.dial(ctx, st); c == nil {
			return
		}
	}
	st.conn.trace.step(p.script.note.File, st)
	out := &played{step: st}
	switch {
	case st.place == inRequest:
		c.send(p.requestBytes(st))
	case st.send:
		c.send(p.plainBytes(st))
	case st.place == inBytes:
		want := p.plainBytes(st)
		out.raw, out.err = c.bytes(len(want))
		out.match = out.err == nil && bytes.Equal(out.raw, want)
		p.out = append(p.out, out)
	default:
		p.receive(c, out)
		p.wentOn(out)
		p.out = append(p.out, out)
	}
	if st.place != inRequest && !st.send && !out.match {
		out.explain(p.instances[st.conn.server])
	}
	if st.lastOf {
		p.finish(c, out)
	}
}

// wentOn notes of earlier answers on a connection that another one came behind
// them: the origin did not close.
func (p *player) wentOn(out *played) {
	for _, before := range p.out {
		if len(out.got) > 0 && before.step.conn == out.step.conn && before.step.endsConnection(before.got) {
			before.kept = true
		}
	}
}

// requestBytes are what a request fence sends.
func (p *player) requestBytes(st *step) []byte {
	if st.raw {
		return p.replace(st, st.messages[0].Text)
	}
	var out []byte
	for _, m := range st.messages {
		b := builder{m: m, eol: st.eol, captures: st.captured, cut: st.cut, more: st.continued, exact: true}
		out = append(out, bytesOf(b.build(), p.bound)...)
	}
	return out
}

// plainBytes are those of a send or recv fence, with what was captured.
func (p *player) plainBytes(st *step) []byte {
	return p.replace(st, st.plain(p.script.note.File.Data))
}

// plain are the bytes of a send or recv fence. The line break before the closing
// fence is not one of them.
func (s *step) plain(data []byte) []byte {
	text := bytes.TrimSuffix(data[s.fence.Body.Start:s.fence.Body.End], []byte("\n"))
	if s.expand {
		text, _, _ = expand(text)
	}
	if s.raw {
		text, _, _ = unescape(text)
	}
	return text
}

func (p *player) replace(st *step, text []byte) []byte {
	for _, c := range st.captured {
		if v, ok := p.bound[c.name]; ok {
			text = bytes.ReplaceAll(text, []byte(c.sample), []byte(v))
		}
	}
	return text
}

// receive reads the responses that a fence documents, and compares them.
func (p *player) receive(c *client, out *played) {
	st := out.step
	finals := max(1, len(st.methods))
	only := len(st.messages) // of a fence of interim responses
	interim := only > 0 && st.messages[only-1].Interim()
	for finals > 0 {
		m, err := c.response(st.method(len(out.got)))
		if m != nil {
			out.got = append(out.got, m)
		}
		if err != nil {
			out.err = err
			break
		}
		if !m.Interim() {
			finals--
		} else if interim && len(out.got) == only {
			break
		}
	}
	if out.err == nil && (st.closes || st.lastOf && st.endsConnection(out.got)) {
		out.kept = !c.closed(st.waitForClose())
		out.open = out.kept && st.closes
	}
	out.bound = map[string]string{}
	for k, v := range p.bound {
		out.bound[k] = v
	}
	out.match = out.compare(p.bound) && (out.err == nil || out.err == errClose && len(out.got) == 0 && st.fence.Body.Len() == 0)
	if !out.match && len(st.settings.captures) > 0 && len(st.messages) > 0 {
		out.bind(p.script.note.File, p.bound)
	}
}

// finish reads a connection to its end.
func (p *player) finish(c *client, out *played) {
	out.extra, out.end = c.finish()
	delete(p.clients, out.step.conn)
	instance := p.instances[out.step.conn.server]
	out.logs = instance.Logged()
	if out.end != nil && out.err == nil {
		out.explain(instance)
	}
	var expected []string
	for _, st := range out.step.conn.steps {
		if st.logs != "" && !st.skipped() {
			expected = append(expected, st.logs)
		}
	}
	for _, e := range expected {
		found := false
		for i, line := range out.logs {
			if strings.Contains(line, e) {
				out.logs = append(out.logs[:i:i], out.logs[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			out.missed = e
		}
	}
	for _, st := range out.step.conn.steps {
		if st.place == inRequest && !st.skipped() {
			st.answered(instance, c.conn.LocalAddr())
		}
	}
}

// answered keeps which handlers saw the requests of a step.
func (s *step) answered(i Instance, conn net.Addr) {
	e := s.exchange
	e.By = s.conn.server.By()
	e.patterns = nil
	for _, m := range s.messages {
		patterns, ok := i.Answered(conn, string(m.Text[m.Method.Start:m.Method.End]), string(m.Text[m.Target.Start:m.Target.End]))
		e.Server = ok && len(patterns) == 0
		e.patterns = append(e.patterns, patterns...)
	}
}

// name of a connection and an exchange in messages.
func (s *step) name() string {
	return fmt.Sprintf("connection %d, exchange %d", s.conn.number, s.exchange.Number)
}
