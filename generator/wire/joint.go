package wire

import (
	"bytes"

	"wirebook/generator/source"
)

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
