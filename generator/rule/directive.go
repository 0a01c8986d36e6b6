package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// directiveRules are about Cache-Control.
func directiveRules() []entry {
	control := []string{"Cache-Control"}
	return []entry{
		{
			Rule: must("cc-form", "9111 5.2", "Cache-Control is a list of directives, each a token with an optional argument."),
			by:   either, of: control, each: controlForm,
		},
		{
			Rule: must("cc-token", "9111 5.2.1.1 5.2.1.2 5.2.1.3 5.2.2.1 5.2.2.10", "The arguments of max-age, max-stale, min-fresh and s-maxage have no quotes."),
			by:   either, of: control, each: controlToken,
		},
		{
			Rule: must("cc-seconds", "9111 1.2.2 5.2", "Directives such as max-age have an argument, which is a number of seconds."),
			by:   either, of: control, each: controlSeconds,
		},
		{
			Rule: must("cc-names", "9111 5.2.2.4 5.2.2.7", "The argument of no-cache and private is a list of field names."),
			by:   server, of: control, each: controlNames,
		},
		{
			Rule: should("cc-quoted", "9111 5.2.2.4 5.2.2.7", "The arguments of no-cache and private are quoted."),
			by:   either, of: control, each: controlQuoted,
		},
		{
			Rule: advice("cc-bare", "9111 5.2", "A directive that is defined without an argument has none."),
			by:   either, of: control, each: controlBare,
		},
		{
			Rule: advice("cc-once", "9111 4.2.1", "A directive occurs only once: of two, a cache uses the first, or considers the response stale."),
			by:   either, of: control, once: true, each: controlOnce,
		},
		{
			Rule: advice("cc-side", "9111 5.2.1 5.2.2", "A directive for requests has no meaning in a response, and vice versa."),
			by:   either, of: control, each: controlSide,
		},
		{
			Rule: should("cc-understand", "9111 5.2.2.3", "must-understand is sent with no-store, for caches that do not know it."),
			of:   control, once: true, each: controlUnderstand,
		},
	}
}

// An argument says which argument a directive takes.
type argument int

const (
	noArgument argument = iota + 1
	seconds
	someSeconds // optional
	fieldNames  // optional
)

// directives are those that RFC 9111 sections 5.2.1 and 5.2.2, RFC 5861 and RFC 8246
// define, with their senders.
var directives = map[string]struct {
	takes argument
	by    side
}{
	"max-age": {seconds, either}, "s-maxage": {seconds, server},
	"max-stale": {someSeconds, client}, "min-fresh": {seconds, client},
	"stale-while-revalidate": {seconds, server}, "stale-if-error": {seconds, either},
	"no-cache": {fieldNames, either}, "private": {fieldNames, server},
	"no-store": {noArgument, either}, "no-transform": {noArgument, either},
	"only-if-cached":  {noArgument, client},
	"must-revalidate": {noArgument, server}, "proxy-revalidate": {noArgument, server}, "must-understand": {noArgument, server},
	"public": {noArgument, server}, "immutable": {noArgument, server},
}

// A directive is one member of Cache-Control.
type directive struct {
	name     string
	value    string // of the argument, without quotes
	argument bool
	quoted   bool
	place    source.Span
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
	if d.value, rest, d.quoted = wire.TakeQuoted(rest[1:]); d.quoted {
		return d, rest == ""
	}
	d.value = rest
	return d, wire.IsToken(rest)
}

// directives calls f for each well-formed directive of a value.
func (v *view) directives(field wire.Field, f func(directive)) {
	if v.placeholder(field) {
		return
	}
	v.members(field, func(member string, at source.Span) {
		if d, ok := parseDirective(member); ok {
			d.place = at
			f(d)
		}
	})
}

func controlForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	v.members(f, func(member string, at source.Span) {
		if member == "" {
			return // list-empty reports it
		}
		if _, ok := parseDirective(member); !ok {
			v.breach(at, fmt.Sprintf("%s is not a directive", shown(member)))
		}
	})
}

func controlToken(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if takes := directives[d.name].takes; d.quoted && (takes == seconds || takes == someSeconds) && !strings.HasPrefix(d.name, "stale") {
			v.breach(d.place, "the argument of "+d.name+" is quoted")
		}
	})
}

func controlSeconds(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		switch takes := directives[d.name].takes; {
		case takes == seconds && !d.argument:
			v.breach(d.place, d.name+" has no number of seconds")
		case (takes == seconds || takes == someSeconds) && d.argument && !wire.IsDigits(d.value):
			v.breach(d.place, fmt.Sprintf("%s is not a number of seconds", shown(d.value)))
		}
	})
}

func controlNames(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if directives[d.name].takes != fieldNames || !d.argument {
			return
		}
		for name := range wire.Members(d.value) {
			if name != "" && !wire.IsToken(name) {
				v.breach(d.place, fmt.Sprintf("%s is not a field name", shown(name)))
				return
			}
		}
	})
}

func controlQuoted(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if d.argument && !d.quoted && directives[d.name].takes == fieldNames {
			v.breach(d.place, "the argument of "+d.name+" is not quoted")
		}
	})
}

func controlBare(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if directives[d.name].takes == noArgument && d.argument {
			v.breach(d.place, d.name+" takes no argument")
		}
	})
}

func controlOnce(v *view, first wire.Field) {
	seen := map[string]bool{}
	v.eachNamed(first, func(f wire.Field) {
		v.directives(f, func(d directive) {
			if seen[d.name] && directives[d.name].takes != 0 {
				v.breach(d.place, d.name+" is repeated")
			}
			seen[d.name] = true
		})
	})
}

func controlSide(v *view, f wire.Field) {
	v.directives(f, func(d directive) {
		if known := directives[d.name]; known.takes != 0 && !known.by.has(v.by) {
			where := "response"
			if v.by == client {
				where = "request"
			}
			v.breach(d.place, fmt.Sprintf("%s has no meaning in a %s", d.name, where))
		}
	})
}

func controlUnderstand(v *view, first wire.Field) {
	if v.elided || v.m.Lists("Cache-Control", "no-store") {
		return
	}
	v.eachNamed(first, func(f wire.Field) {
		v.directives(f, func(d directive) {
			if d.name == "must-understand" {
				v.breach(d.place, "no-store is missing, but there is must-understand")
			}
		})
	})
}
