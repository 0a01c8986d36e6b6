package rule

import (
	"bytes"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// multipart returns the subtype of a response whose Content-Type is multipart, or "".
func (v *view) multipart() string {
	const main = "multipart/"
	f, ok := v.field("Content-Type")
	if !ok || f.Value.Len() <= len(main) || !wire.FoldEqual(v.m.Bytes(f.Value)[:len(main)], main) {
		return ""
	}
	kind, _, _ := mediaType(v.m.Value(f))
	return strings.TrimPrefix(kind, main)
}

// boundary returns the boundary between the parts, or "".
func (v *view) boundary() string {
	value, _ := v.get("Content-Type")
	_, all, _ := mediaType(value)
	p, _ := paramOf(all, "boundary")
	return p.value
}

// delimiters returns the lines that separate the parts of a multipart (RFC 2046
// section 5.1.1), without their line ends.
func delimiters(content []byte, boundary string) []source.Span {
	var out []source.Span
	delimiter := []byte("--" + boundary)
	for at := 0; at < len(content); {
		l, next := wire.TakeLine(content, at, len(content))
		if bytes.HasPrefix(content[l.Start:l.End], delimiter) {
			rest := bytes.TrimRight(content[l.Start+len(delimiter):l.End], " \t")
			if len(rest) == 0 || string(rest) == "--" {
				out = append(out, l)
			}
		}
		at = next
	}
	return out
}

// A bodyPart is one part of a multipart content.
type bodyPart struct {
	fields *wire.Message // its head
	place  source.Span   // of its first line, in the content
	body   source.Span   // in the content, without the line break before the delimiter
}

// parts returns the parts of a multipart, including empty ones. ok is false if the
// content is not known.
func (v *view) parts() (out []bodyPart, ok bool) {
	content, known := v.octets()
	boundary := v.boundary()
	if !known || boundary == "" {
		return nil, false
	}
	all := delimiters(content, boundary)
	for i := 0; i+1 < len(all); i++ {
		_, at := wire.TakeLine(content, all[i].Start, len(content))
		first, _ := wire.TakeLine(content, at, len(content))
		p := bodyPart{fields: &wire.Message{Text: content}, place: first}
		for at < all[i+1].Start {
			l, next := wire.TakeLine(content, at, len(content))
			at = next
			if l.Len() == 0 {
				break
			}
			p.fields.Fields = append(p.fields.Fields, wire.ParseField(content, l))
		}
		end := all[i+1].Start
		if end > at && content[end-1] == '\n' {
			end--
		}
		if end > at && content[end-1] == '\r' {
			end--
		}
		p.body = source.Span{Start: min(at, end), End: end}
		out = append(out, p)
	}
	return out, len(all) > 0
}

// contentRange returns the Content-Range of a part, or "".
func (p bodyPart) contentRange() (wire.Field, string) {
	f, ok := p.fields.Lookup("Content-Range")
	if !ok {
		return f, ""
	}
	return f, p.fields.Value(f)
}
