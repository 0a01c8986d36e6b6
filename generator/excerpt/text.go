package excerpt

import (
	"sort"
	"strings"

	"wirebook/generator/source"
)

// A line is one line of a message as it is meant, and where it stands.
type line struct {
	text string
	at   source.Span // in the file
	more []line      // that the document wraps, and that go on with this one
}

// A text is a message as it is meant: without indentation, marks and wrapping, and
// perhaps with other words in the place of what stands for something else. Places
// lead back into the file.
type text struct {
	data   []byte
	places []place
}

// A place is where a part of a text stands in the file.
type place struct {
	from int // in the text
	at   source.Span
}

// join makes a text of lines. Those from the index body on end in CRLF where crlf
// is set, as they do on the wire.
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
	t.places = append(t.places, place{len(t.data), l.at})
	t.data = append(t.data, l.text...)
}

// file is where a span of the text stands in the file.
func (t text) file(s source.Span) (out source.Span) {
	out.Start = t.offset(s.Start)
	out.End = out.Start
	if s.End > s.Start {
		out.End = max(out.Start, t.offset(s.End-1)+1)
	}
	return out
}

func (t text) offset(at int) int {
	i := sort.Search(len(t.places), func(i int) bool { return t.places[i].from > at }) - 1
	if i < 0 {
		return 0
	}
	p := t.places[i]
	return min(p.at.Start+at-p.from, p.at.End)
}

// read are the lines of a block without the white space that all of them begin
// with. What tools and RFCs add to a message is taken off.
func (b *block) read(data []byte) (lines []line) {
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
	return unwrap(unmark(lines))
}

// unmark takes off the marks of curl --verbose: > for what is sent, < for what is
// received, * for remarks.
func unmark(lines []line) (out []line) {
	marked := false
	for _, l := range lines {
		marked = marked || curlMark.MatchString(l.text)
	}
	if !marked {
		return lines
	}
	for _, l := range lines {
		mark := l.text + "  "
		switch mark[:2] {
		case "> ", "< ":
			n := min(2, len(l.text))
			out = append(out, line{text: l.text[n:], at: source.Span{Start: l.at.Start + n, End: l.at.End}})
		case "* ", "{ ", "} ", "$ ", "% ":
			if mark[0] != '{' && mark[0] != '}' || strings.HasPrefix(mark[2:], "[") {
				continue
			}
			out = append(out, l)
		default:
			out = append(out, l)
		}
	}
	return out
}

// unwrap joins the lines of a text that says it is wrapped as RFC 8792 has it: a
// backslash at the end, and with two of them one more at the beginning.
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
