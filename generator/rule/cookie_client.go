package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// keptCookieRules are about what clients do with cookies: they reject cookies that do
// not follow the draft that replaces RFC 6265.
func keptCookieRules() []entry {
	cookies := []string{"Set-Cookie"}
	return []entry{
		{
			Rule: should("cookie-prefix", "6265bis#section-4.1.3", "A cookie whose name begins with __Secure- has Secure; with __Host-, it has Secure and Path=/ and no Domain."),
			of:   cookies, each: cookiePrefix,
		},
		{
			Rule: should("cookie-samesite", "6265bis#section-4.1.1", "SameSite is Strict, Lax or None."),
			of:   cookies, each: cookieSameSite,
		},
		{
			Rule: should("cookie-none", "6265bis#section-5.7", "A cookie with SameSite=None has Secure."),
			of:   cookies, each: cookieNone,
		},
		{
			Rule: should("cookie-size", "6265bis#section-5.6", "The name and the value of a cookie have at most 4096 octets, and an attribute at most 1024."),
			of:   cookies, each: cookieSize,
		},
	}
}

// A cookie is Set-Cookie as a client parses it.
type cookie struct {
	name, value string
	attributes  map[string]string // by name in lower case; of repeated ones, the last
}

func (v *view) cookie(f wire.Field) cookie {
	pair, rest, more := strings.Cut(v.m.Value(f), ";")
	c := cookie{attributes: map[string]string{}}
	c.name, c.value, _ = strings.Cut(pair, "=")
	c.name, c.value = wire.TrimBlank(c.name), wire.TrimBlank(c.value)
	for more {
		var attribute string
		attribute, rest, more = strings.Cut(rest, ";")
		name, value, _ := strings.Cut(attribute, "=")
		c.attributes[strings.ToLower(wire.TrimBlank(name))] = wire.TrimBlank(value)
	}
	return c
}

func (c cookie) has(attribute string) bool {
	_, ok := c.attributes[attribute]
	return ok
}

func cookiePrefix(v *view, f wire.Field) {
	c := v.cookie(f)
	host := strings.HasPrefix(c.name, "__Host-")
	if !host && !strings.HasPrefix(c.name, "__Secure-") || v.placeholder(f) {
		return
	}
	switch path := c.attributes["path"]; {
	case !c.has("secure"):
		v.wrong(f, fmt.Sprintf("the cookie %s has no Secure", plain(c.name)))
	case host && c.has("domain"):
		v.wrong(f, fmt.Sprintf("the cookie %s has a Domain", plain(c.name)))
	case host && path != "/":
		v.wrong(f, fmt.Sprintf("the cookie %s does not have Path=/", plain(c.name)))
	}
}

func cookieSameSite(v *view, f wire.Field) {
	c := v.cookie(f)
	switch site := c.attributes["samesite"]; strings.ToLower(site) {
	case "strict", "lax", "none":
	default:
		if c.has("samesite") && !v.placeholder(f) {
			v.wrong(f, fmt.Sprintf("SameSite is %s", shown(site)))
		}
	}
}

func cookieNone(v *view, f wire.Field) {
	if c := v.cookie(f); strings.EqualFold(c.attributes["samesite"], "none") && !c.has("secure") {
		v.wrong(f, fmt.Sprintf("the cookie %s has SameSite=None but not Secure", plain(c.name)))
	}
}

func cookieSize(v *view, f wire.Field) {
	c := v.cookie(f)
	if n := len(c.name) + len(c.value); n > 4096 {
		v.wrong(f, fmt.Sprintf("the cookie %s has %d octets", plain(c.name), n))
	}
	for _, value := range c.attributes {
		if len(value) > 1024 {
			v.wrong(f, fmt.Sprintf("an attribute of the cookie %s has %d octets", plain(c.name), len(value)))
			return
		}
	}
}
