package pattern

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An elision is one … of a body.
type elision struct {
	span source.Span
	kind pieceKind
}

// findElisions lists the lines … of a body, which take their line break with
// them, and in JSON the members "…": "…" and the elements "…".
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

// HasElision says that a part of the body of a message stands for more than itself.
func HasElision(m *wire.Message) bool { return len(findElisions(m.Text, m.Body, m.JSON())) > 0 }

// Unused finds an elision without which the pattern matches as well: it stands for
// nothing.
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

// TooWide says that elisions leave out the whole head behind the first line, and
// the whole body: such a response shows next to nothing.
func (b *Builder) TooWide() bool {
	body := b.Body()
	if len(b.Message.Fields) == 0 || body.Len() == 0 || b.Raw {
		return false
	}
	for _, f := range b.Message.Fields {
		if !f.Elision {
			return false
		}
	}
	at, left := body.Start, ""
	for _, e := range findElisions(b.Message.Text, body, b.Message.JSON()) {
		left += string(b.Message.Text[at:e.span.Start])
		at = e.span.End
	}
	left += string(b.Message.Text[min(at, body.End):body.End])
	return strings.Trim(left, "{}[], \t\n") == ""
}
