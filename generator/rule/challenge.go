package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// challengeRules are about authentication.
func challengeRules() []entry {
	both := []string{"WWW-Authenticate", "Proxy-Authenticate"}
	return []entry{
		{
			Rule:  must("401-challenge", "9110 15.5.2", "A 401 carries WWW-Authenticate with a challenge."),
			codes: codes{401}, check: challenging("WWW-Authenticate"),
		},
		{
			Rule:  must("407-challenge", "9110 15.5.8", "A 407 carries Proxy-Authenticate with a challenge."),
			codes: codes{407}, check: challenging("Proxy-Authenticate"),
		},
		{
			Rule: must("realm-quoted", "9110 11.5", "The realm of a challenge is a quoted string."),
			of:   both, each: realmQuoted,
		},
		{
			Rule: must("param-once", "9110 11.2", "A parameter occurs only once in a challenge."),
			of:   both, each: paramOnce,
		},
	}
}

func challenging(name string) func(*view) {
	return func(v *view) {
		found := false
		for _, f := range v.m.Fields {
			if f.Elision || !wire.FoldEqual(v.m.Bytes(f.Name), name) {
				continue
			}
			if v.x.Excerpt && v.placeholder(f) {
				return
			}
			value := v.m.Value(f)
			all, ok := parseChallenges(value)
			if !ok {
				v.wrong(f, fmt.Sprintf("%s is not a list of challenges", shown(value)))
				return
			}
			found = found || len(all) > 0
		}
		if f, ok := v.field(name); ok && !found && !v.elided {
			v.wrong(f, name+" has no challenge")
		} else if v.lacks(name) {
			v.missing(name)
		}
	}
}

func realmQuoted(v *view, f wire.Field) {
	all, _ := parseChallenges(v.m.Value(f))
	for _, c := range all {
		if realm, ok := paramOf(c.params, "realm"); ok && !realm.quoted {
			v.wrong(f, fmt.Sprintf("realm=%s is not quoted", realm.value))
		}
	}
}

func paramOnce(v *view, f wire.Field) {
	all, _ := parseChallenges(v.m.Value(f))
	for _, c := range all {
		if name, ok := repeated(c.params); ok {
			v.wrong(f, fmt.Sprintf("%s is repeated in the challenge %s", name, c.scheme))
		}
	}
}
