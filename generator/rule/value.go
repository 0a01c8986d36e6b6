package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// valueRules are about the values of all fields.
func valueRules() []entry {
	return []entry{
		{by: either, Rule: must("value-bytes", "9110 5.5", "The value of a field holds no control characters; a tab is none of them."), check: valueBytes},
		{by: either, Rule: must("singleton", "9110 5.3", "A field that is not defined as a list stands once; only Set-Cookie may be repeated."), check: singleton},
		{by: either, Rule: must("list-empty", "9110 5.6.1.1", "A list has no empty members."), check: listEmpty},
	}
}

func valueBytes(v *view) {
	v.lines(func(f wire.Field) {
		for _, c := range v.m.Bytes(f.Value) {
			if c < ' ' && c != '\t' || c == 0x7f {
				v.wrong(f, fmt.Sprintf("the control character %#02x stands in the value", c))
				return
			}
		}
	})
}

func singleton(v *view) {
	for i, name := range v.names {
		if !name.single() || name.Name == "Host" && v.by == client { // for the rule host
			continue
		}
		if !v.first(name, i) {
			v.wrong(v.m.Fields[i], name.Name+" stands a second time")
		}
	}
	for _, f := range v.m.Trailers {
		name := v.judge.named(v.m, f)
		if name.single() && v.has(name.Name) {
			v.wrong(f, name.Name+" stands in the head and in the trailers")
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
