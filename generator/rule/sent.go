package rule

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/wire"
)

// sentRules are about what a method, a version or an expectation requires of a
// request.
func sentRules() []entry {
	return slices.Concat(
		[]entry{
			{
				Rule: must("expect-content", "9110 10.1.1", "Expect: 100-continue is only sent if content follows."),
				by:   client, of: []string{"Expect"}, once: true, each: expectContent,
			},
			{
				Rule: must("te-last", "9112 6.1", "If a request has a transfer coding, the last one is chunked."),
				by:   client, of: []string{"Transfer-Encoding"}, once: true, each: codingLast,
			},
			{
				Rule: must("trace-content", "9110 9.3.8", "A TRACE has no content."),
				by:   client, check: traceContent,
			},
			{
				Rule: must("trace-fields", "9110 9.3.8", "A TRACE has neither credentials nor cookies."),
				by:   client, of: []string{"Authorization", "Proxy-Authorization", "Cookie"}, each: traceFields,
			},
			{
				Rule: should("get-content", "9110 9.3.1 9.3.2 9.3.5", "A GET, HEAD or DELETE has no content, unless the server is known to support it."),
				by:   client, check: getContent,
			},
			{
				Rule: should("length-sent", "9110 8.6", "A request with content has its length."),
				by:   client, check: lengthSent, leftOut: true,
			},
			{
				Rule: must("cookie-once-sent", "6265 5.4", "A request has one Cookie."),
				by:   client, of: []string{"Cookie"}, each: cookieOnceSent,
			},
		},
		grammars(
			grammar{
				rule: must("expect-form", "9110 10.1.1", "Expect is a list of expectations, of which only 100-continue is defined."),
				by:   client, of: "Expect", list: true, is: isExpectation, what: "an expectation such as 100-continue",
			},
			grammar{
				rule: must("forwards-form", "9110 7.6.2", "Max-Forwards is one number."),
				by:   client, of: "Max-Forwards", is: wire.IsDigits, what: "a number",
			},
			grammar{
				rule: must("cookie-sent", "6265 4.2.1", "Cookie is pairs of a name and a value, separated by a semicolon and one space."),
				by:   client, of: "Cookie", is: isCookieString, what: "a list of cookies such as a=1; b=2",
			},
			grammar{
				rule: must("referer-form", "9110 10.1.3", "Referer is a URI without a fragment and without user information."),
				by:   client, of: "Referer", is: isReferer, what: "a URI without fragment and user information",
			},
			grammar{
				rule: must("from-form", "9110 10.1.2", "From is one email address."),
				by:   client, of: "From", is: isMailbox, what: "an email address",
			},
			grammar{
				rule: should("origin-form", "fetch#origin-header", "Origin is null, or a scheme, a host, and a port if it is not the default."),
				by:   client, of: "Origin", is: isOriginOrNull, what: "an origin such as https://example.com",
				meant: originMeant,
			},
			grammar{
				rule: must("early-form", "8470 5.1", "Early-Data is 1."),
				by:   client, of: "Early-Data", is: func(s string) bool { return s == "1" }, what: "1",
			},
		),
	)
}

func expectContent(v *view, f wire.Field) {
	if !strings.EqualFold(v.m.Value(f), "100-continue") || v.elided {
		return
	}
	length, has := v.get("Content-Length")
	n, ok := wire.Number(length)
	if v.lacks("Transfer-Encoding") && (!has && v.body().Len() == 0 || ok && n == 0) {
		v.wrong(f, "the request has no content")
	}
}

func codingLast(v *view, f wire.Field) {
	if all := v.m.Codings(); len(all) > 0 && all[len(all)-1] != "chunked" {
		v.wrong(f, "the last coding is "+plain(all[len(all)-1])+", not chunked")
	}
}

func traceContent(v *view) {
	if v.method == "TRACE" && v.sendsContent() {
		v.start("the TRACE has content")
	}
}

// sendsContent reports whether the request has or announces content.
func (v *view) sendsContent() bool {
	return v.body().Len() > 0 || v.framed == wire.ByLength && v.length > 0 || v.framed == wire.ByChunks
}

func traceFields(v *view, f wire.Field) {
	if v.method == "TRACE" {
		v.breach(f.Line, v.m.Name(f)+" is in a TRACE")
	}
}

func getContent(v *view) {
	if (v.method == "GET" || v.method == "HEAD" || v.method == "DELETE") && v.sendsContent() {
		v.start("the " + v.method + " has content")
	}
}

func lengthSent(v *view) {
	if v.framed == wire.NoBody && v.lacks("Content-Length") && v.lacks("Transfer-Encoding") && v.body().Len() > 0 {
		v.start("Content-Length is missing, although the request has content")
	}
}

func cookieOnceSent(v *view, f wire.Field) {
	if first, _ := v.field("Cookie"); first != f {
		v.breach(f.Line, "Cookie is repeated")
	}
}

func isExpectation(s string) bool {
	name, rest := wire.TakeToken(s)
	if name == "" || rest == "" {
		return name != ""
	}
	if rest[0] != '=' {
		return false
	}
	_, more, quoted := wire.TakeQuoted(rest[1:])
	if !quoted {
		var word string
		if word, more = wire.TakeToken(rest[1:]); word == "" {
			return false
		}
	}
	_, ok := params(more, mediaParams)
	return ok
}

func isCookieString(s string) bool {
	for pair := range strings.SplitSeq(s, "; ") {
		if pairFault(pair) != "" {
			return false
		}
	}
	return true
}

func isReferer(s string) bool {
	return isReference(s) && !strings.Contains(s, "#") && !hasUserinfo(s)
}

// isMailbox accepts a local part, one @ and a domain as an address (RFC 5322 section
// 3.4): alone, or in angle brackets after a name.
func isMailbox(s string) bool {
	if open := strings.LastIndexByte(s, '<'); open >= 0 && strings.HasSuffix(s, ">") {
		s = s[open+1 : len(s)-1]
	}
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && domain != "" && !strings.ContainsAny(local, " <>,;") && !strings.ContainsAny(domain, " @<>,;")
}

// isOrigin reports whether s is an origin in its ASCII form (RFC 6454 section 6.2).
func isOrigin(s string) bool {
	scheme, host, ok := strings.Cut(s, "://")
	return ok && isScheme(scheme) && host != "" && isHostPort(host) && !strings.HasSuffix(host, ":")
}

func isOriginOrNull(s string) bool { return s == "null" || isOrigin(s) }

func originMeant(s string) string {
	if r := splitReference(s); r.rooted && r.rest != "" && isOrigin(r.scheme+"://"+r.authority) {
		return fmt.Sprintf("nothing follows the host, not even a slash: %s://%s", r.scheme, r.authority)
	}
	return ""
}
