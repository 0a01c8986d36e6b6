package proof

import (
	"fmt"

	"wirebook/generator/origin"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// explain asks the instance why an exchange failed.
func (t *turn) explain(i origin.Instance) {
	if t.step.Stub && t.err == nil {
		return // nothing failed
	}
	closed := t.err == errClose
	if n := len(t.got); n > 0 {
		closed = closed || !t.got[n-1].Complete
	}
	log, gone := i.Failing(closed)
	if gone != nil {
		t.err = gone
	}
	t.tail = log
}

// mismatch returns the fault of a response that is not what is documented. If no note
// could document it as it is, the fault says so instead of showing a difference alone.
func (t *turn) mismatch() source.Fault {
	f := t.difference()
	if what := t.broken(); what != "" {
		f.What, f.Exit = what, source.ExitOrigin
		f.Do = "correct the origin; if the response is meant to be like this, write raw or cut in its info string"
	}
	if do := t.versionless(); do != "" {
		f.Do = do
	}
	return f
}

// broken says what is wrong with a last message that is not HTTP or that ends too soon,
// or returns "".
func (t *turn) broken() string {
	n := len(t.got)
	if n == 0 || t.step.Raw || t.step.Cut {
		return ""
	}
	documented := len(t.step.Messages) > 0 && t.step.Messages[len(t.step.Messages)-1].Code != 0
	switch m := t.got[n-1]; {
	case m.Code == 0 && documented:
		return "what the origin sent is not HTTP: it does not begin with a status line"
	case m.Code != 0 && (!m.Complete || !wire.HeadEnds(m.Text)):
		return "the origin closed the connection before its answer was complete: " + t.short(m)
	}
	return ""
}

// short says how much of a message was received.
func (t *turn) short(m *wire.Message) string {
	body := m.Body.Len()
	framing, _ := m.Framing(t.step.Method(len(t.got) - 1))
	switch length, ok := m.Get("Content-Length"); {
	case !wire.HeadEnds(m.Text[m.Head.Start:m.Head.End]):
		return fmt.Sprintf("%d bytes of its head", m.Span.Len())
	case framing == wire.ByLength && ok:
		return fmt.Sprintf("%d bytes of a body of %s", body, length)
	case framing == wire.ByChunks:
		return fmt.Sprintf("%d bytes of a chunked body, without its last chunk", body)
	}
	return fmt.Sprintf("%d bytes of its body", body)
}

// unended says what was received within the deadline of an answer that did not end.
func (t *turn) unended() string {
	limit := t.conn.server.Limit()
	if len(t.got) == 0 {
		return fmt.Sprintf("the origin sent only %d bytes within %s", len(t.raw), limit)
	}
	m := t.got[len(t.got)-1]
	if m.Code == 0 {
		return fmt.Sprintf("what the origin sent within %s is not HTTP, and the connection stayed open", limit)
	}
	return fmt.Sprintf("the answer did not end within %s: %s", limit, t.short(m))
}
