// Package pattern says whether the bytes that were received are those that a note
// documents. A note may be less than exact in three ways only: an elision (…)
// leaves something out, a hole is a value that may vary, and a capture is a value
// that may vary but is the same in all later messages.
//
// A Builder takes the documented message and makes a pattern of it, a list of
// Pieces: literal bytes with elisions, holes and captures between them. Match takes
// the pattern and the bytes:
//
//	b := pattern.Builder{Message: documented, EOL: "\r\n"}
//	ok, _ := pattern.Match(b.Build(), received, bound)
//
// What captures stand for is added to bound, which the later messages of the note
// are matched with.
package pattern

import (
	"bytes"
	"strconv"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A pieceKind says what a part of a pattern matches.
type pieceKind int

const (
	literal  pieceKind = iota
	fields             // one or more field lines
	anything           // one or more whole lines
	members            // one or more members of a JSON object
	elements           // one or more elements of a JSON array
	chunks             // one or more chunks, not the last
	block              // the data of one chunk, of a size that is checked
	value              // hole: a field's value
	json               // hole: a JSON value
	cookie             // hole: up to the next ; of a Set-Cookie
	captured           // what a capture stands for
)

// A Piece is one part of the pattern that a documented message makes.
type Piece struct {
	kind pieceKind
	lit  []byte // literal: the bytes; captured: the sample
	open bool   // literal: a capture may be in it
	typ  string // of a hole
	like byte   // json: the first byte of the sample, which tells its type
	name string // of a capture
	size int    // of a block
	sub  []Piece
	span source.Span // of an elision in the note
}

// budget bounds what one match looks at, in bytes: elisions may be placed so that
// there are very many ways to try.
const budget = 1 << 26

// A matcher compares a pattern with bytes.
type matcher struct {
	data  []byte
	bound map[string]string // captures
	cost  int               // bytes looked at
}

// Match says that the pattern covers all of data; tired that it gave up. What
// captures stand for is added to bound, where it matches.
func Match(pattern []Piece, data []byte, bound map[string]string) (ok, tired bool) {
	m := &matcher{data: data, bound: bound}
	ok = m.match(pattern, 0, len(data))
	return ok, m.cost > budget
}

func (m *matcher) match(pattern []Piece, at, end int) bool {
	for i, t := range pattern {
		if m.cost += 1 + len(t.lit); m.cost > budget {
			return false
		}
		rest := pattern[i+1:]
		switch t.kind {
		case literal:
			if !bytes.HasPrefix(m.data[at:end], t.lit) {
				return false
			}
			at += len(t.lit)
		case value, json, cookie:
			stop := m.hole(t, at, end)
			if stop <= at || !fits(t.typ, string(m.data[at:stop])) || t.kind == json && jsonType(m.data[at]) != jsonType(t.like) {
				return false
			}
			m.cost += stop - at
			at = stop
		case block:
			if at+t.size > end || !m.match(t.sub, at, at+t.size) {
				return false
			}
			at += t.size
		case captured:
			if v, ok := m.bound[t.name]; ok {
				if !bytes.HasPrefix(m.data[at:end], []byte(v)) {
					return false
				}
				at += len(v)
				continue
			}
			return m.bind(t, rest, at, end)
		default:
			return m.elide(t, rest, at, end)
		}
	}
	return at == end
}

// hole is the offset behind what a hole covers.
func (m *matcher) hole(t Piece, at, end int) int {
	stops := "\r\n"
	switch t.kind {
	case json:
		return min(wire.JSONValue(m.data[:end], at), end)
	case cookie:
		stops = ";\r\n"
	}
	if i := bytes.IndexAny(m.data[at:end], stops); i >= 0 {
		return at + i
	}
	return end
}

// bind tries the shortest text first for a capture that is not bound yet. What it
// stands for is made of the characters of its sample.
func (m *matcher) bind(t Piece, rest []Piece, at, end int) bool {
	in := charactersOf(string(t.lit))
	for stop := at + 1; stop <= end && in(m.data[stop-1]); stop++ {
		m.bound[t.name] = string(m.data[at:stop])
		if m.match(rest, stop, end) {
			return true
		}
	}
	delete(m.bound, t.name)
	return false
}

// elide tries what an elision may stand for, the shortest first.
func (m *matcher) elide(t Piece, rest []Piece, at, end int) bool {
	if len(rest) == 0 && t.kind == anything {
		return at < end
	}
	stop := at
	for m.cost <= budget {
		next := m.extend(t, stop, end, stop > at)
		if next <= stop {
			return false
		}
		m.cost += next - stop
		if stop = next; m.match(rest, stop, end) {
			return true
		}
	}
	return false
}

// extend is the offset behind one more of what an elision stands for, or -1.
func (m *matcher) extend(t Piece, at, end int, again bool) int {
	switch t.kind {
	case anything:
		if i := bytes.IndexByte(m.data[at:end], '\n'); i >= 0 {
			return at + i + 1
		}
		return end
	case fields:
		i := bytes.IndexByte(m.data[at:end], '\n')
		if i > 0 && m.data[at] != '\r' {
			return at + i + 1
		}
	case members, elements:
		data := m.data[:end]
		if again {
			at = wire.JSONSpace(data, at)
			if at >= end || data[at] != ',' {
				return -1
			}
			at = wire.JSONSpace(data, at+1)
		}
		if t.kind == members {
			return wire.JSONMember(data, at)
		}
		return wire.JSONValue(data, at)
	case chunks:
		line := bytes.Index(m.data[at:end], []byte("\r\n"))
		if line < 0 {
			return -1
		}
		digits, _, _ := bytes.Cut(m.data[at:at+line], []byte(";"))
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 31)
		next := at + line + 2 + int(size) + 2
		if err == nil && size > 0 && next <= end {
			return next
		}
	}
	return -1
}
