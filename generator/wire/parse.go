package wire

import (
	"bytes"
	"strconv"

	"wirebook/generator/source"
)

// FieldElision is the line of a head that stands for one or more fields. Elision is the
// character that stands for what is left out.
const (
	Elision      = "…"
	FieldElision = "…: …"
)

// Parse reads the message that begins at span.Start. Its lines may end in CRLF or LF.
// For a response, method is the method of the request that it answers, or "" if that is
// unknown; it decides where the response ends (RFC 9112 section 6.3). The message may
// end before the span does; Complete says whether the body is as long as its framing
// says.
func Parse(text []byte, span source.Span, kind Kind, method string) *Message {
	m := &Message{Text: text, Kind: kind, Span: span}
	at := m.parseHead(span)
	m.indexFields()
	m.Head = source.Span{Start: span.Start, End: at}
	m.Body = source.Span{Start: at, End: at}
	m.parseBody(at, span.End, method)
	m.Span.End = m.Body.End
	return m
}

// ParseFields reads field lines without a first line, as a response that has neither a
// status code nor a body.
func ParseFields(text []byte, span source.Span) *Message {
	m := &Message{Text: text, Kind: Response, Span: span, Start: source.Span{Start: span.Start, End: span.Start}}
	end := m.parseLines(span.Start, span.End)
	m.indexFields()
	m.Head = source.Span{Start: span.Start, End: end}
	m.Body = source.Span{Start: end, End: end}
	m.Span.End = end
	return m
}

// TakeLine returns the line at offset at without its line end, and the offset of the
// next line.
func TakeLine(text []byte, at, end int) (l source.Span, next int) {
	stop := bytes.IndexByte(text[at:end], '\n')
	if stop < 0 {
		return source.Span{Start: at, End: end}, end
	}
	next = at + stop + 1
	stop += at
	if stop > at && text[stop-1] == '\r' {
		stop--
	}
	return source.Span{Start: at, End: stop}, next
}

// parseHead reads the first line and the fields, and returns the offset of the body.
func (m *Message) parseHead(span source.Span) int {
	l, at := TakeLine(m.Text, span.Start, span.End)
	m.Start = l
	if m.Kind == Response && !bytes.HasPrefix(m.Text[l.Start:l.End], []byte("HTTP/")) {
		m.Start = source.Span{Start: span.Start, End: span.Start}
		return span.Start
	}
	m.parseStart()
	return m.parseLines(at, span.End)
}

// parseLines reads field lines up to and including the empty line after them, and
// returns the offset of the body.
func (m *Message) parseLines(at, end int) int {
	for at < end {
		l, next := TakeLine(m.Text, at, end)
		at = next
		if l.Len() == 0 {
			return at
		}
		m.Fields = append(m.Fields, ParseField(m.Text, l))
	}
	return at
}

func (m *Message) parseStart() {
	text := m.Text[:m.Start.End]
	cut := func(from int) (source.Span, int) {
		if i := bytes.IndexByte(text[from:], ' '); i >= 0 {
			return source.Span{Start: from, End: from + i}, from + i + 1
		}
		return source.Span{Start: from, End: len(text)}, len(text)
	}
	if m.Kind == Response {
		var at int
		m.Version, at = cut(m.Start.Start)
		m.Status, at = cut(at)
		m.Reason = source.Span{Start: at, End: len(text)}
		if m.Status.Len() == 3 {
			m.Code, _ = strconv.Atoi(string(text[m.Status.Start:m.Status.End]))
		}
		return
	}
	var at int
	m.Method, at = cut(m.Start.Start)
	last := bytes.LastIndexByte(text[at:], ' ')
	if last < 0 {
		m.Target = source.Span{Start: at, End: len(text)}
		m.Version = source.Span{Start: len(text), End: len(text)}
		return
	}
	m.Target = source.Span{Start: at, End: at + last}
	m.Version = source.Span{Start: at + last + 1, End: len(text)}
}

// ParseField reads a field line. A line without a colon is all name.
func ParseField(text []byte, l source.Span) Field {
	f := Field{Line: l, Name: l, Value: source.Span{Start: l.End, End: l.End}}
	if string(text[l.Start:l.End]) == FieldElision {
		f.Elision = true
		return f
	}
	colon := bytes.IndexByte(text[l.Start:l.End], ':')
	if colon < 0 {
		return f
	}
	f.Name.End = l.Start + colon
	f.Value = trim(text, source.Span{Start: l.Start + colon + 1, End: l.End})
	return f
}

// trim removes optional white space (RFC 9110 section 5.6.3) from both ends.
func trim(text []byte, s source.Span) source.Span {
	for s.Start < s.End && (text[s.Start] == ' ' || text[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && (text[s.End-1] == ' ' || text[s.End-1] == '\t') {
		s.End--
	}
	return s
}

// Get returns the value of the first field with that name, ignoring case.
func (m *Message) Get(name string) (string, bool) {
	f, ok := m.Lookup(name)
	if !ok {
		return "", false
	}
	return m.Value(f), true
}

// Values returns the values of all fields with that name, ignoring case.
func (m *Message) Values(name string) []string {
	var out []string
	m.named(name, func(f Field) { out = append(out, m.Value(f)) })
	return out
}

// Elided reports whether the head leaves fields out.
func (m *Message) Elided() bool {
	for _, f := range m.Fields {
		if f.Elision {
			return true
		}
	}
	return false
}

// Interim reports whether another response must follow this one (RFC 9110 section 15.2).
// A 101 is the last HTTP/1.1 response of its connection.
func (m *Message) Interim() bool {
	return m.Kind == Response && m.Code >= 100 && m.Code < 200 && m.Code != 101
}

// Indented reports whether the line begins with white space, and so continues the line
// before it.
func (m *Message) Indented(f Field) bool {
	return f.Line.Len() > 0 && IsBlank(m.Text[f.Line.Start])
}

// MayHaveEmpty reports whether the value, as a list, may have an empty member: a comma
// has nothing on one of its sides. It is quicker than reading the list.
func (m *Message) MayHaveEmpty(f Field) bool {
	bare := true
	for _, c := range m.Bytes(f.Value) {
		switch {
		case c == ',' && bare:
			return true
		case c == ',':
			bare = true
		case !IsBlank(c):
			bare = false
		}
	}
	return bare
}
