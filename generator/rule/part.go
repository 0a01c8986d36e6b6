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
			Rule:  must("206-multi", "9110 15.3.7.2", "Several parts are sent as multipart/byteranges with a boundary."),
			codes: codes{206}, of: several, each: partsType,
		},
		{
			Rule:  must("206-multi-head", "9110 15.3.7.2", "Where several parts are sent, the head has no Content-Range."),
			codes: codes{206}, of: []string{"Content-Range"}, each: partsHead,
		},
		{
			Rule:  must("206-multi-part", "9110 15.3.7.2", "Each of several parts has its Content-Range."),
			codes: codes{206}, of: several, each: partsRange,
		},
		{
			Rule:  must("206-multi-asked", "9110 15.3.7.2", "A request for one range does not get multipart/byteranges."),
			codes: codes{206}, of: several, each: partsAsked,
		},
		{
			Rule:  should("206-multi-order", "9110 15.3.7.2", "Several parts come in the order in which they were asked for."),
			codes: codes{206}, of: several, each: partsOrder,
		},
		{
			Rule: must("multipart-crlf", "9110 8.3.3", "Only CRLF breaks the lines between the parts of a multipart."),
			by:   either, of: several, each: partsCRLF,
		},
	}
}

func partsType(v *view, f wire.Field) {
	switch subtype := v.multipart(); {
	case subtype == "byteranges" && v.boundary() == "":
		v.wrong(f, "multipart/byteranges has no boundary")
	case subtype != "" && subtype != "byteranges" && v.lacks("Content-Range"):
		v.wrong(f, "the type of several parts is multipart/"+plain(subtype))
	}
}

func partsHead(v *view, f wire.Field) {
	if v.multipart() == "byteranges" {
		v.wrong(f, "Content-Range stands in the head of several parts")
	}
}

func partsRange(v *view, f wire.Field) {
	if v.multipart() != "byteranges" {
		return
	}
	values, _ := v.partRanges()
	for i, value := range values {
		if value == "" {
			v.wrong(f, fmt.Sprintf("part %d has no Content-Range", i+1))
		}
	}
}

func partsAsked(v *view, f wire.Field) {
	if asked, ok := v.askedRanges(); ok && len(asked.specs) == 1 && v.multipart() == "byteranges" {
		v.wrong(f, "one range was asked for")
	}
}

func partsOrder(v *view, f wire.Field) {
	asked, ok := v.askedRanges()
	if !ok || asked.unit != "bytes" || v.multipart() != "byteranges" {
		return
	}
	values, _ := v.partRanges()
	before := -1
	for i, value := range values {
		c, ok := parseContentRange(value)
		if !ok || c.length < 0 {
			return
		}
		at := asked.index(c)
		if at < 0 {
			continue // ranges that were joined have a place of their own
		}
		if at < before {
			v.wrong(f, fmt.Sprintf("part %d was asked for before the part that comes before it", i+1))
			return
		}
		before = at
	}
}

// index is the place of the range-spec that asked for exactly this part, or -1.
func (r ranges) index(c contentRange) int {
	for i, spec := range r.specs {
		if want, ok := resolve(spec, c.length); ok && want == c.byteRange {
			return i
		}
	}
	return -1
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
			v.wrong(f, "a line feed alone stands beside a delimiter")
			return
		}
	}
}
