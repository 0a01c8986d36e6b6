package exchange

import (
	"bytes"
	"strconv"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A builder makes the pattern of one documented message.
type builder struct {
	m        *wire.Message
	eol      string
	holes    []placed
	captures []capture
	cut      bool
	method   string // of the request that a response answers
	more     bool   // a request that goes on in a send fence

	raw   bool // the text is what is on the wire
	exact bool // every … is read as itself
	drop  int  // this elision, counted from 1, is left out

	elisions []source.Span
	out      []piece
}

// A placed hole is one that was found in the message.
type placed struct {
	at   source.Span
	kind pieceKind
	typ  string
}

// build makes the pattern. Elided spans are those of the elisions in it.
func (b *builder) build() []piece {
	b.out, b.elisions = nil, nil
	if b.raw {
		b.text(b.m.Span)
		return b.capture(merge(b.out))
	}
	if b.m.Head.Len() > 0 {
		b.line(b.m.Start)
		b.fields(b.m.Fields)
		b.add(b.eol)
	}
	if b.m.Chunked {
		b.chunked()
	} else {
		b.content(b.body(), b.m.JSON())
	}
	return b.capture(merge(b.out))
}

// body is the body without the line break that belongs to the fence.
func (b *builder) body() source.Span {
	body, _ := b.m.LastBreak(b.method, b.more || b.cut || b.elided(b.m.Body))
	return body
}

// follows says that holes or captures gave the body that came another length,
// so that Content-Length is another, too. The note must be right about its own.
func (b *builder) follows(came *wire.Message) bool {
	body := b.body()
	if b.raw {
		body = source.Span{Start: b.m.Head.End, End: b.m.Span.End}
	}
	documented, ok := b.m.Get("Content-Length")
	return ok && documented == strconv.Itoa(body.Len()) && body.Len() != came.Body.Len() && !b.elided(body)
}

// elided says that a part of the body stands for more than itself.
func (b *builder) elided(body source.Span) bool {
	return !b.exact && len(findElisions(b.m.Text, body, b.m.JSON())) > 0
}

func (b *builder) add(lit string) {
	b.out = append(b.out, piece{kind: literal, lit: []byte(lit)})
}

func (b *builder) line(l source.Span) {
	b.text(l)
	b.add(b.eol)
}

func (b *builder) fields(list []wire.Field) {
	for _, f := range list {
		if f.Elision && !b.exact {
			b.elide(fields, f.Line)
			continue
		}
		b.line(f.Line)
	}
}

// elide adds an elision, or leaves it out; it says whether it added it.
func (b *builder) elide(kind pieceKind, at source.Span) bool {
	b.elisions = append(b.elisions, at)
	if b.drop == len(b.elisions) {
		return false
	}
	b.out = append(b.out, piece{kind: kind, span: at})
	return true
}

// text adds the bytes of a span, with the holes in it.
func (b *builder) text(s source.Span) {
	at := s.Start
	for _, h := range b.holes {
		if h.at.Start < at || h.at.End > s.End {
			continue
		}
		b.literal(source.Span{Start: at, End: h.at.Start})
		b.out = append(b.out, piece{kind: h.kind, typ: h.typ})
		at = h.at.End
	}
	b.literal(source.Span{Start: at, End: s.End})
}

func (b *builder) literal(s source.Span) {
	if s.Len() > 0 {
		b.out = append(b.out, piece{kind: literal, lit: b.m.Text[s.Start:s.End]})
	}
}

func (b *builder) content(body source.Span, isJSON bool) {
	if b.exact {
		b.text(body)
		return
	}
	at := body.Start
	for _, e := range findElisions(b.m.Text, body, isJSON) {
		b.text(source.Span{Start: at, End: e.span.Start})
		at = e.span.End
		if !b.elide(e.kind, e.span) && e.kind != anything {
			at = b.dropComma(at)
		}
	}
	b.text(source.Span{Start: min(at, body.End), End: body.End})
}

// dropComma takes out the comma that joined an elision which is left out.
func (b *builder) dropComma(at int) int {
	if len(b.out) > 0 {
		last := &b.out[len(b.out)-1]
		if trimmed := bytes.TrimRight(last.lit, " \t\n"); bytes.HasSuffix(trimmed, []byte(",")) {
			last.lit = trimmed[:len(trimmed)-1]
			return at
		}
	}
	if next := wire.JSONSpace(b.m.Text, at); next < len(b.m.Text) && b.m.Text[next] == ',' {
		return wire.JSONSpace(b.m.Text, next+1)
	}
	return at
}

func (b *builder) chunked() {
	for _, c := range b.m.Chunks {
		if c.Size.Len() == 0 {
			if !b.exact {
				b.elide(chunks, c.Data)
			}
			continue
		}
		b.text(source.Span{Start: c.Size.Start, End: c.Size.End + c.Ext.Len()})
		b.add("\r\n")
		size, _ := strconv.ParseUint(string(b.m.Text[c.Size.Start:c.Size.End]), 16, 31)
		if size == 0 {
			b.fields(b.m.Trailers)
			if !b.cut {
				b.add("\r\n")
			}
			return
		}
		if c.Data.Len() == int(size) {
			b.text(c.Data)
		} else {
			outer := b.out
			b.out = nil
			b.content(c.Data, b.m.JSON())
			b.out = append(outer, piece{kind: block, size: int(size), sub: merge(b.out)})
		}
		b.add("\r\n")
	}
	if rest := (source.Span{Start: b.m.Body.End, End: b.m.Span.End}); rest.Len() > 0 {
		b.text(rest)
	}
}

// merge joins literals that stand side by side.
func merge(in []piece) (out []piece) {
	for _, t := range in {
		if n := len(out); t.kind == literal && n > 0 && out[n-1].kind == literal {
			out[n-1].lit = append(out[n-1].lit[:len(out[n-1].lit):len(out[n-1].lit)], t.lit...)
			continue
		}
		if t.kind != literal || len(t.lit) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// capture splits literals where a sample stands in them.
func (b *builder) capture(in []piece) []piece {
	for _, c := range b.captures {
		var out []piece
		for _, t := range in {
			if t.kind == block {
				inner := builder{captures: []capture{c}}
				t.sub = inner.capture(t.sub)
			}
			if t.kind != literal {
				out = append(out, t)
				continue
			}
			parts := strings.Split(string(t.lit), c.sample)
			for i, part := range parts {
				if i > 0 {
					out = append(out, piece{kind: captured, name: c.name, lit: []byte(c.sample)})
				}
				if part != "" {
					out = append(out, piece{kind: literal, lit: []byte(part)})
				}
			}
		}
		in = out
	}
	return in
}

// bytesOf gives the bytes of a pattern without elisions and holes: a request.
// Captures stand for what came, or for their sample where nothing came.
func bytesOf(pattern []piece, bound map[string]string) (out []byte) {
	for _, t := range pattern {
		if v, ok := bound[t.name]; ok && t.kind == captured {
			out = append(out, v...)
			continue
		}
		out = append(out, t.lit...)
	}
	return out
}
