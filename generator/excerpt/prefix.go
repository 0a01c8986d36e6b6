package excerpt

import "wirebook/generator/source"

// A prefix is the part of a line before its text.
type prefix struct {
	length  int // in bytes
	quotes  int // how many > are in it
	columns int // width after the last > and one space
}

// prefix reads the indentation of a line, and the marks of quotes and list items.
func (s *scanner) prefix(l source.Span) (p prefix) {
	text := s.text(l)
	for at := 0; at < len(text); {
		switch c := text[at]; {
		case c == ' ':
			p.columns++
			at++
		case c == '\t':
			p.columns += 4 - p.columns%4
			at++
		case c == '>':
			p.quotes++
			p.columns = 0
			if at++; at < len(text) && text[at] == ' ' {
				at++
			}
		default:
			n := itemMark(text[at:])
			if n == 0 {
				return p
			}
			p.columns += n
			at += n
		}
		p.length = at
	}
	return p
}

// itemMark returns the length of the mark of a list item, without the space after it.
func itemMark(text []byte) int {
	n := 0
	for n < len(text) && n < 9 && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == len(text) {
		return 0
	}
	if c := text[n]; n > 0 && c != '.' && c != ')' || n == 0 && c != '-' && c != '*' && c != '+' && c != ':' {
		return 0
	}
	if n++; n < len(text) && (text[n] == ' ' || text[n] == '\t') {
		return n
	}
	return 0
}

// less returns a line of a block without the marks of its quotes and without as much
// white space as precedes the fence.
func (s *scanner) less(l source.Span, p prefix) source.Span {
	text := s.text(l)
	at := 0
	for quotes := p.quotes; quotes > 0 && at < len(text); at++ {
		if text[at] == '>' {
			quotes--
			if quotes == 0 && at+1 < len(text) && text[at+1] == ' ' {
				at++
			}
		}
	}
	for columns := 0; at < len(text) && columns < p.columns; at++ {
		if text[at] == '\t' {
			columns += 4 - columns%4
		} else if columns++; text[at] != ' ' {
			break
		}
	}
	return source.Span{Start: l.Start + at, End: l.End}
}

// trimmed returns a span without the white space at both ends.
func trimmed(data []byte, s source.Span) source.Span {
	for s.Start < s.End && (data[s.Start] == ' ' || data[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && (data[s.End-1] == ' ' || data[s.End-1] == '\t') {
		s.End--
	}
	return s
}
