package rule

import (
	"bytes"
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// chunkRules are about chunks and trailers.
func chunkRules() []entry {
	return []entry{
		{by: either, Rule: must("chunk-form", "9112 7.1", "A chunked body is chunks, the last chunk of size zero, trailers and an empty line."), check: chunkForm},
		{by: either, Rule: must("trailer-allowed", "9110 6.5.1", "A field is in the trailers only if its definition allows it."), check: trailerAllowed},
		{by: either, Rule: should("trailer-told", "9110 6.6.2", "Trailer names the trailer fields that follow."), check: trailerTold},
	}
}

func chunkForm(v *view) {
	m := v.m
	if v.framed != wire.ByChunks || v.hidden() {
		return
	}
	if m.Body.Len() == 0 && (v.method == "" || v.by == client && !v.raw || v.x.Excerpt) {
		return // it may answer HEAD, or the content is not shown
	}
	if v.x.Excerpt && (len(m.Chunks) == 0 || v.abridged()) {
		return // the content is shown without its chunks
	}
	for _, c := range m.Chunks {
		if at, fault := v.chunkFault(c); fault != "" {
			v.breach(at, fault)
			return
		}
	}
	switch l := v.behindChunks(); {
	case !m.HasLastChunk() && l.Len() > 0:
		v.breach(l, shown(string(m.Bytes(l)))+" is not the size of a chunk, which is a hexadecimal number")
	case !m.HasLastChunk():
		v.breach(lastOf(m), "the last chunk is missing")
	case !m.Complete && v.raw:
		v.breach(lastOf(m), "the empty line after the last chunk is missing")
	}
}

// lastOf is the span of the size of the last chunk, or where the body begins.
func lastOf(m *wire.Message) source.Span {
	if len(m.Chunks) == 0 {
		return source.Span{Start: m.Body.Start, End: m.Body.Start}
	}
	return m.Chunks[len(m.Chunks)-1].Size
}

// behindChunks is the line after the last chunk that was read.
func (v *view) behindChunks() source.Span {
	at := v.m.Body.Start
	if n := len(v.m.Chunks); n > 0 {
		_, at = wire.TakeLine(v.m.Text, v.m.Chunks[n-1].Data.End, max(v.m.Body.End, v.m.Chunks[n-1].Data.End))
	}
	l, _ := wire.TakeLine(v.m.Text, at, max(at, v.m.Body.End))
	return l
}

func (v *view) chunkFault(c wire.Chunk) (source.Span, string) {
	m := v.m
	line := source.Span{Start: c.Size.Start, End: max(c.Size.End, c.Ext.End)}
	if ext := string(m.Bytes(c.Ext)); ext != "" {
		if wire.IsBlank(ext[len(ext)-1]) {
			return c.Ext, "the line with the chunk's size ends in white space"
		}
		if _, ok := params(ext, chunkParams); !ok {
			return c.Ext, fmt.Sprintf("%s is not a chunk extension", shown(ext))
		}
	}
	if v.raw && !bytes.HasPrefix(m.Text[line.End:], []byte("\r\n")) {
		return line, "no CRLF follows the size of the chunk"
	}
	if c.Data.Start == 0 {
		return line, "" // the last chunk
	}
	if fault := v.sizeFault(c); fault != "" {
		return c.Size, fault
	}
	if v.raw && bytes.HasPrefix(m.Text[c.Data.End:], []byte("\n")) {
		return c.Data, "no CRLF follows the data of the chunk"
	}
	return line, ""
}

// trailers reports whether the definition of a field allows it in trailers, or is not
// known. Of the fields that HTTP itself defines, only these are allowed.
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
			v.wrong(f, n.Name+" is not allowed in the trailers")
		}
	}
}

func trailerTold(v *view) {
	if v.elided || len(v.m.Trailers) == 0 {
		return
	}
	told := map[string]bool{}
	for _, name := range v.m.List("Trailer") {
		told[strings.ToLower(name)] = true
	}
	for _, f := range v.m.Trailers {
		if name := v.m.Name(f); !f.Elision && !told[strings.ToLower(name)] {
			v.breach(f.Name, "Trailer does not name "+plain(name))
		}
	}
}
