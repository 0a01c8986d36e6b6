package rule

import (
	"fmt"
	"math"
	"strings"

	"wirebook/generator/wire"
)

// rangeRules are about range requests and the responses to them.
func rangeRules() []entry {
	return []entry{
		{
			Rule:  must("206-asked", "9110 14.2", "A 206 or 416 answers only a GET or QUERY with Range."),
			codes: codes{206, 416}, check: rangeAsked,
		},
		{
			Rule:  must("206-range", "9110 15.3.7.1", "A 206 with a single part identifies it in Content-Range."),
			codes: codes{206}, check: singlePart,
		},
		{
			Rule:  contradiction("206-inside", "9110 15.3.7", "A 206 to a request for one range has nothing outside that range."),
			codes: codes{206}, of: []string{"Content-Range"}, once: true, each: rangeInside,
		},
		{
			Rule:  must("206-fields", "9110 15.3.7", "A 206 has Date, Cache-Control, ETag, Expires, Content-Location and Vary where the 200 has them."),
			codes: codes{206}, check: keptFields,
		},
		{
			Rule: contradiction("cr-form", "9110 14.4", "Content-Range has a first position, a last position not before it, and a length greater than both, and the content has as many octets."),
			by:   either, of: []string{"Content-Range"}, each: contentRangeForm,
		},
		{
			Rule: advice("cr-where", "9110 14.4", "Content-Range has a meaning only in 206 and 416."),
			of:   []string{"Content-Range"}, each: contentRangeWhere,
		},
		{
			Rule:  should("416-length", "9110 15.5.17 14.4", "A 416 to a byte range gives the length in Content-Range: bytes */N."),
			codes: codes{416}, check: unsatisfiedLength,
		},
		{
			Rule:  must("unit-unknown", "9110 14.2", "Range with a unit that the server does not know is ignored."),
			codes: codes{206, 416}, check: unknownUnit,
		},
	}
}

func rangeAsked(v *view) {
	switch {
	case v.method != "" && v.method != "GET" && v.method != "QUERY":
		v.start("the request is " + plain(v.method))
	case v.unasked("Range"):
		v.start("the request has no Range")
	}
}

func singlePart(v *view) {
	if v.multipart() != "" {
		return
	}
	if v.lacks("Content-Range") {
		v.missing("Content-Range")
	}
	if f, ok := v.field("Content-Range"); ok {
		if c, ok := parseContentRange(v.m.Value(f)); ok && c.unsatisfied {
			v.wrong(f, "Content-Range identifies no part, as in a 416")
		}
	}
}

// rangeInside allows less than was requested. Of several ranges, a server may join
// those that are close together.
func rangeInside(v *view, f wire.Field) {
	asked, ok := v.askedRanges()
	if !ok || len(asked.specs) != 1 {
		return
	}
	c, ok := parseContentRange(v.m.Value(f))
	if !ok || c.unsatisfied || c.unit != "bytes" || asked.unit != "bytes" || c.fault() != "" {
		return
	}
	length := c.length
	if length < 0 {
		if strings.HasPrefix(asked.specs[0], "-") {
			return // the last octets of a representation of unknown length
		}
		length = math.MaxInt64
	}
	if want, ok := resolve(asked.specs[0], length); !ok {
		v.wrong(f, fmt.Sprintf("the requested range %s is outside a length of %d octets", asked.specs[0], length))
	} else if c.first < want.first || c.last > want.last {
		v.wrong(f, fmt.Sprintf("%d-%d extends beyond the requested range %s", c.first, c.last, asked.specs[0]))
	}
}

func contentRangeForm(v *view, f wire.Field) {
	value := v.m.Value(f)
	c, ok := parseContentRange(value)
	switch {
	case !ok && (c.unit == "" || c.unit == "bytes"):
		v.wrong(f, fmt.Sprintf("%s is not a content range", shown(value)))
		return
	case !ok || c.unsatisfied:
		return
	}
	if fault := c.fault(); fault != "" {
		v.wrong(f, fault)
		return
	}
	if v.m.Code != 206 || c.unit != "bytes" {
		return
	}
	if n, ok := v.contentSize(); ok && n != c.last-c.first+1 && !(v.x.Excerpt && v.fits(int(c.last-c.first+1))) {
		v.wrong(f, fmt.Sprintf("the range has %d octets, but the content has %d", c.last-c.first+1, n))
	}
}

func (c contentRange) fault() string {
	switch {
	case c.last < c.first:
		return fmt.Sprintf("the last position %d is before the first %d", c.last, c.first)
	case c.length >= 0 && c.length <= c.last:
		return fmt.Sprintf("the last position %d is not inside the length %d", c.last, c.length)
	}
	return ""
}

// contentSize returns how many octets of content the response announces or has.
func (v *view) contentSize() (int64, bool) {
	if value, ok := v.get("Content-Length"); ok && !v.has("Transfer-Encoding") {
		return wire.Number(value)
	}
	octets, known := v.octets()
	return int64(len(octets)), known && v.framed != wire.NoBody && len(v.m.Codings()) <= 1
}

func contentRangeWhere(v *view, f wire.Field) {
	if v.m.Code != 206 && v.m.Code != 416 {
		v.wrong(f, fmt.Sprintf("Content-Range has no meaning in a %d", v.m.Code))
	}
}

func unsatisfiedLength(v *view) {
	asked, ok := v.askedRanges()
	if !ok || asked.unit != "bytes" {
		return
	}
	f, ok := v.field("Content-Range")
	if !ok {
		if !v.elided {
			v.missing("Content-Range")
		}
		return
	}
	if c, ok := parseContentRange(v.m.Value(f)); !ok || c.unit != "bytes" || !c.unsatisfied {
		v.wrong(f, "Content-Range does not have the form bytes */N")
	}
}

// unknownUnit assumes that a server knows a unit if it answers with it.
func unknownUnit(v *view) {
	asked, ok := v.askedRanges()
	if !ok || asked.unit == "bytes" || asked.unit == "none" || v.elided {
		return
	}
	value, _ := v.get("Content-Range")
	if c, _ := parseContentRange(value); c.unit != asked.unit {
		v.start(fmt.Sprintf("%s is not a registered range unit, but gets a %d", asked.unit, v.m.Code))
	}
}
