package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// preconditionRules are about the conditions and the ranges in a request.
func preconditionRules() []entry {
	return []entry{
		{
			Rule: must("tags-form", "9110 13.1.1 13.1.2", "If-Match and If-None-Match are * or a list of quoted entity tags."),
			by:   client, of: []string{"If-Match", "If-None-Match"}, each: tagsForm,
		},
		{
			Rule: must("if-range-form", "9110 13.1.5", "If-Range is one entity tag that is not weak, or a date, and is sent with Range."),
			by:   client, of: []string{"If-Range"}, each: ifRangeForm,
		},
		{
			Rule: must("range-form", "9110 14.1.1 14.2", "Range is a unit and ranges, none of which ends before it begins."),
			by:   client, of: []string{"Range"}, each: rangeForm,
		},
	}
}

func tagsForm(v *view, f wire.Field) {
	if v.placeholder(f) || v.m.Value(f) == "*" {
		return
	}
	if v.m.Value(f) == "" {
		v.wrong(f, "there is no entity tag")
		return
	}
	v.members(f, func(member string, at source.Span) {
		switch {
		case member == "*":
			v.breach(at, "* is listed together with entity tags")
		case member != "" && !isTag(member):
			v.breach(at, fmt.Sprintf("%s is not an entity tag%s", shown(member), quotedTag(member)))
		}
	})
}

// quotedTag suggests the entity tag that was meant.
func quotedTag(s string) string {
	weak := ""
	if len(s) > 1 && (s[:2] == "w/" || s[:2] == "W/") {
		weak, s = "W/", s[2:]
	}
	if meant := weak + `"` + strings.Trim(s, `"'`) + `"`; isTag(meant) {
		return ": write " + meant
	}
	return ""
}

func ifRangeForm(v *view, f wire.Field) {
	value := v.m.Value(f)
	t, ok := parseTag(value)
	_, date := parseDate(value)
	switch {
	case v.placeholder(f):
	case !ok && !date:
		v.wrong(f, fmt.Sprintf("%s is neither an entity tag nor a date", shown(value)))
	case ok && t.weak:
		v.wrong(f, "the entity tag is weak")
	case v.lacks("Range"):
		v.wrong(f, "Range is missing, but there is If-Range")
	}
}

func rangeForm(v *view, f wire.Field) {
	value := v.m.Value(f)
	if v.placeholder(f) {
		return
	}
	r, ok := parseRanges(value)
	if !ok {
		v.wrong(f, fmt.Sprintf("%s is not a unit, = and ranges", shown(value)))
		return
	}
	if r.unit != "bytes" {
		return
	}
	at := f.Value.Start + strings.IndexByte(value, '=') + 1
	for spec := range strings.SplitSeq(value[strings.IndexByte(value, '=')+1:], ",") {
		s := source.Span{Start: at, End: at + len(spec)}
		at = s.End + 1
		if spec = wire.TrimBlank(spec); spec == "" {
			continue
		}
		from, to, dash := strings.Cut(spec, "-")
		first, _ := wire.Number(from)
		last, ends := wire.Number(to)
		switch {
		case !dash || from == "" && to == "" || from != "" && !wire.IsDigits(from) || to != "" && !wire.IsDigits(to):
			v.breach(s, fmt.Sprintf("%s is not a range of bytes", shown(spec)))
		case from != "" && ends && last < first:
			v.breach(s, fmt.Sprintf("the range ends at %s, before its beginning at %s", to, from))
		}
	}
}
