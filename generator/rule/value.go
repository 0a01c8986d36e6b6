package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// valueRules are about the values of all fields.
func valueRules() []entry {
	return []entry{
		{by: either, Rule: must("value-bytes", "9110 5.5", "The value of a field has no control characters other than tabs."), check: valueBytes, lineAlone: true},
		{by: either, Rule: must("singleton", "9110 5.3", "A field that is not defined as a list occurs only once; only Set-Cookie may be repeated."), check: singleton},
		{by: either, Rule: must("list-empty", "9110 5.6.1.1", "A list has no empty members."), check: listEmpty, lineAlone: true},
	}
}

func valueBytes(v *view) {
	v.lines(func(f wire.Field) {
		for _, c := range v.m.Bytes(f.Value) {
			if c < ' ' && c != '\t' || c == 0x7f {
				v.wrong(f, fmt.Sprintf("the control character %#02x is in the value", c))
				return
			}
		}
	})
}

func singleton(v *view) {
	for i, name := range v.names {
		if !name.single() || (name.Name == "Host" || name.Name == "Cookie") && v.by == client { // host and cookie-once-sent report it
			continue
		}
		if !v.first(name, i) {
			v.wrong(v.m.Fields[i], name.Name+" is repeated")
		}
	}
	for _, f := range v.m.Trailers {
		name := v.judge.named(v.m, f)
		if name.single() && v.has(name.Name) {
			v.wrong(f, name.Name+" is in the head and in the trailers")
		}
	}
}

func listEmpty(v *view) {
	for i, name := range v.names {
		if name == nil || !name.List || v.folded(i) {
			continue
		}
		f := v.m.Fields[i]
		if !v.m.MayHaveEmpty(f) {
			continue
		}
		for member := range wire.Members(v.m.Value(f)) {
			if member == "" {
				v.wrong(f, name.Name+" has an empty member")
				break
			}
		}
	}
}
