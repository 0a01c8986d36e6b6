package pattern

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Builder builds the pattern of one documented message.
type Builder struct {
	Message   *wire.Message
	EOL       string
	Holes     []Placed
	Captures  []Capture
	Cut       bool
	Method    string // of the request that a response answers
	Continued bool   // a request that continues in a send fence

	Raw   bool // the text is exactly what is sent or received
	Exact bool // every … is literal
	drop  int  // leave out this elision, counted from 1

	elisions []source.Span
	out      []Piece
	open     []source.Span
}

// Build builds the pattern. b.elisions then has the spans of its elisions.
func (b *Builder) Build() []Piece {
	b.out, b.elisions = nil, nil
	if b.Raw {
		b.text(b.Message.Span)
		return b.capture(merge(b.out))
	}
	if b.Message.Head.Len() > 0 {
		b.fieldLine(b.Message.Start)
		b.fields(b.Message.Fields)
		b.add(b.EOL)
	}
	if b.Message.Chunked {
		b.chunked()
	} else {
		head := len(b.out)
		b.content(b.Body(), b.Message.JSON())
		for i := head; b.Message.CRLF && i < len(b.out); i++ {
			b.out[i].lit = bytes.ReplaceAll(b.out[i].lit, []byte("\n"), []byte("\r\n"))
		}
	}
	return b.capture(merge(b.out))
}

// Body returns the body without the line break that belongs to the fence.
func (b *Builder) Body() source.Span {
	body, _ := b.Message.LastBreak(b.Method, b.Continued || b.Cut || b.elided(b.Message.Body))
	return body
}

// Follows reports whether holes or captures changed the length of the body that came,
// and so its Content-Length. The note must be right about its own.
func (b *Builder) Follows(came *wire.Message) bool {
	body := b.Body()
	if b.Raw {
		body = source.Span{Start: b.Message.Head.End, End: b.Message.Span.End}
	}
	documented, ok := b.Message.Get("Content-Length")
	size := b.Message.Size(body)
	return ok && documented == strconv.Itoa(size) && size != came.Body.Len() && !b.elided(body)
}

// elided reports whether a part of the body stands for more than itself.
func (b *Builder) elided(body source.Span) bool {
	return !b.Exact && len(findElisions(b.Message.Text, body, b.Message.JSON())) > 0
}

func (b *Builder) add(lit string) {
	b.out = append(b.out, Piece{kind: literal, lit: []byte(lit)})
}

func (b *Builder) fieldLine(l source.Span) {
	b.text(l)
	b.add(b.EOL)
}

// Line builds the pattern of one line of the message, without its line end.
func (b *Builder) Line(l source.Span, ofBody bool) []Piece {
	b.out, b.elisions = nil, nil
	if ofBody {
		b.content(l, b.Message.JSON())
	} else {
		b.text(l)
	}
	return b.capture(merge(b.out))
}

func (b *Builder) fields(list []wire.Field) {
	for _, f := range list {
		if f.Elision && !b.Exact {
			b.elide(fields, f.Line)
			continue
		}
		b.fieldLine(f.Line)
	}
}

// elide adds an elision or leaves it out, and reports whether it added it.
func (b *Builder) elide(kind pieceKind, at source.Span) bool {
	b.elisions = append(b.elisions, at)
	if b.drop == len(b.elisions) {
		return false
	}
	b.out = append(b.out, Piece{kind: kind, span: at})
	return true
}

// text adds the bytes of a span, with the holes in it.
func (b *Builder) text(s source.Span) {
	at := s.Start
	for _, h := range b.Holes {
		if h.at.Start < at || h.at.End > s.End {
			continue
		}
		b.literal(source.Span{Start: at, End: h.at.Start})
		b.out = append(b.out, Piece{kind: h.kind, typ: h.Type, like: b.Message.Text[h.at.Start]})
		at = h.at.End
	}
	b.literal(source.Span{Start: at, End: s.End})
}

// literal adds literal bytes. They are open in the parts where captures may be.
func (b *Builder) literal(s source.Span) {
	if b.open == nil {
		b.open = Open(b.Message)
	}
	first, _ := slices.BinarySearchFunc(b.open, s.Start, func(open source.Span, at int) int { return cmp.Compare(open.End, at+1) })
	for _, open := range b.open[first:] {
		if open.Start >= s.End {
			break
		}
		from, to := max(s.Start, open.Start), min(s.End, open.End)
		b.bytes(source.Span{Start: s.Start, End: from}, false)
		b.bytes(source.Span{Start: from, End: to}, true)
		s.Start = to
	}
	b.bytes(s, false)
}

func (b *Builder) bytes(s source.Span, open bool) {
	if s.Len() > 0 {
		b.out = append(b.out, Piece{kind: literal, lit: b.Message.Text[s.Start:s.End], open: open})
	}
}

