package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// serviceRules are about Alt-Svc.
func serviceRules() []entry {
	services := []string{"Alt-Svc"}
	return []entry{
		{
			Rule: must("alt-svc", "7838 3", "Alt-Svc is only clear, or a list of alternatives: a protocol, a quoted authority and parameters."),
			of:   services, each: serviceForm,
		},
		{
			Rule: must("alt-svc-age", "7838 3.1", "ma is a number of seconds, and persist is 1."),
			of:   services, each: serviceAge,
		},
	}
}

// parseService parses one alternative.
func parseService(member string) (authority string, all []param, ok bool) {
	protocol, rest := wire.TakeToken(member)
	if protocol == "" || !strings.HasPrefix(rest, "=") {
		return "", nil, false
	}
	authority, rest, ok = wire.TakeQuoted(rest[1:])
	if !ok {
		return "", nil, false
	}
	all, ok = params(rest, 0)
	return authority, all, ok
}

func serviceForm(v *view, f wire.Field) {
	if v.placeholder(f) || v.m.Value(f) == "clear" {
		return
	}
	v.members(f, func(member string, at source.Span) {
		authority, _, ok := parseService(member)
		switch host, port := cutPort(authority); {
		case member == "":
		case member == "clear":
			v.breach(at, "clear is not the only member")
		case !ok:
			v.breach(at, fmt.Sprintf("%s is not an alternative such as h2=\":443\"", shown(member)))
		case !wire.IsDigits(port) || host != "" && !isHostPort(host):
			v.breach(at, fmt.Sprintf("%s is not an optional host and a port", shown(authority)))
		}
	})
}

// cutPort cuts an authority at the colon before its port.
func cutPort(authority string) (host, port string) {
	i := strings.LastIndexByte(authority, ':')
	if i < 0 {
		return authority, ""
	}
	return authority[:i], authority[i+1:]
}

func serviceAge(v *view, f wire.Field) {
	v.members(f, func(member string, at source.Span) {
		_, all, ok := parseService(member)
		if !ok {
			return
		}
		for _, p := range all {
			switch {
			case strings.EqualFold(p.name, "ma") && !wire.IsDigits(p.value):
				v.breach(at, fmt.Sprintf("ma is %s, not a number of seconds", shown(p.value)))
			case strings.EqualFold(p.name, "persist") && p.value != "1":
				v.breach(at, fmt.Sprintf("persist is %s, not 1", shown(p.value)))
			}
		}
	})
}
