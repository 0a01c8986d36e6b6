package rule

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wirebook/generator/wire"
)

// typeRules are about the type and the coding of the content.
func typeRules() []entry {
	return []entry{
		{
			Rule:  should("type-present", "9110 8.3", "A response with content has Content-Type."),
			codes: codes{2, 3, 4, 5}, check: typePresent,
		},
		{
			Rule: must("type-form", "9110 8.3.1", "Content-Type is a media type with well-formed parameters."),
			by:   either, of: []string{"Content-Type"}, each: typeForm,
		},
		{
			Rule: must("charset-true", "9110 8.3.2", "Text is in the charset that Content-Type declares, if that is UTF-8 or US-ASCII."),
			by:   either, of: []string{"Content-Type"}, each: charsetTrue,
		},
		{
			Rule: should("coding-identity", "9110 8.4", "Content-Encoding does not contain identity."),
			by:   either, of: []string{"Content-Encoding"}, each: codingIdentity,
		},
		{
			Rule: should("coding-asked", "9110 12.5.3", "Content has only codings that Accept-Encoding lists, unless that is empty."),
			of:   []string{"Content-Encoding"}, each: codingAsked,
		},
		{
			Rule: must("etag-form", "9110 8.8.3", "An entity tag is in double quotes, after a capital W/ if it is weak."),
			of:   []string{"ETag"}, each: etagForm,
		},
		{
			Rule: must("disposition", "6266 3", "Content-Disposition is a type with well-formed parameters, none repeated."),
			by:   either, of: []string{"Content-Disposition"}, each: dispositionForm,
		},
	}
}

func typePresent(v *view) {
	if v.lacks("Content-Type") && v.hasContent() {
		v.missing("Content-Type")
	}
}

func typeForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	if value := v.m.Value(f); !isMediaType(value) {
		v.wrong(f, fmt.Sprintf("%s is not a media type", shown(value)))
	}
}

func isMediaType(s string) bool {
	_, _, ok := mediaType(s)
	return ok
}

func codingIdentity(v *view, f wire.Field) {
	if wire.ContainsFold(slices.Collect(wire.Members(v.m.Value(f))), "identity") {
		v.wrong(f, "identity is listed as a coding")
	}
}

func codingAsked(v *view, f wire.Field) {
	if v.x.Request == nil {
		return
	}
	accepted := v.x.Request.List("Accept-Encoding")
	if len(accepted) == 0 || refuses(accepted, "identity") {
		return
	}
	for coding := range wire.Members(v.m.Value(f)) {
		if coding != "" && !accepts(accepted, coding) {
			v.wrong(f, "Accept-Encoding does not list "+plain(coding))
		}
	}
}

// quality looks up a coding in Accept-Encoding, by its name or else by *.
func quality(accepted []string, coding string) (listed, zero bool) {
	for _, want := range []string{coding, "*"} {
		for _, member := range accepted {
			name, weight, _ := strings.Cut(member, ";")
			if !sameCoding(wire.TrimBlank(name), want) {
				continue
			}
			_, q, _ := strings.Cut(weight, "=")
			q = wire.TrimBlank(q)
			return true, q != "" && strings.Trim(q, "0.") == ""
		}
	}
	return false, false
}

// sameCoding compares names; x-gzip and x-compress are aliases (RFC 9110 sections
// 8.4.1.1 and 8.4.1.3).
func sameCoding(a, b string) bool {
	bare := func(s string) string {
		s = strings.ToLower(s)
		if s == "x-gzip" || s == "x-compress" {
			s = s[2:]
		}
		return s
	}
	return bare(a) == bare(b)
}

func accepts(accepted []string, coding string) bool {
	listed, zero := quality(accepted, coding)
	return listed && !zero
}

func refuses(accepted []string, coding string) bool {
	listed, zero := quality(accepted, coding)
	return listed && zero
}

func etagForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	if value := v.m.Value(f); !isTag(value) {
		v.wrong(f, fmt.Sprintf("%s is not an entity tag", shown(value)))
	}
}

func isTag(s string) bool {
	_, ok := parseTag(s)
	return ok
}

func dispositionForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	value := v.m.Value(f)
	kind, rest := wire.TakeToken(value)
	all, ok := params(rest, dispositionParams)
	if kind == "" || !ok {
		v.wrong(f, fmt.Sprintf("%s is not a disposition", shown(value)))
		return
	}
	if name, twice := repeated(all); twice {
		v.wrong(f, name+" is repeated")
		return
	}
}

// uncoded returns the octets of content if no coding hides them.
func (v *view) uncoded() ([]byte, bool) {
	octets, known := v.octets()
	return octets, known && len(octets) > 0 && !v.has("Content-Encoding") && v.m.Code != 206
}

func charsetTrue(v *view, f wire.Field) {
	_, all, ok := mediaType(v.m.Value(f))
	charset, has := paramOf(all, "charset")
	if !ok || !has {
		return
	}
	octets, known := v.uncoded()
	if !known {
		return
	}
	switch name := strings.ToLower(charset.value); {
	case name == "utf-8" && !utf8.Valid(octets):
		v.wrong(f, "the content is not UTF-8")
	case name == "us-ascii" && bytes.ContainsFunc(octets, func(r rune) bool { return r >= 0x80 }):
		v.wrong(f, "the content is not US-ASCII")
	}
}
