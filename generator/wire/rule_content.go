package wire

import (
	"bytes"

	"wirebook/generator/source"
)

// content is the content of a response, read when a check first asks.
type content struct {
	read   bool
	known  bool
	octets []byte
}

// octets are the octets of content, without chunk framing. known is false where
// an elision hides some, where the content broke off, and where nothing stands
// behind a head that may answer HEAD.
func (v *view) octets() (octets []byte, known bool) {
	if !v.content.read {
		v.content.read = true
		v.content.octets, v.content.known = v.readContent()
	}
	return v.content.octets, v.content.known
}

func (v *view) readContent() ([]byte, bool) {
	m := v.m
	switch {
	case v.framed == NoBody:
		return nil, true
	case v.hidden():
		return nil, false
	case v.framed == ByChunks:
		return m.joined(), m.chunksEnd()
	}
	body, ok := v.body(), true
	if v.framed == ByLength {
		ok = body.Len() == v.length
	}
	if body.Len() == 0 && v.method == "" && v.framed != ByLength {
		return nil, false
	}
	return m.text(body), ok
}

// hidden says that an elision stands in the body of a note.
func (v *view) hidden() bool {
	return !v.x.Played && bytes.Contains(v.m.text(v.m.Body), []byte(Elision))
}

// body is what stands behind the head, without the line break before the
// closing fence of a note.
func (v *view) body() source.Span {
	if v.x.Played {
		return v.m.Body
	}
	body, _ := v.m.LastBreak(v.method, false)
	return body
}

// hasContent says that there certainly is content.
func (v *view) hasContent() bool {
	octets, known := v.octets()
	if known {
		return len(octets) > 0
	}
	return v.framed != NoBody && v.body().Len() > 0 && (v.framed != ByChunks || v.hidden())
}

// isEmpty says that there certainly is no content where there could be some:
// the request was not HEAD.
func (v *view) isEmpty() bool {
	octets, known := v.octets()
	return known && len(octets) == 0 && v.method != "HEAD"
}

// joined is the data of all chunks.
func (m *Message) joined() []byte {
	if len(m.Chunks) == 0 {
		return nil
	}
	if len(m.Chunks) <= 2 {
		return m.text(m.Chunks[0].Data)
	}
	var all []byte
	for _, c := range m.Chunks {
		all = append(all, m.text(c.Data)...)
	}
	return all
}

// chunksEnd says that the last chunk is there. The empty line after it may be
// left out in a note.
func (m *Message) chunksEnd() bool {
	if len(m.Chunks) == 0 {
		return false
	}
	last := m.Chunks[len(m.Chunks)-1]
	return last.Size.Len() > 0 && len(bytes.Trim(m.text(last.Size), "0")) == 0
}
