package exchange

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An Edit puts a text in the place of a span of a note.
type Edit struct {
	Span source.Span
	Text string
}

// Apply makes the edits, which must be in order and must not overlap.
func Apply(data []byte, edits []Edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, data[at:e.Span.Start]...)
		out = append(out, e.Text...)
		at = e.Span.End
	}
	return append(out, data[at:]...)
}

// An Update says what may be rewritten.
type Update struct {
	Lines            []int // only the exchanges at these lines; all where there are none
	AllowClassChange bool
}

// A Rewritten is what Rewrite found: what to write, and what need not stand in
// the note.
type Rewritten struct {
	Edits   []Edit
	Notices []source.Fault // holes that both runs did without
}

// Rewrite plays a note and writes what came into its response fences: only where
// it is not what is documented, and with the elisions, holes and captures that still
// fit. It then plays the new text on a fresh origin; what differs between the
// two is a fault, and so is what a fence cannot hold. Where there are faults,
// the edits must not be made.
func (p *Prover) Rewrite(ctx context.Context, n *note.Note, u Update) (r Rewritten, faults []source.Fault) {
	s := pair(n)
	faults = append(s.faults, p.choose(s)...)
	if len(faults) > 0 {
		return r, faults
	}
	changed := map[int]bool{} // by number of exchange
	defer s.takeTurns()()
	s.restart()
	first := play(ctx, s)
	for _, c := range first {
		if !u.covers(n.File, c.step.exchange) {
			continue
		}
		found := len(faults)
		for _, f := range c.faults(n.File) {
			if f.ID != "difference" && f.ID != "elision-unused" && f.ID != "stub" || c.step.place != inResponse {
				faults = append(faults, f)
			}
		}
		if c.match || c.step.place != inResponse || len(faults) > found {
			continue
		}
		if f, bad := c.refuse(n.File, u); bad {
			faults = append(faults, f)
			continue
		}
		changed[c.step.exchange.Number] = true
		r.Edits = append(r.Edits, c.edits(n.File)...)
	}
	if len(faults) > 0 || len(r.Edits) == 0 && !s.hasHoles() {
		return r, faults
	}
	second, faults := p.again(ctx, n, r.Edits, changed)
	if len(faults) == 0 {
		r.Notices = steady(n.File, first, second)
	}
	return r, faults
}

// again plays the new text of a note, and faults what came otherwise this time.
func (p *Prover) again(ctx context.Context, n *note.Note, edits []Edit, changed map[int]bool) (second []*played, faults []source.Fault) {
	file := &source.File{Name: n.File.Name, Data: Apply(n.File.Data, edits), CRLF: n.File.CRLF}
	fresh, faults := n.Again(file)
	s := pair(fresh)
	faults = append(append(faults, s.faults...), p.choose(s)...)
	if len(faults) > 0 {
		return nil, faults
	}
	s.restart()
	second = play(ctx, s)
	for _, c := range second {
		if c.match || !changed[c.step.exchange.Number] || c.step.place != inResponse {
			continue
		}
		f := c.difference(file)
		f.ID = "unsteady"
		what := strings.TrimSuffix(f.What, " is not what the origin sent")
		f.What = what + " differs from one run to the next"
		f.Do = "give what varies a hole or a capture, or elide it"
		if field := fieldAt(c.step, f.Span); field != "" {
			f.Do = fmt.Sprintf("it may vary: hole=%q", field)
		}
		faults = append(faults, f)
	}
	return second, faults
}

func (s *script) hasHoles() bool {
	for _, st := range s.steps {
		if len(st.holes) > 0 {
			return true
		}
	}
	return false
}

// steady lists the holes whose value was the same in both runs, and the same as
// in the note: they may not be needed.
func steady(file *source.File, first, second []*played) (notices []source.Fault) {
	for i, a := range first {
		if i >= len(second) || len(a.got) == 0 || len(second[i].got) == 0 || len(a.step.messages) == 0 || len(a.step.holes) == 0 {
			continue
		}
		for _, h := range a.step.holes {
			if h.code != "" {
				continue
			}
			documented, _ := valueOf(h, a.step.messages)
			one, ok := valueOf(h, a.got)
			two, _ := valueOf(h, second[i].got)
			if ok && one == two && one == documented {
				notices = append(notices, source.Fault{File: file, Span: h.span, ID: "hole-not-needed",
					What: fmt.Sprintf("the hole %s may not be needed: both runs gave %q", h.text, one), Do: "remove it, if the value is always the same"})
			}
		}
	}
	return notices
}

// valueOf is what stands in a hole of the final response.
func valueOf(h holeName, messages []*wire.Message) (string, bool) {
	m := messages[len(messages)-1]
	at, ok := h.find(m)
	return string(m.Text[at.Start:at.End]), ok
}

// fieldAt is the name of the field at a place of a documented response.
func fieldAt(s *step, at source.Span) string {
	for _, m := range s.messages {
		for _, f := range m.Fields {
			if f.Line.Start <= at.Start && at.Start <= f.Line.End {
				return m.Name(f)
			}
		}
	}
	return ""
}

