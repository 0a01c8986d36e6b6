package rule

import (
	"bytes"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// content is the content of a message, read when a check first needs it.
type content struct {
	read   bool
	known  bool
	octets []byte
	ends   []int // of each chunk, in the content
}

// octets returns the content, without chunk framing. known is false if an elision
// hides some of it, if it is incomplete, if the head may answer HEAD and nothing
// follows it, or if a note shows only the head of a request.
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
	case v.hidden(), v.x.Excerpt && (v.abridged() || v.has("Content-Encoding")):
		return nil, false
	case v.framed == wire.NoBody && v.by == client && !v.raw:
		// A note may omit Content-Length.
		return m.Content(v.body()), v.body().Len() > 0
	case v.framed == wire.NoBody:
		return nil, true
	case v.framed == wire.ByChunks:
		return m.ChunkData(), m.HasLastChunk()
	}
	body, ok := v.body(), true
	if v.framed == wire.ByLength {
		ok = m.Size(body) == v.length || v.x.Excerpt && v.fits(v.length)
	}
	if body.Len() == 0 && (v.method == "" && v.framed != wire.ByLength || v.by == client && !v.raw || v.x.Excerpt) {
		return nil, false
	}
	return m.Content(body), ok
}

// hidden reports whether there is an elision in the body of a note.
func (v *view) hidden() bool {
	return !v.raw && bytes.Contains(v.m.Bytes(v.m.Body), []byte(wire.Elision))
}

// body is the text after the head, without the line break before the closing fence of
// a note.
func (v *view) body() source.Span {
	if v.raw {
		return v.m.Body
	}
	body, _ := v.m.LastBreak(v.method, false)
	return body
}

// hasContent reports whether there certainly is content.
func (v *view) hasContent() bool {
	octets, known := v.octets()
	if known {
		return len(octets) > 0
	}
	return v.framed != wire.NoBody && v.body().Len() > 0 && (v.framed != wire.ByChunks || v.hidden())
}

// isEmpty reports whether there certainly is no content although there could be some:
// the request was not HEAD.
func (v *view) isEmpty() bool {
	octets, known := v.octets()
	return known && len(octets) == 0 && v.method != "HEAD"
}

// visible returns the octets of content if no coding hides them. whole is false if a
// note shows less than Content-Length says.
func (v *view) visible() (octets []byte, whole, ok bool) {
	if octets, ok := v.uncoded(); ok {
		return octets, true, true
	}
	body := v.body()
	if v.x.Excerpt && (v.framed != wire.NoBody || v.by == client) && v.framed != wire.ByChunks && !v.has("Content-Encoding") && v.m.Code != 206 {
		return v.m.Bytes(body), v.framed != wire.ByLength || body.Len() >= v.length, body.Len() > 0
	}
	if v.raw || v.framed != wire.ByLength || v.m.Size(body) == v.length || v.hidden() || v.has("Content-Encoding") {
		return nil, false, false
	}
	return v.m.Content(body), v.m.Size(body) > v.length, body.Len() > 0
}
