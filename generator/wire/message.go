// Package wire reads HTTP/1.1 messages as bytes (RFC 9112). It takes a text and returns
// a Message, which says where each of its parts is (the first line, each field, the
// body, its chunks) and where the message ends. All parts are spans of the text:
// nothing is copied, decoded or reordered.
//
//	m := wire.Parse(received, source.Span{End: len(received)}, wire.Response, "GET")
//	m.Code                // 404
//	m.Get("Content-Type") // "text/plain", true
//	m.Bytes(m.Body)       // as received, the sizes of chunks included
//
// Parse reads what was on a connection. Documented reads what a note shows: lines may
// end in LF, and … leaves something out. Both are lenient: they keep what violates the
// grammar in place, and package rule says what is wrong with it.
package wire

import (
	"bytes"
	"strings"

	"wirebook/generator/source"
)

// A Kind is a kind of message.
type Kind int

// The kinds of messages. A response without a status line is a Response whose Code is
// 0.
const (
	Request Kind = iota
	Response
)

// A Message is one HTTP message, read leniently: what violates the grammar stays in
// place, for the rules to judge. All spans are into Text.
type Message struct {
	Text []byte
	Kind Kind
	Span source.Span // the whole message

	Start   source.Span // the first line, without its line end
	Method  source.Span // requests
	Target  source.Span // requests
	Version source.Span
	Status  source.Span // responses: the three digits
	Reason  source.Span // responses: may be empty
	Code    int         // responses: the status code, or 0

	Fields []Field
	Head   source.Span // first line, fields and the empty line
	Body   source.Span // everything after the head, including chunk framing

	byName map[string][]int // index of the fields of a long head, by lower-case name

	Chunked  bool
	Chunks   []Chunk
	Trailers []Field
	Complete bool // the body ends where its framing says

	// CRLF says of a message of a note that each line end of its body, LF in Text, is
	// CRLF in the message.
	CRLF bool
}

// A Field is one field line of a head or a trailer section.
type Field struct {
	Line    source.Span // without its line end
	Name    source.Span
	Value   source.Span // without the white space around it
	Elision bool        // the line …: … of a note, which leaves fields out
}

// A Chunk is one chunk of a chunked body; the last has no data.
type Chunk struct {
	Size source.Span // the hexadecimal digits
	Ext  source.Span // extensions, with their semicolon
	Data source.Span
}

// Name returns the field's name as written.
func (m *Message) Name(f Field) string { return string(m.Text[f.Name.Start:f.Name.End]) }

// Value returns the field's value as written.
func (m *Message) Value(f Field) string { return string(m.Text[f.Value.Start:f.Value.End]) }

// Bytes returns the text of a span.
func (m *Message) Bytes(s source.Span) []byte { return m.Text[s.Start:s.End] }

// Content returns the bytes that a part of the body is in the message.
func (m *Message) Content(s source.Span) []byte {
	if m.CRLF {
		return bytes.ReplaceAll(m.Bytes(s), []byte("\n"), []byte("\r\n"))
	}
	return m.Bytes(s)
}

// Size returns the length of Content.
func (m *Message) Size(s source.Span) int {
	if m.CRLF {
		return s.Len() + bytes.Count(m.Bytes(s), []byte("\n"))
	}
	return s.Len()
}

// Lookup returns the first field with that name, ignoring case. It allocates nothing
// unless the head is long.
func (m *Message) Lookup(name string) (Field, bool) {
	if m.byName != nil {
		if all := m.byName[strings.ToLower(name)]; len(all) > 0 {
			return m.Fields[all[0]], true
		}
		return Field{}, false
	}
	for _, f := range m.Fields {
		if f.Name.Len() == len(name) && !f.Elision && FoldEqual(m.Bytes(f.Name), name) {
			return f, true
		}
	}
	return Field{}, false
}

// longHead is the number of fields from which Lookup uses an index.
const longHead = 64

func (m *Message) indexFields() {
	if len(m.Fields) < longHead {
		return
	}
	m.byName = make(map[string][]int, len(m.Fields))
	for i, f := range m.Fields {
		if !f.Elision {
			name := strings.ToLower(m.Name(f))
			m.byName[name] = append(m.byName[name], i)
		}
	}
}

// named calls f for each field with that name, ignoring case.
func (m *Message) named(name string, f func(Field)) {
	if m.byName != nil {
		for _, i := range m.byName[strings.ToLower(name)] {
			f(m.Fields[i])
		}
		return
	}
	for _, field := range m.Fields {
		if field.Name.Len() == len(name) && !field.Elision && FoldEqual(m.Bytes(field.Name), name) {
			f(field)
		}
	}
}

// MajorMinor returns the version of a message, if it is well-formed.
func (m *Message) MajorMinor() (major, minor int, ok bool) {
	t := m.Bytes(m.Version)
	if len(t) != len("HTTP/1.1") || string(t[:5]) != "HTTP/" || t[6] != '.' || !IsDigit(t[5]) || !IsDigit(t[7]) {
		return 0, 0, false
	}
	return int(t[5] - '0'), int(t[7] - '0'), true
}
