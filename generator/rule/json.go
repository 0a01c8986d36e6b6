package rule

import (
	"sort"
	"strings"
	"unicode/utf8"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// jsonRules are about content that is JSON.
func jsonRules() []entry {
	types := []string{"Content-Type"}
	return []entry{
		{
			Rule: must("json-valid", "8259 2", "Content with a JSON media type is valid JSON."),
			by:   either, of: types, once: true, each: jsonValid,
		},
		{
			Rule: must("json-utf8", "8259 8.1", "JSON is sent in UTF-8, without a byte order mark."),
			by:   either, of: types, once: true, each: jsonUTF8,
		},
	}
}

// jsonContent returns the content of a message with a JSON media type. whole is false
// if a note shows less than Content-Length says.
func (v *view) jsonContent(f wire.Field) (octets []byte, whole, ok bool) {
	kind, _, ok := mediaType(v.m.Value(f))
	if !ok || kind != "application/json" && !strings.HasSuffix(kind, "+json") {
		return nil, false, false
	}
	return v.visible()
}

const byteOrderMark = "\uFEFF"

func jsonValid(v *view, f wire.Field) {
	octets, whole, ok := v.jsonContent(f)
	if !ok || strings.HasPrefix(string(octets[:min(3, len(octets))]), byteOrderMark) {
		return
	}
	fault, ok := findJSONFault(octets, !v.raw)
	if v.x.Excerpt {
		fault, ok = excerptJSONFault(octets)
	}
	if ok && (whole || !fault.ends) {
		v.breach(v.inContent(fault.from, fault.to), fault.detail)
	}
}

func jsonUTF8(v *view, f wire.Field) {
	octets, _, ok := v.jsonContent(f)
	if !ok {
		return
	}
	if strings.HasPrefix(string(octets[:min(3, len(octets))]), byteOrderMark) {
		v.breach(v.inContent(0, 3), "the content begins with a byte order mark")
		return
	}
	if _, all, _ := mediaType(v.m.Value(f)); len(all) > 0 {
		if charset, has := paramOf(all, "charset"); has && strings.EqualFold(charset.value, "utf-8") {
			return // charset-true reports it
		}
	}
	for at := 0; at < len(octets); {
		r, size := utf8.DecodeRune(octets[at:])
		if r == utf8.RuneError && size == 1 {
			v.breach(v.inContent(at, at+1), "the content is not UTF-8")
			return
		}
		at += size
	}
}

// inContent maps a range of the content to its span in the message.
func (v *view) inContent(from, to int) source.Span {
	s := source.Span{Start: v.contentAt(from)}
	s.End = max(s.Start, v.contentAt(max(from, to-1))+min(1, to-from))
	return s
}

// contentAt maps an offset in the content to one in the message.
func (v *view) contentAt(at int) int {
	if v.framed != wire.ByChunks {
		return min(v.m.Body.Start+at, len(v.m.Text))
	}
	if v.content.ends == nil {
		total := 0
		for _, c := range v.m.Chunks {
			total += c.Data.Len()
			v.content.ends = append(v.content.ends, total)
		}
	}
	i := sort.SearchInts(v.content.ends, at+1)
	switch n := len(v.m.Chunks); {
	case n == 0:
		return v.m.Body.Start
	case i == n:
		return v.m.Chunks[n-1].Data.End
	}
	c := v.m.Chunks[i].Data
	return c.End - (v.content.ends[i] - at)
}
