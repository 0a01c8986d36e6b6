package rule

import (
	"bytes"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// content is the content of a message, read when a check first asks.
type content struct {
	read   bool
	known  bool
	octets []byte
	ends   []int // of each chunk, in the content
}

// octets are the octets of content, without chunk framing. known is false where
// an elision hides some, where the content broke off, where nothing stands behind
// a head that may answer HEAD, and where a note shows the head of a request alone.
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
	case v.hidden():
		return nil, false
	case v.framed == wire.NoBody && v.by == client && !v.raw:
		// A note may leave Content-Length out.
		return m.Bytes(v.body()), v.body().Len() > 0
	case v.framed == wire.NoBody:
		return nil, true
	case v.framed == wire.ByChunks:
		return m.ChunkData(), m.HasLastChunk()
	}
	body, ok := v.body(), true
	if v.framed == wire.ByLength {
		ok = body.Len() == v.length
	}
	if body.Len() == 0 && (v.method == "" && v.framed != wire.ByLength || v.by == client && !v.raw) {
		return nil, false
	}
	return m.Bytes(body), ok
}

// hidden says that an elision stands in the body of a note.
func (v *view) hidden() bool {
	return !v.raw && bytes.Contains(v.m.Bytes(v.m.Body), []byte(wire.Elision))
}

// body is what stands behind the head, without the line break before the
// closing fence of a note.
func (v *view) body() source.Span {
	if v.raw {
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
	return v.framed != wire.NoBody && v.body().Len() > 0 && (v.framed != wire.ByChunks || v.hidden())
}

// isEmpty says that there certainly is no content where there could be some:
// the request was not HEAD.
func (v *view) isEmpty() bool {
	octets, known := v.octets()
	return known && len(octets) == 0 && v.method != "HEAD"
}

// visible are the octets of content that no coding hides. They are not whole
// where a note shows less than Content-Length says.
func (v *view) visible() (octets []byte, whole, ok bool) {
	if octets, ok := v.uncoded(); ok {
		return octets, true, true
	}
	body := v.body()
	if v.raw || v.framed != wire.ByLength || body.Len() == v.length || v.hidden() || v.has("Content-Encoding") {
		return nil, false, false
	}
	return v.m.Bytes(body), body.Len() > v.length, body.Len() > 0
}
