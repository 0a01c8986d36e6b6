package wire

import (
	"bytes"
	"strconv"
	"strings"

	"wirebook/generator/source"
)

// A Framing says what determines where a body ends (RFC 9112 section 6.3).
type Framing int

// The framings, in order of precedence.
const (
	NoBody   Framing = iota // ends with its head, whatever the fields say
	ByChunks                // the last transfer coding is chunked
	ByLength                // Content-Length
	ByClose                 // everything until the connection closes
)

// Framing returns how the body of the message ends. length is the value of
// Content-Length for ByLength. method is the method of the request that a response
// answers.
func (m *Message) Framing(method string) (f Framing, length int) {
	if m.Kind == Response {
		switch {
		case m.Code < 100:
			return ByClose, 0
		case m.Code < 200, m.Code == 204, m.Code == 304, method == "HEAD":
			return NoBody, 0
		case m.Code < 300 && method == "CONNECT":
			return NoBody, 0
		}
	}
	if codings := m.Values("Transfer-Encoding"); len(codings) > 0 {
		all := strings.Split(strings.Join(codings, ","), ",")
		if strings.EqualFold(strings.TrimSpace(all[len(all)-1]), "chunked") {
			return ByChunks, 0
		}
		return ByClose, 0
	}
	if values := m.Values("Content-Length"); len(values) > 0 {
		n, err := strconv.Atoi(values[0])
		if err == nil && n >= 0 {
			return ByLength, n
		}
		return ByClose, 0
	}
	if m.Kind == Request {
		return NoBody, 0
	}
	return ByClose, 0
}

func (m *Message) parseBody(at, end int, method string) {
	framing, length := m.Framing(method)
	switch framing {
	case NoBody:
		m.Complete = true
	case ByChunks:
		m.Chunked = true
		m.Body.End = m.parseChunks(at, end)
	case ByLength:
		m.Body.End = min(end, at+length)
		m.Complete = at+length <= end
	case ByClose:
		m.Body.End = end
		m.Complete = true
	}
}

// parseChunks reads a chunked body (RFC 9112 section 7.1) and returns the offset where
// it ends. In a note, an elision may stand for chunks or for data: a chunk whose data
// contains one ends before the next line that can be a size.
func (m *Message) parseChunks(at, end int) int {
	for at < end {
		l, next := TakeLine(m.Text, at, end)
		if string(m.Text[l.Start:l.End]) == Elision {
			m.Chunks = append(m.Chunks, Chunk{Data: l})
			at = next
			continue
		}
		c, size, ok := parseSize(m.Text, l)
		if !ok {
			return at
		}
		if size == 0 {
			m.Chunks = append(m.Chunks, c)
			at, m.Complete = m.parseTrailers(next, end)
			return at
		}
		c.Data = source.Span{Start: next, End: min(next+size, end)}
		if after, ok := lineEnd(m.Text, c.Data.End, end); ok && size <= end-next {
			at = after
		} else if stop, after, ok := m.elidedData(next, end); ok {
			c.Data.End, at = stop, after
		} else {
			m.Chunks = append(m.Chunks, c)
			return c.Data.End
		}
		m.Chunks = append(m.Chunks, c)
	}
	return at
}

func parseSize(text []byte, l source.Span) (c Chunk, size int, ok bool) {
	c.Size = l
	if i := bytes.IndexAny(text[l.Start:l.End], "; \t"); i >= 0 {
		c.Size.End = l.Start + i
		c.Ext = source.Span{Start: c.Size.End, End: l.End}
	}
	n, err := strconv.ParseUint(string(text[c.Size.Start:c.Size.End]), 16, 31)
	return c, int(n), err == nil
}

func lineEnd(text []byte, at, end int) (int, bool) {
	switch {
	case at < end && text[at] == '\n':
		return at + 1, true
	case at+1 < end && text[at] == '\r' && text[at+1] == '\n':
		return at + 2, true
	}
	return at, false
}

// elidedData finds the end of a chunk's data that contains a … line.
func (m *Message) elidedData(at, end int) (stop, next int, ok bool) {
	elided := false
	for at < end {
		l, after := TakeLine(m.Text, at, end)
		if string(m.Text[l.Start:l.End]) == Elision {
			elided = true
		} else if _, _, size := parseSize(m.Text, l); size && elided {
			return at - 1, at, true
		}
		at = after
	}
	return end, end, elided
}

func (m *Message) parseTrailers(at, end int) (int, bool) {
	for at < end {
		l, next := TakeLine(m.Text, at, end)
		at = next
		if l.Len() == 0 {
			return at, true
		}
		m.Trailers = append(m.Trailers, ParseField(m.Text, l))
	}
	return at, false
}

// ChunkData returns the data of all chunks, also if the last chunk is missing. Do not
// modify it: the data of a single chunk is part of Text.
func (m *Message) ChunkData() []byte {
	if n := len(m.Chunks); n == 1 || n == 2 && m.Chunks[1].Data.Len() == 0 {
		return m.Bytes(m.Chunks[0].Data)
	}
	var all []byte
	for _, c := range m.Chunks {
		all = append(all, m.Bytes(c.Data)...)
	}
	return all
}

// HasLastChunk reports whether the last chunk is present. A note may omit the empty
// line after it.
func (m *Message) HasLastChunk() bool {
	if len(m.Chunks) == 0 {
		return false
	}
	last := m.Chunks[len(m.Chunks)-1]
	return last.Size.Len() > 0 && len(bytes.Trim(m.Bytes(last.Size), "0")) == 0
}

// Codings returns the names of the transfer codings, in lower case, in the order in
// which they were applied.
func (m *Message) Codings() []string {
	all := m.List("Transfer-Encoding")
	for i, coding := range all {
		name, _, _ := strings.Cut(coding, ";")
		all[i] = strings.ToLower(TrimBlank(name))
	}
	return all
}

// Octets returns the octets of the message's content, without chunk framing. ok is false
// if the content is incomplete. method is the method of the request that the message
// answers.
func (m *Message) Octets(method string) (octets []byte, ok bool) {
	switch framing, length := m.Framing(method); framing {
	case NoBody:
		return nil, true
	case ByChunks:
		return m.ChunkData(), m.HasLastChunk()
	case ByLength:
		return m.Content(m.Body), m.Size(m.Body) == length
	}
	return m.Content(m.Body), true
}
