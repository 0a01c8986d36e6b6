package wire

import (
	"bytes"
	"strconv"

	"wirebook/generator/source"
)

// FieldElision is the line of a head that stands for one or more fields, and
// Elision the character that stands for what is left out.
const (
	Elision      = "…"
	FieldElision = "…: …"
)

// Parse reads the one message that begins at span.Start, whatever ends its
// lines. Request messages need no method; for a response, method is that of the
// request it answers ("" where that is not known), which decides where it ends
// (RFC 9112 section 6.3). The message may end before the span does; Complete
// says whether its body was there as its framing promises.
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

// TakeLine is the line at offset at without its line end, and where the next begins.
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

// parseHead reads the first line and the fields, and returns where the body begins.
func (m *Message) parseHead(span source.Span) int {
	l, at := TakeLine(m.Text, span.Start, span.End)
	m.Start = l
	if m.Kind == Response && !bytes.HasPrefix(m.Text[l.Start:l.End], []byte("HTTP/")) {
		m.Start = source.Span{Start: span.Start, End: span.Start}
		return span.Start
	}
	m.parseStart()
	for at < span.End {
		l, next := TakeLine(m.Text, at, span.End)
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

// trim takes optional white space (RFC 9110 section 5.6.3) off both ends.
func trim(text []byte, s source.Span) source.Span {
	for s.Start < s.End && (text[s.Start] == ' ' || text[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && (text[s.End-1] == ' ' || text[s.End-1] == '\t') {
		s.End--
	}
	return s
}

// Get is the value of the first field of that name, in any case.
func (m *Message) Get(name string) (string, bool) {
	f, ok := m.Lookup(name)
	if !ok {
		return "", false
	}
	return m.Value(f), true
}

// Values are the values of all fields of that name, in any case.
func (m *Message) Values(name string) []string {
	var out []string
	m.named(name, func(f Field) { out = append(out, m.Value(f)) })
	return out
}

// Elided says that the head leaves fields out.
func (m *Message) Elided() bool {
	for _, f := range m.Fields {
		if f.Elision {
			return true
		}
	}
	return false
}

// Interim says that another response follows this one (RFC 9110 section 15.2);
// 101 is the last of its kind on a connection.
func (m *Message) Interim() bool {
	return m.Kind == Response && m.Code >= 100 && m.Code < 200 && m.Code != 101
}

// Indented says that the line begins with white space: it goes on with the one before.
func (m *Message) Indented(f Field) bool {
	return f.Line.Len() > 0 && IsBlank(m.Text[f.Line.Start])
}

// MayHaveEmpty looks for a comma without anything on one of its sides, so that
// few values need to be taken apart.
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
