package proof

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"wirebook/generator/exchange"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// refusal returns the fault of a response that is not written.
func (t *turn) refusal(id, what, do string, exit int) source.Fault {
	return source.Fault{File: t.file, Span: t.step.Fence.Marker, ID: id, What: what, Do: do, Exit: exit, Request: t.request(), Exchange: t.step.Exchange.Number}
}

// refuse returns a fault if what was received must not or cannot be written into the
// fence.
func (t *turn) refuse(u Update) (f source.Fault, bad bool) {
	s := t.step
	no := func(id, what, do string, exit int) (source.Fault, bool) { return t.refusal(id, what, do, exit), true }
	switch {
	case t.err != nil && t.err != errClose:
		return no("no-answer", "the origin did not send a complete answer: "+t.err.Error(), "find out what it waits for", source.ExitOrigin)
	case len(t.got) == 0:
		return no("closed-early", "the origin closed the connection without an answer", "document it with an empty fence: ```http response", source.ExitOrigin)
	}
	if do := t.versionless(); do != "" && !s.Raw {
		return no("needs-raw", "the answer cannot be written as an HTTP/1.1 response", do, source.ExitNotes)
	}
	if len(s.Messages) > 0 && !u.AllowClassChange {
		was, is := s.Messages[len(s.Messages)-1].Code, t.got[len(t.got)-1].Code
		if was != 0 && was/100 != is/100 { // 0: the fence has no status line yet
			return no("class-change", fmt.Sprintf("the note documents %d, but the origin sent %d, which is of another class", was, is), "if that is right, use --allow-class-change", source.ExitNotes)
		}
	}
	if s.Raw {
		return f, false
	}
	for _, m := range t.got {
		if !m.Complete {
			return no("incomplete", "the origin closed the connection before the answer was complete", "if that is right, write what was received by hand, and add cut to the info string", source.ExitNotes)
		}
		if crlf := eolOf(m) == "\r\n"; crlf != (s.EOL == "\r\n") {
			return no("line-ends", "the lines of the head do not end as the info string says", "write eol=lf there, or remove it", source.ExitNotes)
		}
		if what := unwritable(m, t.text()); what != "" {
			return no("needs-raw", "the answer cannot be written as lines of text: "+what, "add raw to the info string and write the bytes as escapes; or write what can be shown, and … for the rest", source.ExitNotes)
		}
	}
	return f, false
}

// eolOf returns the line end of the first line of a message.
func eolOf(m *wire.Message) string {
	if rest := m.Text[m.Start.End:]; m.Head.Len() > 0 && bytes.HasPrefix(rest, []byte("\n")) {
		return "\n"
	}
	return "\r\n"
}

// unwritable says what in a message, or in the text that would be written for it, a
// fence without raw cannot contain, or returns "".
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
			return fmt.Sprintf("it contains the byte %#02x", c)
		}
	}
	return ""
}

// edits returns the edits that rewrite one fence, with as many backticks as its new
// content needs, and with eol=crlf where that has lines which end so.
func (t *turn) edits() []edit {
	f := t.step.Fence
	text := t.text()
	var out []edit
	mark := t.file.Text(f.Marker)
	n := longestRun(text, mark[0])
	long := strings.Repeat(mark[:1], n+1)
	if n >= len(mark) {
		out = append(out, edit{f.Marker, long})
	}
	if is := t.crlf(); is != t.step.CRLF {
		if word := t.step.Word("eol"); is {
			out = append(out, edit{source.Span{Start: f.Info.End, End: f.Info.End}, " eol=crlf"})
		} else {
			out = append(out, edit{source.Span{Start: word.Start - 1, End: word.End}, ""})
		}
	}
	out = append(out, edit{f.Body, text})
	if n >= len(mark) {
		out = append(out, edit{f.Close, long})
	}
	return out
}

// longestRun returns the length of the longest run of c at the beginning of a line that
// could close a fence.
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

// text returns the new content of the fence.
func (t *turn) text() string {
	if t.step.Raw {
		var b strings.Builder
		for _, m := range t.got {
			b.WriteString(strings.ReplaceAll(exchange.Escape(m.Text), `\n`, `\n`+"\n"))
		}
		return strings.TrimSuffix(b.String(), "\n") + "\n"
	}
	a := t.aligner()
	ops := a.align()
	moved := a.moved(ops)
	compact := t.compact()
	var lines []string
	covering := -1
	for _, o := range ops {
		switch o.kind {
		case same:
			lines = append(lines, a.doc[o.doc].text)
		case covered:
			if moved[o.act] {
				lines = append(lines, a.act[o.act].text)
				covering = -1
				continue
			}
			if o.doc != covering {
				lines = append(lines, a.doc[o.doc].text)
			}
			covering = o.doc
		case altered, added:
			text := a.act[o.act].text
			if o.kind == altered && a.doc[o.doc].part == bodyLine && strings.Contains(compact, wire.Elision) && json.Valid([]byte(text)) {
				text = compact // which keeps what it leaves out
			}
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
