package excerpt

import (
	"sort"
	"strings"

	"wirebook/generator/source"
)

// A line is one line of a message as it is meant, and its place in the file.
type line struct {
	text string
	at   source.Span // in the file
	more []line      // its continuations, if the document wraps it

	first bool // a tool says that a message begins here
	made  bool // the text has none like it: the tool says the same in another way
}

// whole is the line with what goes on with it.
func (l line) whole() string {
	text := l.text
	for _, m := range l.more {
		text += m.text
	}
	return text
}

// place is where the line stands in the file.
func (l line) place() source.Span {
	if n := len(l.more); n > 0 {
		return source.Span{Start: min(l.at.Start, l.more[n-1].at.Start), End: max(l.at.End, l.more[n-1].at.End)}
	}
	return l.at
}

// A text is a message as it is meant: without indentation, marks and wrapping, and
// with elisions where the document leaves something out. Its places map offsets back
// to the file.
type text struct {
	data   []byte
	places []place
}

// A place maps a part of a text to the file.
type place struct {
	from int // in the text
	at   source.Span
	made bool // as that of the line
}

// join makes a text of lines. With crlf, lines from the index body on end in CRLF, as
// on the wire.
func join(lines []line, body int, crlf bool) (t text) {
	for i, l := range lines {
		t.add(l)
		for _, l := range l.more {
			t.add(l)
		}
		if crlf && i >= body {
			t.data = append(t.data, '\r')
		}
		t.data = append(t.data, '\n')
	}
	return t
}

func (t *text) add(l line) {
	t.places = append(t.places, place{len(t.data), l.at, l.made})
	t.data = append(t.data, l.text...)
}

// file returns the span in the file of a span of the text.
func (t text) file(s source.Span) (out source.Span) {
	out.Start = t.offset(s.Start)
	out.End = out.Start
	if s.End > s.Start {
		out.End = max(out.Start, t.offset(s.End-1)+1)
	}
	return out
}

func (t text) offset(at int) int {
	p := t.place(at)
	return min(p.at.Start+at-p.from, p.at.End)
}

// place is the place of what stands at an offset of the text.
func (t text) place(at int) place {
	i := sort.Search(len(t.places), func(i int) bool { return t.places[i].from > at }) - 1
	if i < 0 {
		return place{}
	}
	return t.places[i]
}

// read returns the lines of a block without their common indentation, and without
// what tools and RFCs add to a message.
func (b *block) read(data []byte) (lines []line) {
	if b.shown != nil {
		return b.shown
	}
	margin := -1
	for _, l := range b.lines {
		text := string(data[l.Start:l.End])
		if rest := strings.TrimLeft(text, " \t"); rest != "" && (margin < 0 || len(text)-len(rest) < margin) {
			margin = len(text) - len(rest)
		}
	}
	for _, l := range b.lines {
		l.Start = min(l.End, l.Start+max(0, margin))
		lines = append(lines, line{text: string(data[l.Start:l.End]), at: l})
	}
	lines, b.form = unmark(lines)
	if heads, ok := unindent(lines); ok {
		lines = heads
	}
	if panel, ok := unpanel(lines); ok {
		lines, b.form = panel, FormPanel
	}
	return unwrap(unframe(lines))
}

// unwrap joins the lines of a text that says it is wrapped as in RFC 8792: a line
// that continues ends in a backslash, and in the form with two backslashes the
// continuation begins with one too.
func unwrap(lines []line) (out []line) {
	wrapped := false
	for i, l := range lines {
		if strings.Contains(l.text, "line wrapping per RFC 8792") {
			wrapped = true
			lines[i].text = ""
		}
	}
	if !wrapped {
		return lines
	}
	goesOn := false
	for _, l := range lines {
		ends := strings.HasSuffix(l.text, `\`)
		if ends {
			l.text = strings.TrimSuffix(l.text, `\`)
			l.at.End--
		}
		if goesOn {
			rest := strings.TrimPrefix(strings.TrimLeft(l.text, " \t"), `\`)
			l.at.Start, l.text = l.at.End-len(rest), rest
			out[len(out)-1].more = append(out[len(out)-1].more, l)
		} else {
			out = append(out, l)
		}
		goesOn = ends
	}
	return out
}
