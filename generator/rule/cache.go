package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// cacheRules are about caching.
func cacheRules() []entry {
	control := []string{"Cache-Control"}
	return []entry{
		{
			Rule: must("age-form", "9111 5.1", "Age is one number of seconds."),
			of:   []string{"Age"}, each: ageForm,
		},
		{
			Rule: advice("age-origin", "9111 5.1", "Age says that a cache had a hand in the response: one that the origin made itself has none."),
			of:   []string{"Age"}, each: ageOrigin,
		},
		{
			Rule: must("cc-form", "9111 5.2", "Cache-Control is a list of directives, each a token with an optional argument."),
			by:   either, of: control, each: controlForm,
		},
		{
			Rule: must("cc-token", "9111 5.2.2.1 5.2.2.10", "The arguments of max-age and s-maxage have no quotes."),
			by:   either, of: control, each: controlToken,
		},
		{
			Rule: should("cc-quoted", "9111 5.2.2.4 5.2.2.7", "The arguments of no-cache and private stand in quotes."),
			by:   either, of: control, each: controlQuoted,
		},
		{
			Rule: should("cc-understand", "9111 5.2.2.3", "must-understand comes with no-store, for caches that do not know it."),
			of:   control, each: controlUnderstand,
		},
		{
			Rule:  must("never-stored", "6585 3 4 5 6", "A 428, 429, 431 or 511 never comes from a cache."),
			codes: codes{428, 429, 431, 511}, of: []string{"Age"}, each: neverStored,
		},
	}
}

func ageForm(v *view, f wire.Field) {
	if value := v.m.Value(f); !wire.IsDigits(value) {
		v.wrong(f, fmt.Sprintf("%s is not a number of seconds", shown(value)))
	}
}

// ageOrigin takes Via and Cache-Status as signs of a cache.
func ageOrigin(v *view, f wire.Field) {
	if v.lacks("Via") && v.lacks("Cache-Status") {
		v.wrong(f, "Age stands in a response that shows no sign of a cache")
	}
}

// A directive is one member of Cache-Control.
type directive struct {
	name     string
	argument bool
	quoted   bool
}

func parseDirective(member string) (d directive, ok bool) {
	name, rest := wire.TakeToken(member)
	d.name = strings.ToLower(name)
	if name == "" || rest == "" {
		return d, name != ""
	}
	d.argument = true
	if rest[0] != '=' {
		return d, false
	}
	if _, rest, d.quoted = wire.TakeQuoted(rest[1:]); d.quoted {
		return d, rest == ""
	}
	return d, wire.IsToken(rest)
}

// directives calls f for each well-formed directive of a value.
func (v *view) directives(field wire.Field, f func(directive)) {
	for member := range wire.Members(v.m.Value(field)) {
		if d, ok := parseDirective(member); ok {
			f(d)
		}
	}
}

func controlForm(v *view, f wire.Field) {
	for member := range wire.Members(v.m.Value(f)) {
		if member == "" {
			continue // for list-empty
		}
		if _, ok := parseDirective(member); !ok {
			v.wrong(f, fmt.Sprintf("%s is not a directive", shown(member)))
		}
	}
}

func controlToken(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if d.quoted && (d.name == "max-age" || d.name == "s-maxage") {
			v.wrong(f, "the argument of "+d.name+" stands in quotes")
		}
	})
}

func controlQuoted(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if d.argument && !d.quoted && (d.name == "no-cache" || d.name == "private") {
			v.wrong(f, "the argument of "+d.name+" has no quotes")
		}
	})
}

func controlUnderstand(v *view, f wire.Field) {
	if v.elided || v.m.Lists("Cache-Control", "no-store") {
		return
	}
	v.directives(f, func(d directive) {
		if d.name == "must-understand" {
			v.wrong(f, "no-store is missing beside must-understand")
		}
	})
}

func neverStored(v *view, f wire.Field) {
	v.wrong(f, fmt.Sprintf("a %d with Age comes from a cache", v.m.Code))
}
