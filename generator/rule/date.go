package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// dateRules are about timestamps.
func dateRules() []entry {
	return []entry{
		{
			Rule: must("date-form", "9110 5.6.7", "A sender generates timestamps in only one form: "+exampleIMF+"."),
			by:   either, of: dated, each: dateForm,
		},
		{
			Rule: must("date-day", "5322 3.3", "The day of a timestamp exists, and the weekday is the right one."),
			by:   either, of: dated, each: dateDay,
		},
		{
			Rule:  must("date-present", "9110 6.6.1", "A 2xx, 3xx or 4xx from a server with a clock carries Date."),
			codes: codes{2, 3, 4}, check: lacking("Date"), leftOut: true,
		},
		{
			Rule: must("modified-past", "9110 8.8.2.1", "Last-Modified is not later than Date."),
			of:   []string{"Last-Modified"}, each: modifiedPast,
		},
	}
}

// dated are the fields whose value is an HTTP-date; that of Retry-After may be one.
var dated = []string{"Date", "Expires", "If-Modified-Since", "If-Unmodified-Since", "Last-Modified", "Retry-After", "Sunset"}

func dateForm(v *view, f wire.Field) {
	if v.placeholder(f) || v.by == client && v.x.Played && v.x.Response != nil {
		return // a server ignores such a condition (RFC 9110 13.1.3, 13.1.4), as the exchange shows
	}
	s := v.m.Value(f)
	if _, ok := parseIMF(s); ok {
		return
	}
	if wire.FoldEqual(v.m.Bytes(f.Name), "Retry-After") {
		// retry-form reports any other value.
		if _, ok := parseObsolete(s); !ok {
			return
		}
	}
	v.wrong(f, fmt.Sprintf("%s is not in the form of %s", shown(s), exampleIMF))
}

func dateDay(v *view, f wire.Field) {
	if d, ok := parseIMF(v.m.Value(f)); ok {
		if fault := d.fault(); fault != "" {
			v.wrong(f, fault)
		}
	}
}

func modifiedPast(v *view, f wire.Field) {
	sent, _ := v.get("Date")
	date, ok := parseDate(sent)
	modified, also := parseDate(v.m.Value(f))
	if ok && also && modified.After(date) {
		v.wrong(f, "Last-Modified is later than Date")
	}
}
