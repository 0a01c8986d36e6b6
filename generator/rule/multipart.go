package rule

import (
	"bytes"
	"fmt"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// multipartRules are about multipart content of any subtype.
func multipartRules() []entry {
	types := []string{"Content-Type"}
	return []entry{
		{
			Rule: must("multipart-boundary", "9110 8.3.3", "The media type of a multipart has the boundary between its parts."),
			by:   either, of: types, once: true, each: multipartBoundary,
		},
		{
			Rule: must("multipart-form", "9110 8.3.3", "In a multipart, each part follows a line of -- and the boundary, and the last such line ends in --."),
			by:   either, of: types, once: true, each: multipartForm,
		},
	}
}

func multipartBoundary(v *view, f wire.Field) {
	if subtype := v.multipart(); subtype != "" && v.boundary() == "" && !v.placeholder(f) && v.m.Code != 206 {
		v.wrong(f, "multipart/"+plain(subtype)+" has no boundary")
	}
}

func multipartForm(v *view, f wire.Field) {
	boundary := v.boundary()
	if v.multipart() == "" || boundary == "" || v.placeholder(f) {
		return
	}
	content, whole, ok := v.visible()
	if subtype := v.multipart(); subtype == "byteranges" && !ok {
		content, ok = v.octets()
		whole = ok
	}
	if !ok || len(content) == 0 {
		return
	}
	all := delimiters(content, boundary)
	near, found := nearDelimiter(content, boundary)
	switch {
	case found:
		v.breach(v.inContent(near.Start, near.End), fmt.Sprintf("a delimiter is -- and the boundary, which is %s here: %s", shown(boundary), shown("--"+boundary)))
	case len(all) == 0:
		l, _ := wire.TakeLine(content, 0, len(content))
		v.breach(v.inContent(l.Start, l.End), fmt.Sprintf("there is no delimiter before the first part: %s", shown("--"+boundary)))
	case whole && !closes(content, all[len(all)-1], boundary):
		last := all[len(all)-1]
		v.breach(v.inContent(last.Start, last.End), fmt.Sprintf("the last delimiter does not end in --: %s", shown("--"+boundary+"--")))
	}
}

// closes reports whether a delimiter is the last one.
func closes(content []byte, l source.Span, boundary string) bool {
	return bytes.HasPrefix(content[l.Start+len("--")+len(boundary):l.End], []byte("--"))
}

// nearDelimiter returns the first line that has the boundary after a wrong number of
// hyphens.
func nearDelimiter(content []byte, boundary string) (source.Span, bool) {
	bare := bytes.TrimLeft([]byte(boundary), "-")
	if len(bare) == 0 {
		return source.Span{}, false
	}
	for at := 0; at < len(content); {
		l, next := wire.TakeLine(content, at, len(content))
		at = next
		line := bytes.TrimRight(content[l.Start:l.End], " \t")
		hyphens := len(line) - len(bytes.TrimLeft(line, "-"))
		rest := line[hyphens:]
		if !bytes.HasPrefix(rest, bare) || hyphens == len("--")+len(boundary)-len(bare) {
			continue
		}
		if rest = rest[len(bare):]; len(rest) == 0 || string(rest) == "--" {
			return l, true
		}
	}
	return source.Span{}, false
}