// covers says that an exchange may be rewritten.
func (u Update) covers(file *source.File, e *Exchange) bool {
	if len(u.Lines) == 0 {
		return true
	}
	for _, line := range u.Lines {
		if e.At(file, line) {
			return true
		}
	}
	return false
}

// At says that a line of the note is in one of the fences of the exchange.
func (e *Exchange) At(file *source.File, line int) bool {
	for _, f := range slices.Concat([]*note.Fence{e.Request}, e.Responses, e.Sent) {
		if f == nil {
			continue
		}
		first, _ := file.Position(f.Marker.Start)
		last, _ := file.Position(f.Close.End)
		if first <= line && line <= last {
			return true
		}
	}
	return false
}

// refuse says why what came must not or cannot be written into the fence.
func (p *played) refuse(file *source.File, u Update) (f source.Fault, bad bool) {
	s := p.step
	no := func(id, what, do string, exit int) (source.Fault, bool) {
		return source.Fault{File: file, Span: s.fence.Marker, ID: id, What: what, Do: do, Exit: exit, Request: s.request(file)}, true
	}
	switch {
	case p.err != nil && p.err != errClose:
		return no("no-answer", "the origin gave no whole answer: "+p.err.Error(), "see why it does not answer", source.ExitOrigin)
	case len(p.got) == 0:
		return no("closed-early", "the origin closed the connection without an answer", "document it with an empty fence: ```http response", source.ExitOrigin)
	}
	if len(s.messages) > 0 && !u.AllowClassChange {
		was, is := s.messages[len(s.messages)-1].Code, p.got[len(p.got)-1].Code
		if was/100 != is/100 {
			return no("class-change", fmt.Sprintf("the note documents %d, and the origin sent %d: another class of answer", was, is), "if that is right, say --allow-class-change", source.ExitNotes)
		}
	}
	if s.raw {
		return f, false
	}
	for _, m := range p.got {
		if !m.Complete {
			return no("incomplete", "the origin closed the connection before the answer was complete", "if that is right, write what came by hand, and cut into the info string", source.ExitNotes)
		}
		if crlf := eolOf(m) == "\r\n"; crlf != (s.eol == "\r\n") {
			return no("line-ends", "the lines of the head do not end as the info string says", "write eol=lf there, or remove it", source.ExitNotes)
		}
		if what := unwritable(m, p.text(file)); what != "" {
			return no("needs-raw", "the answer cannot be written as lines of text: "+what, "write the fence with raw, and its bytes as escapes; or write what can be shown, and … for the rest", source.ExitNotes)
		}
	}
	return f, false
}

// eolOf is how the first line of a message ends.
func eolOf(m *wire.Message) string {
	if rest := m.Text[m.Start.End:]; m.Head.Len() > 0 && bytes.HasPrefix(rest, []byte("\n")) {
		return "\n"
	}
	return "\r\n"
}

// unwritable says what in a message, or in the text that would be written of it,
// a fence without raw cannot hold.
func unwritable(m *wire.Message, text string) string {
	switch {
	case m.Code == 0:
		return "it has no status line"
	case !utf8.ValidString(text):
		return "it is not UTF-8"
	}
	head := m.Text[m.Head.Start:m.Head.End]
	if n := bytes.Count(head, []byte("\r\n")); n != 0 && n != bytes.Count(head, []byte("\n")) {
		return "the lines of its head end in both CRLF and LF"
	}
	for _, c := range []byte(text) {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return fmt.Sprintf("it holds the byte %#02x", c)
		}
	}
	return ""
}

// edits rewrites one fence, with as many backticks as its new content needs.
func (p *played) edits(file *source.File) []Edit {
	f := p.step.fence
	text := p.text(file)
	out := []Edit{{f.Body, text}}
	mark := file.Text(f.Marker)
	if n := longestRun(text, mark[0]); n >= len(mark) {
		long := strings.Repeat(mark[:1], n+1)
		out = []Edit{{f.Marker, long}, {f.Body, text}, {f.Close, long}}
	}
	return out
}

// longestRun is the length of the longest run of c that a line of the text
// begins with, and that would close a fence.
func longestRun(text string, c byte) (longest int) {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " ")
		n := 0
		for n < len(line) && line[n] == c {
			n++
		}
		if n >= 3 {
			longest = max(longest, n)
		}
	}
	return longest
}

// text is the new content of the fence.
func (p *played) text(file *source.File) string {
	if p.step.raw {
		var b strings.Builder
		for _, m := range p.got {
			b.WriteString(strings.ReplaceAll(escape(m.Text), `\n`, `\n`+"\n"))
		}
		return strings.TrimSuffix(b.String(), "\n") + "\n"
	}
	a := p.aligner(file)
	var lines []string
	covering := -1
	for _, o := range a.align() {
		switch o.kind {
		case '=':
			lines = append(lines, a.doc[o.doc].text)
		case '*':
			if o.doc != covering {
				lines = append(lines, a.doc[o.doc].text)
			}
			covering = o.doc
		case '~', '+':
			lines = append(lines, a.act[o.act].text)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
