package rule

import (
	"bytes"
	"fmt"

	"wirebook/generator/wire"
)

// partRules are about responses with several parts.
func partRules() []entry {
	several := []string{"Content-Type"}
	return []entry{
		{
			Rule:  must("206-multi", "9110 15.3.7.2", "Multiple parts are sent as multipart/byteranges with a boundary."),
			codes: codes{206}, of: several, once: true, each: partsType,
		},
		{
			Rule:  must("206-multi-head", "9110 15.3.7.2", "If multiple parts are sent, the head has no Content-Range."),
			codes: codes{206}, of: []string{"Content-Range"}, each: partsHead,
		},
		{
			Rule:  must("206-multi-part", "9110 15.3.7.2", "Each of multiple parts has its own Content-Range."),
			codes: codes{206}, of: several, once: true, each: partsRange,
		},
		{
			Rule:  must("206-multi-length", "9110 15.3.7.2 14.4", "Each of multiple parts has as many octets as its Content-Range says."),
			codes: codes{206}, of: several, once: true, each: partsLength,
		},
		{
			Rule:  must("206-multi-asked", "9110 15.3.7.2", "A request for one range does not get multipart/byteranges."),
			codes: codes{206}, of: several, once: true, each: partsAsked,
		},
		{
			Rule:  should("206-multi-order", "9110 15.3.7.2", "Multiple parts are sent in the order in which they were requested."),
			codes: codes{206}, of: several, once: true, each: partsOrder,
		},
		{
			Rule: must("multipart-crlf", "9110 8.3.3", "The lines between the parts of a multipart end in CRLF."),
			by:   either, of: several, once: true, each: partsCRLF,
		},
	}
}

func partsType(v *view, f wire.Field) {
	switch subtype := v.multipart(); {
	case subtype == "byteranges" && v.boundary() == "":
		v.wrong(f, "multipart/byteranges has no boundary")
	case subtype != "" && subtype != "byteranges" && v.lacks("Content-Range"):
		v.wrong(f, "the type of multiple parts is multipart/"+plain(subtype))
	}
}

func partsHead(v *view, f wire.Field) {
	if v.multipart() == "byteranges" {
		v.wrong(f, "Content-Range is in the head of a response with multiple parts")
	}
}

func partsRange(v *view, _ wire.Field) {
	if v.multipart() != "byteranges" {
		return
	}
	all, _ := v.parts()
	for i, p := range all {
		if _, value := p.contentRange(); value == "" {
			v.breach(v.inContent(p.place.Start, p.place.End), fmt.Sprintf("part %d has no Content-Range", i+1))
		}
	}
}

// partsLength accepts a note's line ends as either LF or CRLF.
func partsLength(v *view, _ wire.Field) {
	if v.multipart() != "byteranges" {
		return
	}
	content, _ := v.octets()
	all, _ := v.parts()
	for _, p := range all {
		f, value := p.contentRange()
		c, ok := parseContentRange(value)
		if !ok || c.unit != "bytes" || c.unsatisfied {
			continue
		}
		at := v.inContent(f.Value.Start, f.Value.End)
		if fault := c.fault(); fault != "" {
			v.breach(at, fault)
			continue
		}
		n := int64(p.body.Len())
		with := n
		if !v.raw {
			with += int64(bytes.Count(content[p.body.Start:p.body.End], []byte("\n")))
		}
		if size := c.last - c.first + 1; size < n || size > with {
			v.breach(at, fmt.Sprintf("the range has %d octets, but the part has %d", size, n))
		}
	}
}

func partsAsked(v *view, f wire.Field) {
	if asked, ok := v.askedRanges(); ok && len(asked.specs) == 1 && v.multipart() == "byteranges" {
		v.wrong(f, "only one range was requested")
	}
}

func partsOrder(v *view, _ wire.Field) {
	asked, ok := v.askedRanges()
	if !ok || asked.unit != "bytes" || v.multipart() != "byteranges" {
		return
	}
	all, _ := v.parts()
	var index map[byteRange]int
	before := -1
	for i, p := range all {
		f, value := p.contentRange()
		c, ok := parseContentRange(value)
		if !ok || c.length < 0 {
			return
		}
		if index == nil {
			index = asked.index(c.length)
		}
		at, ok := index[c.byteRange]
		if !ok {
			continue // joined ranges may be anywhere
		}
		if at < before {
			v.breach(v.inContent(f.Value.Start, f.Value.End), fmt.Sprintf("part %d was requested before the part that precedes it", i+1))
			return
		}
		before = at
	}
}

// index maps each requested range to its position in Range, for a representation of
// that length.
func (r ranges) index(length int64) map[byteRange]int {
	out := make(map[byteRange]int, len(r.specs))
	for i, spec := range r.specs {
		if want, ok := resolve(spec, length); ok {
			if _, before := out[want]; !before {
				out[want] = i
			}
		}
	}
	return out
}

func partsCRLF(v *view, f wire.Field) {
	if !v.raw || v.multipart() == "" {
		return
	}
	boundary := v.boundary()
	if boundary == "" {
		return
	}
	content, _ := v.octets()
	for _, l := range delimiters(content, boundary) {
		before := l.Start == 0 || l.Start > 1 && content[l.Start-2] == '\r'
		after := l.End == len(content) || bytes.HasPrefix(content[l.End:], []byte("\r\n"))
		if !before || !after {
			v.wrong(f, "there is a bare line feed next to a delimiter")
			return
		}
	}
}
