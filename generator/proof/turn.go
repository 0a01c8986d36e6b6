package proof

import (
	"bytes"
	"fmt"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A turn is a step that was played: what was received for it, and how that compares with
// what is documented.
type turn struct {
	step *exchange.Step
	conn *connection
	file *source.File

	flags string // the flags of check --update for this run

	got    []*wire.Message
	raw    []byte // recv
	err    error
	match  bool   // what was received matches what is documented
	tired  bool   // the comparison gave up: the elisions can be read in too many ways
	extra  []byte // what was received after the last response of a connection
	end    error  // the error with which the connection ended, if any
	kept   bool   // the origin did not close the connection, although it must
	open   bool   // the origin did not close the connection, although the note says closes
	logs   []string
	tail   []string // the end of the origin's log, if the exchange failed
	missed string   // an expected line that was not logged
	bound  map[string]string

	twin, before, after *wire.Message // responses that some rules need
}

// compare reports whether what was received is what the fence documents.
func (t *turn) compare(bound map[string]string) bool {
	st := t.step
	if st.Stub || len(t.got) != len(st.Messages) {
		return false
	}
	for i, m := range t.got {
		if !m.Complete && !st.Cut {
			return false
		}
		b := t.builder(i)
		b.Exact = true // first read every … as the character itself
		ok, _ := pattern.Match(b.Build(), m.Text, bound)
		if !ok {
			b.Exact = false
			ok, t.tired = pattern.Match(b.Build(), m.Text, bound)
		}
		if !ok && b.Follows(m) {
			b.Holes = st.Placed(i, t.conn.holes, true)
			ok, t.tired = pattern.Match(b.Build(), m.Text, bound)
		}
		if !ok {
			return false
		}
	}
	return true
}

// builder returns a builder for the pattern of the ith response of the fence.
func (t *turn) builder(i int) *pattern.Builder { return t.step.Builder(i, t.conn.holes) }

// compareBytes compares the bytes of a recv fence.
func (t *turn) compareBytes(want []byte) bool { return t.err == nil && bytes.Equal(t.raw, want) }

// name returns the connection and the exchange as messages name them.
func (t *turn) name() string {
	return fmt.Sprintf("connection %d, exchange %d", t.conn.Number, t.step.Exchange.Number)
}

// request says which request was sent, on which connection, and to whom.
func (t *turn) request() string {
	e := t.step.Exchange
	if e.Request == nil {
		return ""
	}
	number, _ := t.file.Position(e.Request.Body.Start)
	first, _, _ := strings.Cut(t.file.Text(e.Request.Body), "\n")
	first = source.Clip(first, source.LongestQuoted)
	return fmt.Sprintf("%s:%d   %s   (%s, %s)", t.file.Name, number, source.Visible(first), t.name(), t.conn.server.By())
}

// fault returns a fault of the turn, with its request and an excerpt.
func (t *turn) fault(span source.Span, id, what, do string, exit int) source.Fault {
	f := source.Fault{File: t.file, Span: span, ID: id, What: what, Do: do, Exit: exit, Request: t.request(), Exchange: t.step.Exchange.Number}
	f.Shown = append([]source.Line{{Mark: source.Request, Text: "request   " + f.Request}}, source.Excerpt(t.file, span)...)
	return f
}

// accept says how to take what was received into the note.
func (t *turn) accept() string {
	flags := t.flags
	if t.changesClass() {
		flags += "--allow-class-change "
	}
	return "accept it: " + updateOf(t.step, t.file, flags)
}

// updateOf is the command that writes the response of a step, with those flags.
func updateOf(s *exchange.Step, file *source.File, flags string) string {
	line, _ := file.Position(s.Fence.Marker.Start)
	return fmt.Sprintf("wirebook check --update %s%s:%d", flags, file.Name, line)
}

// changesClass reports whether the received status code is of another class than the
// documented one.
func (t *turn) changesClass() bool {
	documented, came := len(t.step.Messages), len(t.got)
	return documented > 0 && came > 0 && t.step.Messages[documented-1].Code/100 != t.got[came-1].Code/100
}

// versionless says what to do if the request line has no version, which no server of
// today answers as the note shows; it returns "" if it has one.
func (t *turn) versionless() string {
	if m := t.step.Asks; m != nil && !bytes.HasPrefix(m.Bytes(m.Version), []byte("HTTP/")) {
		return fmt.Sprintf("the request line has no version: write %s HTTP/1.1", source.Clip(string(m.Bytes(m.Start)), source.LongestQuoted))
	}
	return ""
}
