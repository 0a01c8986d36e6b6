package rule

import (
	"strings"

	"wirebook/generator/wire"
)

// A byteRange is a range of a representation, both ends inclusive.
type byteRange struct{ first, last int64 }

// ranges is a Range field (RFC 9110 section 14.1.1).
type ranges struct {
	unit  string // in lower case
	specs []string
}

func parseRanges(s string) (ranges, bool) {
	unit, set, ok := strings.Cut(s, "=")
	if !ok || !wire.IsToken(unit) {
		return ranges{}, false
	}
	r := ranges{unit: strings.ToLower(unit)}
	for spec := range strings.SplitSeq(set, ",") {
		if spec = wire.TrimBlank(spec); spec != "" {
			r.specs = append(r.specs, spec)
		}
	}
	return r, len(r.specs) > 0
}

func (v *view) askedRanges() (ranges, bool) {
	value, ok := v.asked("Range")
	if !ok {
		return ranges{}, false
	}
	return parseRanges(value)
}

// resolve applies a range-spec of bytes to a representation of that length (RFC 9110
// section 14.1.2). ok is false if it is not satisfiable.
func resolve(spec string, length int64) (r byteRange, ok bool) {
	from, to, ok := strings.Cut(spec, "-")
	if !ok {
		return r, false
	}
	if from == "" {
		n, ok := wire.Number(to)
		return byteRange{max(0, length-n), length - 1}, ok && n > 0 && length > 0
	}
	first, ok := wire.Number(from)
	last := length - 1
	if to != "" {
		n, fits := wire.Number(to)
		ok, last = ok && fits, min(last, n)
	}
	return byteRange{first, last}, ok && first <= last
}

// contentRange is a Content-Range field (RFC 9110 section 14.4).
type contentRange struct {
	unit        string // in lower case
	unsatisfied bool   // */length
	byteRange
	length int64 // -1 if it is not known
}

func parseContentRange(s string) (c contentRange, ok bool) {
	unit, rest, ok := strings.Cut(s, " ")
	if !ok || !wire.IsToken(unit) {
		return c, false
	}
	c.unit, c.length = strings.ToLower(unit), -1
	span, length, ok := strings.Cut(rest, "/")
	if !ok {
		return c, false
	}
	if length != "*" {
		if c.length, ok = wire.Number(length); !ok {
			return c, false
		}
	}
	if span == "*" {
		c.unsatisfied = true
		return c, c.length >= 0
	}
	first, last, _ := strings.Cut(span, "-")
	var also bool
	c.first, ok = wire.Number(first)
	c.last, also = wire.Number(last)
	return c, ok && also
}