// Open returns the parts of a message in which a capture may be, in order: of a
// response the field values and the content, of a request all of it, since captured
// values also come back in targets.
func Open(m *wire.Message) (out []source.Span) {
	if m.Kind == wire.Request {
		return []source.Span{m.Span}
	}
	for _, f := range m.Fields {
		out = append(out, f.Value)
	}
	if !m.Chunked {
		return append(out, m.Body)
	}
	for _, c := range m.Chunks {
		if c.Data.Len() > 0 { // the last chunk has none
			out = append(out, c.Data)
		}
	}
	for _, f := range m.Trailers {
		out = append(out, f.Value)
	}
	return out
}

func (b *Builder) content(body source.Span, isJSON bool) {
	if b.Exact {
		b.text(body)
		return
	}
	at := body.Start
	for _, e := range findElisions(b.Message.Text, body, isJSON) {
		b.text(source.Span{Start: at, End: e.span.Start})
		at = e.span.End
		if !b.elide(e.kind, e.span) && e.kind != anything {
			at = b.dropComma(at)
		}
	}
	b.text(source.Span{Start: min(at, body.End), End: body.End})
}

// dropComma removes the comma that joined an elision that is left out.
func (b *Builder) dropComma(at int) int {
	if len(b.out) > 0 {
		last := &b.out[len(b.out)-1]
		if trimmed := bytes.TrimRight(last.lit, " \t\n"); bytes.HasSuffix(trimmed, []byte(",")) {
			last.lit = trimmed[:len(trimmed)-1]
			return at
		}
	}
	if next := wire.JSONSpace(b.Message.Text, at); next < len(b.Message.Text) && b.Message.Text[next] == ',' {
		return wire.JSONSpace(b.Message.Text, next+1)
	}
	return at
}

func (b *Builder) chunked() {
	at := b.Message.Body.Start // where the text already added ends
	for _, c := range b.Message.Chunks {
		at = min(max(c.Data.End, c.Size.End+c.Ext.Len())+1, b.Message.Body.End) // including its line break
		if c.Size.Len() == 0 {
			if !b.Exact {
				b.elide(chunks, c.Data)
			}
			continue
		}
		b.text(source.Span{Start: c.Size.Start, End: c.Size.End + c.Ext.Len()})
		b.add("\r\n")
		size, _ := strconv.ParseUint(string(b.Message.Text[c.Size.Start:c.Size.End]), 16, 31)
		if size == 0 {
			b.fields(b.Message.Trailers)
			if !b.Cut {
				b.add("\r\n")
			}
			return
		}
		if c.Data.Len() == int(size) {
			b.text(c.Data)
		} else {
			outer := b.out
			b.out = nil
			b.content(c.Data, b.Message.JSON())
			b.out = append(outer, Piece{kind: block, size: int(size), sub: merge(b.out)})
		}
		b.add("\r\n")
	}
	b.text(source.Span{Start: at, End: b.Message.Span.End}) // whatever is not a chunk
}

// merge joins adjacent literals.
func merge(in []Piece) (out []Piece) {
	for _, t := range in {
		if n := len(out); t.kind == literal && n > 0 && out[n-1].kind == literal && out[n-1].open == t.open {
			out[n-1].lit = append(out[n-1].lit[:len(out[n-1].lit):len(out[n-1].lit)], t.lit...)
			continue
		}
		if t.kind != literal || len(t.lit) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// capture splits literals where they contain a sample.
func (b *Builder) capture(in []Piece) []Piece {
	for _, c := range b.Captures {
		var out []Piece
		for _, t := range in {
			if t.kind == block {
				inner := Builder{Captures: []Capture{c}}
				t.sub = inner.capture(t.sub)
			}
			if t.kind != literal || !t.open {
				out = append(out, t)
				continue
			}
			parts := strings.Split(string(t.lit), c.Sample)
			for i, part := range parts {
				if i > 0 {
					out = append(out, Piece{kind: captured, name: c.Name, lit: []byte(c.Sample)})
				}
				if part != "" {
					out = append(out, Piece{kind: literal, lit: []byte(part), open: true})
				}
			}
		}
		in = out
	}
	return in
}

// Literal reports whether a pattern covers only its own bytes.
func Literal(pattern []Piece) bool {
	return !slices.ContainsFunc(pattern, func(p Piece) bool { return p.kind != literal })
}

// BytesOf returns the bytes of a request's pattern, which has no elisions or holes. A
// capture gives its received value, or else its sample.
func BytesOf(pattern []Piece, bound map[string]string) (out []byte) {
	for _, t := range pattern {
		if v, ok := bound[t.name]; ok && t.kind == captured {
			out = append(out, v...)
			continue
		}
		out = append(out, t.lit...)
	}
	return out
}

// Text is the pattern of bytes that are not a message, with captures in them.
func Text(text []byte, captures []Capture) []Piece {
	b := Builder{Captures: captures}
	return b.capture([]Piece{{kind: literal, lit: text, open: true}})
}

// Elides reports whether the pattern that was built last has elisions.
func (b *Builder) Elides() bool { return len(b.elisions) > 0 }
