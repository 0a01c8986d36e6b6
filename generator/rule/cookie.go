package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// cookieRules are about Set-Cookie.
func cookieRules() []entry {
	cookies := []string{"Set-Cookie"}
	return []entry{
		{
			Rule: should("cookie-form", "6265 4.1.1", "Set-Cookie follows the grammar for servers, which is narrower than what clients accept."),
			of:   cookies, each: cookieForm,
		},
		{
			Rule: should("cookie-once", "6265 4.1.1", "A cookie is set once in a response, and has each attribute once."),
			of:   cookies, once: true, each: cookieOnce,
		},
	}
}

func cookieForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	value := v.m.Value(f)
	pair, rest, more := strings.Cut(value, ";")
	if fault := pairFault(pair); fault != "" {
		v.wrong(f, fault)
		return
	}
	for more {
		var attribute string
		attribute, rest, more = strings.Cut(rest, ";")
		if !strings.HasPrefix(attribute, " ") || strings.HasPrefix(attribute, "  ") {
			v.wrong(f, "a semicolon is not followed by exactly one space")
			return
		}
		if fault := attributeFault(attribute[1:]); fault != "" {
			v.wrong(f, fault)
			return
		}
	}
}

func pairFault(pair string) string {
	name, value, ok := strings.Cut(pair, "=")
	if !ok || !wire.IsToken(name) {
		return fmt.Sprintf("%s does not begin with a name and =", shown(pair))
	}
	if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
		value = value[1 : len(value)-1]
	}
	for i := range len(value) {
		if c := value[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`",;\`, c) >= 0 {
			return fmt.Sprintf("%q is not allowed in the value of a cookie", c)
		}
	}
	return ""
}

func attributeFault(attribute string) string {
	name, value, has := strings.Cut(attribute, "=")
	fault := ""
	switch strings.ToLower(name) {
	case "expires":
		if d, ok := parseIMF(value); !ok || d.fault() != "" {
			fault = fmt.Sprintf("Expires is not a date such as %s", exampleIMF)
		}
	case "max-age":
		if !wire.IsDigits(value) || value[0] == '0' {
			fault = "Max-Age is not a number that begins with 1 to 9"
		}
	case "domain":
		if !isDomain(value) {
			fault = fmt.Sprintf("%s is not a domain", shown(value))
		}
	case "secure", "httponly":
		if has {
			fault = plain(name) + " has a value"
		}
	case "":
		fault = "an attribute is empty"
	}
	if fault != "" {
		return fault
	}
	for i := range len(attribute) {
		if c := attribute[i]; c < ' ' || c >= 0x7f {
			return fmt.Sprintf("the attribute %s is not US-ASCII", plain(name))
		}
	}
	return ""
}

// isDomain reports whether s is labels of letters, digits and inner hyphens (RFC 1123
// section 2.1).
func isDomain(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			if c := label[i]; !wire.IsAlpha(c) && !wire.IsDigit(c) && c != '-' {
				return false
			}
		}
	}
	return true
}

func cookieOnce(v *view, first wire.Field) {
	set := map[string]bool{}
	v.eachNamed(first, func(f wire.Field) {
		pair, rest, more := strings.Cut(v.m.Value(f), ";")
		name, _, _ := strings.Cut(pair, "=")
		if set[name] {
			v.wrong(f, fmt.Sprintf("the cookie %s is set more than once", plain(name)))
		}
		set[name] = true
		attributes := map[string]bool{}
		for more {
			var attribute string
			attribute, rest, more = strings.Cut(rest, ";")
			name, _, _ := strings.Cut(wire.TrimBlank(attribute), "=")
			if lower := strings.ToLower(name); name != "" {
				if attributes[lower] {
					v.wrong(f, fmt.Sprintf("the attribute %s is repeated", plain(name)))
				}
				attributes[lower] = true
			}
		}
	})
}
