package rule

import (
	"bytes"
	"fmt"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// chunkRules are about chunks and trailers.
func chunkRules() []entry {
	return []entry{
		{Rule: must("chunk-form", "9112 7.1", "A chunked body is chunks, the last chunk of size zero, trailers and an empty line."), check: chunkForm},
		{Rule: must("trailer-allowed", "9110 6.5.1", "A field stands in the trailers only where its definition allows it."), check: trailerAllowed},
		{Rule: should("trailer-told", "9110 6.6.2", "Trailer names the trailer fields that are to come."), check: trailerTold},
	}
}

func chunkForm(v *view) {
	m := v.m
	if v.framed != wire.ByChunks || v.hidden() {
		return
	}
	if v.method == "" && m.Body.Len() == 0 {
		return // it may answer HEAD
	}
	for _, c := range m.Chunks {
		if fault := v.chunkFault(c); fault != "" {
			v.breach(source.Span{Start: c.Size.Start, End: max(c.Size.End, c.Ext.End)}, fault)
			return
		}
	}
	switch {
	case !m.HasLastChunk():
		v.breach(lastOf(m), "the last chunk is missing")
	case !m.Complete && v.x.Played:
		v.breach(lastOf(m), "the empty line behind the last chunk is missing")
	}
}

// lastOf is where the chunks of a message stop.
func lastOf(m *wire.Message) source.Span {
	if len(m.Chunks) == 0 {
		return source.Span{Start: m.Body.Start, End: m.Body.Start}
	}
	return m.Chunks[len(m.Chunks)-1].Size
}

func (v *view) chunkFault(c wire.Chunk) string {
	m := v.m
	if ext := string(m.Bytes(c.Ext)); ext != "" {
		if wire.IsBlank(ext[len(ext)-1]) {
			return "white space ends the line of the chunk's size"
		}
		if _, ok := params(ext, chunkParams); !ok {
			return fmt.Sprintf("%s is not a chunk extension", shown(ext))
		}
	}
	if !v.x.Played {
		return ""
	}
	if at := max(c.Size.End, c.Ext.End); !bytes.HasPrefix(m.Text[at:], []byte("\r\n")) {
		return "no CRLF follows the size of the chunk"
	}
	if c.Data.Len() > 0 && c.Data.End < len(m.Text) && !bytes.HasPrefix(m.Text[c.Data.End:], []byte("\r\n")) {
		return "no CRLF follows the data of the chunk"
	}
	return ""
}

// trailers says that the definition of a field allows it in trailers, as far as
// that is known. Of the fields that HTTP itself defines, these do.
func (n *named) trailers() bool {
	if n == nil {
		return true
	}
	switch n.Name {
	case "Accept-Ranges", "Authentication-Info", "ETag", "Proxy-Authentication-Info":
		return true
	case "Set-Cookie", "Keep-Alive":
		return false
	}
	return n.RFC != "9110" && n.RFC != "9111" && n.RFC != "9112"
}

func trailerAllowed(v *view) {
	for _, f := range v.m.Trailers {
		if n := v.judge.named(v.m, f); !n.trailers() {
			v.wrong(f, n.Name+" must not stand in the trailers")
		}
	}
}

func trailerTold(v *view) {
	if v.elided || len(v.m.Trailers) == 0 {
		return
	}
	told := v.m.List("Trailer")
	for _, f := range v.m.Trailers {
		if name := v.m.Name(f); !f.Elision && !wire.ContainsFold(told, name) {
			v.wrong(f, "Trailer does not name "+plain(name))
		}
	}
}
