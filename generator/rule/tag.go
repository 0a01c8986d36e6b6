package rule

import (
	"strings"

	"wirebook/generator/wire"
)

// A tag is an entity tag (RFC 9110 section 8.8.3).
type tag struct {
	weak   bool
	opaque string // without quotes
}

// takeTag cuts an entity tag off the front of s.
func takeTag(s string) (t tag, rest string, ok bool) {
	s, t.weak = strings.CutPrefix(s, "W/")
	if s == "" || s[0] != '"' {
		return t, s, false
	}
	end := strings.IndexByte(s[1:], '"')
	if end < 0 {
		return t, s, false
	}
	t.opaque = s[1 : 1+end]
	for i := range len(t.opaque) {
		if c := t.opaque[i]; c <= ' ' || c == 0x7f {
			return t, s, false
		}
	}
	return t, s[2+end:], true
}

func parseTag(s string) (tag, bool) {
	t, rest, ok := takeTag(s)
	return t, ok && rest == ""
}

// A tagList is the value of If-Match or If-None-Match.
type tagList struct {
	any  bool // *
	tags []tag
}

func parseTags(s string) (list tagList, ok bool) {
	if wire.TrimBlank(s) == "*" {
		return tagList{any: true}, true
	}
	for {
		s = strings.TrimLeft(s, " \t,")
		if s == "" {
			return list, true
		}
		t, rest, ok := takeTag(s)
		rest = wire.TrimBlank(rest)
		if !ok || rest != "" && rest[0] != ',' {
			return list, false
		}
		list.tags, s = append(list.tags, t), rest
	}
}

// matchesWeakly and matchesStrongly are the two comparisons of RFC 9110 section
// 8.8.3.2.
func (l tagList) matchesWeakly(t tag) bool {
	for _, have := range l.tags {
		if have.opaque == t.opaque {
			return true
		}
	}
	return l.any
}

func (l tagList) matchesStrongly(t tag) bool {
	for _, have := range l.tags {
		if !have.weak && !t.weak && have.opaque == t.opaque {
			return true
		}
	}
	return l.any
}

// askedTags returns the tags in a field of the request. ok is false unless the
// request has the field once, and well-formed.
func (v *view) askedTags(name string) (list tagList, ok bool) {
	if v.x.Request == nil {
		return list, false
	}
	values := v.x.Request.Values(name)
	if len(values) == 0 {
		return list, false
	}
	return parseTags(strings.Join(values, ","))
}

// tag returns the entity tag of the response.
func (v *view) tag() (tag, bool) {
	value, ok := v.get("ETag")
	if !ok {
		return tag{}, false
	}
	return parseTag(value)
}
