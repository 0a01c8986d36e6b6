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

// A turn is a step that was played: what was received for it, and how it compares
// with what is documented.
type turn struct {
	step *exchange.Step
	conn *connection
	file *source.File

	got    []*wire.Message
	raw    []byte // recv
	err    error
	match  bool   // what was received is what is documented
	tired  bool   // the comparison gave up: the elisions can be read in too many ways
	extra  []byte // what was received after the last response of a connection
	end    error  // how the connection ended, where not well
	kept   bool   // the origin did not close, where it must
	open   bool   // the same, where closes asks for it
	logs   []string
	tail   []string // what the origin logged last, where it failed
	missed string   // an expected line that was not logged
	bound  map[string]string

	twin, before, after *wire.Message // that some rules ask for
}

// compare says that what was received is what the fence documents.
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
		b.Exact = true // every … may be meant as itself
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

// builder makes the pattern of the ith response of the fence.
func (t *turn) builder(i int) *pattern.Builder { return t.step.Builder(i, t.conn.holes) }

// compareBytes compares the bytes of a recv fence.
func (t *turn) compareBytes(want []byte) bool { return t.err == nil && bytes.Equal(t.raw, want) }

// name of the connection and the exchange in messages.
func (t *turn) name() string {
	return fmt.Sprintf("connection %d, exchange %d", t.conn.Number, t.step.Exchange.Number)
}

// request says which request was sent, and on which connection to whom.
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

// fault is a fault of the turn, with its request and the line that it is about.
func (t *turn) fault(span source.Span, id, what, do string, exit int) source.Fault {
	f := source.Fault{File: t.file, Span: span, ID: id, What: what, Do: do, Exit: exit, Request: t.request(), Exchange: t.step.Exchange.Number}
	f.Shown = append([]source.Line{{Mark: source.Request, Text: "request   " + f.Request}}, source.Excerpt(t.file, span)...)
	return f
}

// accept says how to take over what was received.
func (t *turn) accept() string {
	number, _ := t.file.Position(t.step.Fence.Marker.Start)
	return fmt.Sprintf("accept it: wirebook check --update %s:%d", t.file.Name, number)
}
