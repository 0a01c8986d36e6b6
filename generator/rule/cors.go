package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// sharingRules are about what scripts of other origins may read.
func sharingRules() []entry {
	return append([]entry{
		{
			Rule: should("cors-origin", "fetch#http-access-control-allow-origin", "Access-Control-Allow-Origin is one origin, * or null: a client ignores several."),
			of:   []string{"Access-Control-Allow-Origin"}, once: true, each: sharedOrigin,
		},
		{
			Rule: should("cors-asked", "fetch#cors-check", "Access-Control-Allow-Origin is the Origin of the request, or *: a client ignores any other."),
			of:   []string{"Access-Control-Allow-Origin"}, once: true, each: sharedAsked,
		},
		{
			Rule: should("cors-credentials", "fetch#cors-protocol-and-credentials", "With Access-Control-Allow-Credentials: true, Access-Control-Allow-Origin is an origin: with *, requests with credentials fail."),
			of:   []string{"Access-Control-Allow-Credentials"}, once: true, each: sharedCredentials,
		},
	}, grammars(
		grammar{
			rule: should("cors-true", "fetch#http-access-control-allow-credentials", "Access-Control-Allow-Credentials is true, in lower case, or is omitted."),
			of:   "Access-Control-Allow-Credentials", is: func(s string) bool { return s == "true" }, what: "true",
		},
		grammar{
			rule: should("cors-names", "fetch#http-new-header-syntax", "What a response allows or exposes to other origins is a list of names."),
			by:   server, of: "Access-Control-Allow-Methods Access-Control-Allow-Headers Access-Control-Expose-Headers", list: true, is: wire.IsToken[string], what: "a name",
		},
		grammar{
			rule: should("cors-asks", "fetch#http-new-header-syntax", "A preflight asks for one method, and for a list of fields."),
			by:   client, of: "Access-Control-Request-Method Access-Control-Request-Headers", list: true, is: wire.IsToken[string], what: "a name",
		},
		grammar{
			rule: should("cors-age", "fetch#http-new-header-syntax", "Access-Control-Max-Age is a number of seconds."),
			of:   "Access-Control-Max-Age", is: wire.IsDigits, what: "a number of seconds",
		},
		grammar{
			rule: should("nosniff", "fetch#x-content-type-options-header", "X-Content-Type-Options is nosniff: a client ignores any other value."),
			of:   "X-Content-Type-Options", is: func(s string) bool { return strings.EqualFold(s, "nosniff") }, what: "nosniff",
		},
		grammar{
			rule: should("corp-form", "fetch#cross-origin-resource-policy-header", "Cross-Origin-Resource-Policy is same-origin, same-site or cross-origin."),
			of:   "Cross-Origin-Resource-Policy", what: "same-origin, same-site or cross-origin",
			is: func(s string) bool { return s == "same-origin" || s == "same-site" || s == "cross-origin" },
		},
	)...)
}

func sharedOrigin(v *view, f wire.Field) {
	value := v.m.Value(f)
	lines := 0
	v.eachNamed(f, func(wire.Field) { lines++ })
	switch {
	case v.placeholder(f) || value == "*" && lines == 1:
	case lines > 1 || strings.ContainsAny(value, ", "):
		v.wrong(f, "there are several origins")
	case !isOriginOrNull(value):
		v.wrong(f, fmt.Sprintf("%s is not an origin such as https://example.com", shown(value)))
	}
}

func sharedAsked(v *view, f wire.Field) {
	value := v.m.Value(f)
	asked, ok := v.asked("Origin")
	if ok && isOriginOrNull(asked) && isOriginOrNull(value) && value != asked && v.m.Code/100 != 4 {
		v.wrong(f, "the origin of the request is "+asked)
	}
}

func sharedCredentials(v *view, f wire.Field) {
	origin, ok := v.field("Access-Control-Allow-Origin")
	if ok && v.m.Value(f) == "true" && v.m.Value(origin) == "*" {
		v.wrong(origin, "* is sent with Access-Control-Allow-Credentials: true")
	}
}
