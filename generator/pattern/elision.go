package pattern

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An elision is one … in a body.
type elision struct {
	span source.Span
	kind pieceKind
}

// findElisions lists the … lines of a body, including their line break, and in JSON the
// members "…": "…" and the elements "…".
func findElisions(text []byte, body source.Span, isJSON bool) (out []elision) {
	if !bytes.Contains(text[body.Start:body.End], []byte(wire.Elision)) {
		return nil
	}
	for at := body.Start; at < body.End; {
		end := body.End
		if i := bytes.IndexByte(text[at:end], '\n'); i >= 0 {
			end = at + i + 1
		}
		if string(bytes.TrimSuffix(text[at:end], []byte("\n"))) == wire.Elision {
			out = append(out, elision{source.Span{Start: at, End: end}, anything})
		}
		at = end
	}
	if !isJSON {
		return out
	}
	tokens := wire.JSONTokens(text, body)
	is := func(i int, lit string) bool {
		return i >= 0 && i < len(tokens) && string(text[tokens[i].Span.Start:tokens[i].Span.End]) == lit
	}
	const quoted = `"` + wire.Elision + `"`
	for i := 0; i < len(tokens); i++ {
		switch {
		case !is(i, quoted):
		case is(i+1, ":") && is(i+2, quoted) && strings.TrimSpace(string(text[tokens[i].Span.End:tokens[i+2].Span.Start])) == ":":
			out = append(out, elision{source.Span{Start: tokens[i].Span.Start, End: tokens[i+2].Span.End}, members})
			i += 2
		case !is(i-1, ":") && !is(i+1, ":"):
			out = append(out, elision{tokens[i].Span, elements})
		}
	}
	slices.SortFunc(out, func(a, b elision) int { return a.span.Start - b.span.Start })
	return out
}

// HasElision reports whether a part of the message body stands for more than itself.
func HasElision(m *wire.Message) bool { return len(findElisions(m.Text, m.Body, m.JSON())) > 0 }

// Elisions counts the elisions of a message.
func Elisions(m *wire.Message) (n int) {
	for _, f := range m.Fields {
		if f.Elision {
			n++
		}
	}
	return n + len(findElisions(m.Text, m.Body, m.JSON()))
}

// Unused finds an elision that matches nothing: the pattern matches without it.
func (b *Builder) Unused(data []byte, bound map[string]string) (at source.Span, ok bool) {
	b.Build()
	for i, at := range b.elisions {
		b.drop = i + 1
		if ok, _ := Match(b.Build(), data, maps.Clone(bound)); ok {
			return at, true
		}
	}
	return at, false
}

// TooWide reports whether elisions and holes leave only the first line and names of the
// response to compare: no field value and no part of the content. Date and Age do not
// count, nor does a Content-Length that follows a hole. A response with one hole and no
// elision may have nothing else to show.
func (b *Builder) TooWide() bool {
	elided, holes, inBody := false, 0, false
	for _, h := range b.Holes {
		if h.named {
			holes++
			inBody = inBody || h.at.Start >= b.Message.Body.Start
		}
	}
	for _, f := range b.Message.Fields {
		if elided = elided || f.Elision; !f.Elision && b.fixed(f, inBody) {
			return false
		}
	}
	for _, part := range b.parts() {
		at := part.Start
		for _, e := range findElisions(b.Message.Text, part, b.Message.JSON()) {
			if b.shows(source.Span{Start: at, End: e.span.Start}) {
				return false
			}
			at, elided = e.span.End, true
		}
		if b.shows(source.Span{Start: min(at, part.End), End: part.End}) {
			return false
		}
	}
	return elided || holes > 1
}

// parts returns the parts of the body that are content.
func (b *Builder) parts() []source.Span {
	switch {
	case b.Raw:
		return []source.Span{b.Message.Body}
	case !b.Message.Chunked:
		return []source.Span{b.Body()}
	}
	var out []source.Span
	for _, c := range b.Message.Chunks {
		out = append(out, c.Data)
	}
	return out
}

// fixed reports whether the value of a field is compared.
func (b *Builder) fixed(f wire.Field, inBody bool) bool {
	name := b.Message.Name(f)
	if strings.EqualFold(name, "Date") || strings.EqualFold(name, "Age") || inBody && strings.EqualFold(name, "Content-Length") {
		return false
	}
	left := f.Value.Len()
	for _, h := range b.Holes {
		if f.Value.Start <= h.at.Start && h.at.End <= f.Value.End {
			left -= h.at.Len()
			if h.kind == cookie {
				left -= strings.IndexByte(b.Message.Value(f), '=') + 1
			}
		}
	}
	return left > 0 || f.Value.Len() == 0
}

// shows reports whether a part of the body has content that is compared: in JSON a
// value, elsewhere anything but white space.
func (b *Builder) shows(s source.Span) bool {
	held := func(at source.Span) bool {
		return slices.ContainsFunc(b.Holes, func(h Placed) bool { return h.at.Start <= at.Start && at.End <= h.at.End })
	}
	if !b.Message.JSON() && !slices.ContainsFunc(b.Holes, func(h Placed) bool { return h.kind == json }) {
		return len(bytes.TrimSpace(b.Message.Text[s.Start:s.End])) > 0 && !held(s)
	}
	return slices.ContainsFunc(wire.JSONTokens(b.Message.Text, s), func(t wire.Token) bool {
		return (t.Kind == wire.TokenString || t.Kind == wire.TokenNumber || t.Kind == wire.TokenLiteral) && !held(t.Span)
	})
}
