package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// fieldRules are about fields that have a section of their own and no other area.
func fieldRules() []entry {
	return []entry{
		{
			Rule: must("retry-form", "9110 10.2.3", "Retry-After is a number of seconds or a date."),
			of:   []string{"Retry-After"}, each: retryForm,
		},
		{
			Rule: must("link-rel", "8288 3.3", "A link has its relation in rel, once."),
			by:   either, of: []string{"Link"}, each: linkRelation,
		},
		{
			Rule: must("early-data", "8470 5.1", "Early-Data is a field of requests only."),
			of:   []string{"Early-Data"}, each: notHere,
		},
	}
}

func retryForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	value := v.m.Value(f)
	if wire.IsDigits(value) {
		return
	}
	if _, ok := parseDate(value); !ok {
		v.wrong(f, fmt.Sprintf("%s is neither seconds nor a date", shown(value)))
	}
}

func linkRelation(v *view, f wire.Field) {
	for member := range wire.Members(v.m.Value(f)) {
		l, ok := parseLink(member)
		if !ok {
			continue
		}
		count := 0
		for _, p := range l.params {
			if strings.EqualFold(p.name, "rel") {
				count++
			}
		}
		switch {
		case count == 0:
			v.wrong(f, fmt.Sprintf("the link to %s has no rel", shown(l.target)))
		case count > 1:
			v.wrong(f, fmt.Sprintf("the link to %s has rel %d times", shown(l.target), count))
		}
	}
}

// has says that the link has the relation type, in any case.
func (l link) has(relation string) bool {
	rel, _ := paramOf(l.params, "rel")
	return wire.ContainsFold(strings.Fields(rel.value), relation)
}
