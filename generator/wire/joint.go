package wire

import (
	"bytes"

	"wirebook/generator/source"
)

// Parted is the message of a note with its head and its body parted where the
// empty line between them is missing; ok is false where none is. Method is that
// of the request which a response answers.
func (m *Message) Parted(method string) (parted *Message, ok bool) {
	j := joint{text: m.Text, end: m.Span.End}
	for i, f := range m.Fields {
		if j.at(f.Line) {
			out := &Message{
				Text: m.Text, Kind: m.Kind, Span: m.Span,
				Start: m.Start, Method: m.Method, Target: m.Target, Version: m.Version, Status: m.Status, Reason: m.Reason, Code: m.Code,
				Fields: m.Fields[:i:i], Head: source.Span{Start: m.Head.Start, End: f.Line.Start},
			}
			out.indexFields()
			out.Body = source.Span{Start: f.Line.Start, End: f.Line.Start}
			out.parseBody(f.Line.Start, m.Span.End, method)
			out.toEnd(m.Span.End)
			return out, true
		}
		j.content = j.content || contentField(m.Bytes(f.Name))
	}
	return m, false
}

// A joint finds where the body of a documented message begins without the empty
// line before it.
type joint struct {
	text    []byte
	end     int
	content bool // a field tells of content
	next    int  // the first line from here on that ends a run of other text
	empty   bool // that line is empty, and something stands behind it
	known   bool
}

// at says that the line is the first of the body: it has the look of JSON, of
// markup or of a delimiter, or a field tells of content and nothing behind the
// line belongs to a head.
func (j *joint) at(l source.Span) bool {
	line := j.text[l.Start:l.End]
	switch {
	case len(line) == 0 || IsBlank(line[0]) || fieldShaped(line):
		return false
	case line[0] == '{' || line[0] == '[' || line[0] == '<':
		return true
	case bytes.HasPrefix(line, []byte("--")) && bytes.IndexByte(line, ':') < 0:
		return true
	case !j.content || bytes.IndexByte(line, ':') >= 0 || string(line) == Elision || string(line) == "...":
		return false
	}
	if !j.known || j.next <= l.Start {
		j.look(l.End)
	}
	return j.next == j.end && !j.empty
}

// look finds the next line that has the shape of a field line or is empty.
func (j *joint) look(at int) {
	j.known, j.empty = true, false
	for at < j.end {
		l, next := TakeLine(j.text, at, j.end)
		switch {
		case l.Len() == 0 && l.Start > 0 && j.text[l.Start-1] == '\n':
			j.next, j.empty = l.Start, true
			if len(bytes.TrimSpace(j.text[l.End:j.end])) == 0 {
				j.next, j.empty = j.end, false
			}
			return
		case fieldShaped(j.text[l.Start:l.End]):
			j.next = l.Start
			return
		}
		at = next
	}
	j.next = j.end
}

// fieldShaped says that a line is one of the head: a name and a colon, or an elision.
func fieldShaped(line []byte) bool {
	if string(line) == FieldElision {
		return true
	}
	colon := bytes.IndexByte(line, ':')
	return colon > 0 && IsToken(bytes.TrimRight(line[:colon], " \t"))
}

func contentField(name []byte) bool {
	return FoldEqual(name, "Content-Type") || FoldEqual(name, "Content-Length") || FoldEqual(name, "Transfer-Encoding")
}
