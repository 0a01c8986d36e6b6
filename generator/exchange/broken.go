package exchange

import (
	"fmt"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// explain asks the instance why an exchange failed.
func (p *played) explain(i Instance) {
	if p.step.stub && p.err == nil {
		return // nothing failed
	}
	closed := p.err == errClose
	if n := len(p.got); n > 0 {
		closed = closed || !p.got[n-1].Complete
	}
	gone, log := i.Failing(closed)
	if gone != nil {
		p.err = gone
	}
	p.tail = log
}

// mismatch is the fault of a response that is not what is documented: a
// difference, which may be of an answer that no note could document as it is.
func (p *played) mismatch(file *source.File) source.Fault {
	f := p.difference(file)
	if what := p.broken(); what != "" {
		f.What, f.Exit = what, source.ExitOrigin
		f.Do = "mend the origin; a response that is to be like this says raw or cut"
	}
	return f
}

// broken says what is wrong with a last message that is none, or that ends too soon.
func (p *played) broken() string {
	n := len(p.got)
	if n == 0 || p.step.raw || p.step.cut {
		return ""
	}
	documented := len(p.step.messages) > 0 && p.step.messages[len(p.step.messages)-1].Code != 0
	switch m := p.got[n-1]; {
	case m.Code == 0 && documented:
		return "what the origin sent is not HTTP: it does not begin with a status line"
	case m.Code != 0 && (!m.Complete || !headEnds(m.Text)):
		return "the origin closed the connection before its answer was complete: " + p.short(m)
	}
	return ""
}

// short says how much of a message came.
func (p *played) short(m *wire.Message) string {
	body := m.Body.Len()
	framing, _ := m.Framing(p.step.method(len(p.got) - 1))
	switch length, ok := m.Get("Content-Length"); {
	case !headEnds(m.Text[m.Head.Start:m.Head.End]):
		return fmt.Sprintf("%d bytes of its head", m.Span.Len())
	case framing == wire.ByLength && ok:
		return fmt.Sprintf("%d bytes of a body of %s", body, length)
	case framing == wire.ByChunks:
		return fmt.Sprintf("%d bytes of a chunked body, without its last chunk", body)
	}
	return fmt.Sprintf("%d bytes of its body", body)
}

// unended says what came within the deadline of an answer that did not end.
func (p *played) unended() string {
	limit := p.step.conn.server.Limit()
	if len(p.got) == 0 {
		return fmt.Sprintf("the origin sent only %d bytes within %s", len(p.raw), limit)
	}
	m := p.got[len(p.got)-1]
	if m.Code == 0 {
		return fmt.Sprintf("what the origin sent within %s is not HTTP, and the connection stayed open", limit)
	}
	return fmt.Sprintf("the answer did not end within %s: %s", limit, p.short(m))
}
