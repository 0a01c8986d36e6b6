package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// transportRules are about Strict-Transport-Security.
func transportRules() []entry {
	policy := []string{"Strict-Transport-Security"}
	return []entry{
		{
			Rule: must("hsts-form", "6797 6.1", "Strict-Transport-Security is directives separated by semicolons, each a token with an optional value, and none repeated."),
			of:   policy, each: transportForm,
		},
		{
			Rule: must("hsts-age", "6797 6.1.1", "Strict-Transport-Security has max-age, a number of seconds."),
			of:   policy, each: transportAge,
		},
		{
			Rule: must("hsts-subdomains", "6797 6.1.2", "includeSubDomains has no value."),
			of:   policy, each: transportSubdomains,
		},
	}
}

// policyDirectives parses the directives of a policy. bad is the text that is not a
// directive, or "".
func policyDirectives(value string) (all []param, bad string) {
	for rest := value; rest != ""; {
		p, after, ok := takeDirective(rest)
		if !ok {
			bad, _, _ = strings.Cut(rest, ";")
			return all, bad
		}
		if p.name != "" {
			all = append(all, p)
		}
		rest = after
	}
	return all, ""
}

// takeDirective cuts a directive, which may be empty, and the semicolon after it off
// the front of s.
func takeDirective(s string) (p param, rest string, ok bool) {
	s = wire.TrimBlank(s)
	p.name, s = wire.TakeToken(s)
	s = wire.TrimBlank(s)
	if p.name != "" && strings.HasPrefix(s, "=") {
		s = wire.TrimBlank(s[1:])
		p.given = true
		if p.value, s, p.quoted = wire.TakeQuoted(s); !p.quoted {
			if p.value, s = wire.TakeToken(s); p.value == "" {
				return p, s, false
			}
		}
		s = wire.TrimBlank(s)
	}
	if s == "" {
		return p, "", true
	}
	return p, s[1:], s[0] == ';'
}

func transportForm(v *view, f wire.Field) {
	all, bad := policyDirectives(v.m.Value(f))
	if v.placeholder(f) {
		return
	}
	if bad != "" {
		v.wrong(f, fmt.Sprintf("%s is not a directive", shown(wire.TrimBlank(bad))))
	} else if name, twice := repeated(all); twice {
		v.wrong(f, name+" is repeated")
	}
}

func transportAge(v *view, f wire.Field) {
	all, bad := policyDirectives(v.m.Value(f))
	if v.placeholder(f) || bad != "" {
		return // hsts-form reports it
	}
	age, ok := paramOf(all, "max-age")
	if !ok {
		v.wrong(f, "it has no max-age")
	} else if !wire.IsDigits(age.value) {
		v.wrong(f, fmt.Sprintf("max-age is %s, not a number of seconds", shown(age.value)))
	}
}

func transportSubdomains(v *view, f wire.Field) {
	all, _ := policyDirectives(v.m.Value(f))
	if p, ok := paramOf(all, "includeSubDomains"); ok && p.given {
		v.wrong(f, "includeSubDomains has a value")
	}
}
