package wire

import "fmt"

// valueRules are about the values of all fields.
func valueRules() []entry {
	return []entry{
		{Rule: must("value-bytes", "9110 5.5", "The value of a field holds no control characters; a tab is none of them."), check: valueBytes},
		{Rule: must("singleton", "9110 5.3", "A field that is not defined as a list stands once; only Set-Cookie may be repeated."), check: singleton},
		{Rule: must("list-empty", "9110 5.6.1.1", "A list has no empty members."), check: listEmpty},
	}
}

func valueBytes(v *view) {
	v.lines(func(f Field) {
		for _, c := range v.m.text(f.Value) {
			if c < ' ' && c != '\t' || c == 0x7f {
				v.wrong(f, fmt.Sprintf("the control character %#02x stands in the value", c))
				return
			}
		}
	})
}

func singleton(v *view) {
	for i, name := range v.names {
		if !name.single() {
			continue
		}
		for _, before := range v.names[:i] {
			if before == name {
				v.wrong(v.m.Fields[i], name.Name+" stands a second time")
				break
			}
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
		if name == nil || !name.List {
			continue
		}
		f := v.m.Fields[i]
		if !v.m.mayHaveEmpty(f) {
			continue
		}
		for member := range members(v.m.Value(f)) {
			if member == "" {
				v.wrong(f, name.Name+" has an empty member")
				break
			}
		}
	}
}

// mayHaveEmpty looks for a comma without anything on one of its sides, so that
// few values need to be taken apart.
func (m *Message) mayHaveEmpty(f Field) bool {
	bare := true
	for _, c := range m.text(f.Value) {
		switch {
		case c == ',' && bare:
			return true
		case c == ',':
			bare = true
		case !isBlank(c):
			bare = false
		}
	}
	return bare
}
