package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// cacheRules are about caching.
func cacheRules() []entry {
	return []entry{
		{
			Rule: must("age-form", "9111 5.1", "Age is one number of seconds."),
			of:   []string{"Age"}, each: ageForm,
		},
		{
			Rule: advice("age-origin", "9111 5.1", "Age implies that a cache sent the response: one that the origin itself generates has none."),
			of:   []string{"Age"}, each: ageOrigin,
		},
		{
			Rule:  must("never-stored", "6585 3 4 5 6", "A 428, 429, 431 or 511 is never stored by a cache."),
			codes: codes{428, 429, 431, 511}, of: []string{"Age"}, each: neverStored,
		},
	}
}

func ageForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	if value := v.m.Value(f); !wire.IsDigits(value) {
		v.wrong(f, fmt.Sprintf("%s is not a number of seconds", shown(value)))
	}
}

// ageOrigin takes Via and Cache-Status as signs of a cache.
func ageOrigin(v *view, f wire.Field) {
	if v.lacks("Via") && v.lacks("Cache-Status") {
		v.wrong(f, "the response has Age, but shows no sign of a cache")
	}
}

func neverStored(v *view, f wire.Field) {
	v.wrong(f, fmt.Sprintf("a %d with Age was stored by a cache", v.m.Code))
}
