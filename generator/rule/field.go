package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// fieldRules are about fields that belong to no other family.
func fieldRules() []entry {
	return []entry{
		{
			Rule: must("retry-form", "9110 10.2.3", "Retry-After is a number of seconds or a date."),
			of:   []string{"Retry-After"}, each: retryForm,
		},
		{
			Rule: must("early-data", "8470 5.1", "Early-Data is only sent in requests."),
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
