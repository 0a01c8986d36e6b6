package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// nameRules are about fields whose members are names of something.
func nameRules() []entry {
	out := grammars(
		grammar{
			rule: must("allow-form", "9110 10.2.1", "Allow is a list of methods."),
			by:   either, of: "Allow", list: true, is: wire.IsToken[string], what: "a method",
		},
		grammar{
			rule: must("vary-form", "9110 12.5.5", "Vary is a list of field names, or *."),
			of:   "Vary", list: true, is: wire.IsToken[string], what: "a field name",
		},
		grammar{
			rule: must("conn-form", "9110 7.6.1", "Connection is a list of options, each a token."),
			by:   either, of: "Connection", list: true, is: wire.IsToken[string], what: "a connection option",
		},
		grammar{
			rule: must("trailer-form", "9110 6.6.2", "Trailer is a list of field names."),
			by:   either, of: "Trailer", list: true, is: wire.IsToken[string], what: "a field name",
		},
		grammar{
			rule: must("coding-form", "9110 8.4", "Content-Encoding is a list of content codings, each a token."),
			by:   either, of: "Content-Encoding", list: true, is: wire.IsToken[string], what: "a content coding",
		},
		grammar{
			rule: must("ranges-form", "9110 14.3", "Accept-Ranges is a list of range units, or none."),
			of:   "Accept-Ranges", list: true, is: wire.IsToken[string], what: "a range unit",
		},
		grammar{
			rule: must("language-form", "9110 8.5", "Content-Language is a list of language tags."),
			by:   either, of: "Content-Language", list: true, is: isLanguageTag, what: "a language tag such as en-US",
		},
		grammar{
			rule: must("upgrade-form", "9110 7.8", "Upgrade is a list of protocols, each with an optional version after a slash."),
			by:   either, of: "Upgrade", list: true, is: isProtocol, what: "a protocol such as websocket or HTTP/2.0",
		},
		grammar{
			rule: must("via-form", "9110 7.6.3", "A member of Via is a protocol, a name with an optional port, and an optional comment."),
			by:   either, of: "Via", list: true, is: isVia, what: "a protocol and who received it, such as 1.1 proxy",
		},
		grammar{
			rule: must("product-form", "9110 10.1.5 10.2.4", "User-Agent and Server are products, each with an optional version, and comments."),
			by:   either, of: "User-Agent Server", is: areProducts, what: "a list of products such as a/1.0 (b)",
		},
		grammar{
			rule: must("location-content", "9110 8.7", "Content-Location is a URI without a fragment."),
			by:   either, of: "Content-Location", is: func(s string) bool { return isReference(s) && !strings.Contains(s, "#") }, what: "a URI without a fragment",
		},
		grammar{
			rule: must("te-coding", "9112 6.1 7", "Transfer-Encoding is a list of transfer codings, each a token with optional parameters."),
			by:   either, of: "Transfer-Encoding", list: true, is: isTransferCoding, what: "a transfer coding such as chunked",
		},
	)
	return append(out, entry{
		Rule: should("te-param", "9112 7.1", "The chunked coding has no parameters: a recipient treats them as an error."),
		by:   either, of: []string{"Transfer-Encoding"}, each: chunkedParam,
	}, entry{
		Rule:  should("version-major", "9110 6.2", "The major version of a response is not higher than that of the request."),
		check: versionMajor,
	})
}

// isLanguageTag reports whether s is well-formed (RFC 5646 section 2.1): a language
// of letters, or x or i, and further parts of up to eight letters and digits.
func isLanguageTag(s string) bool {
	first, rest, more := strings.Cut(s, "-")
	if len(first) == 1 && (!more || !strings.EqualFold(first, "x") && !strings.EqualFold(first, "i")) {
		return false
	}
	return isLanguageRange(s) && (!more || rest != "")
}

func isProtocol(s string) bool {
	name, rest := wire.TakeToken(s)
	if name == "" || rest == "" {
		return name != ""
	}
	return rest[0] == '/' && wire.IsToken(rest[1:])
}

func isVia(s string) bool {
	protocol, rest, ok := cutBlank(s)
	if !ok || !isProtocol(protocol) {
		return false
	}
	by, comment, commented := cutBlank(rest)
	name, port, hasPort := strings.Cut(by, ":")
	if strings.HasPrefix(by, "[") {
		name, hasPort = "host", !isHostPort(by)
	}
	if !wire.IsToken(name) || hasPort && !wire.IsDigits(port) {
		return false
	}
	if !commented {
		return true
	}
	rest, ok = takeComment(comment)
	return ok && rest == ""
}

// cutBlank cuts s at the first run of white space.
func cutBlank(s string) (before, after string, ok bool) {
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, "", false
	}
	return s[:i], wire.TrimBlank(s[i:]), true
}

// takeComment cuts a comment (RFC 9110 section 5.6.5) off the front of s.
func takeComment(s string) (rest string, ok bool) {
	if s == "" || s[0] != '(' {
		return s, false
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return s[i+1:], true
			}
		case c < ' ' && c != '\t' || c == 0x7f:
			return s, false
		}
	}
	return s, false
}

func areProducts(s string) bool {
	for first := true; ; first = false {
		ok := false
		if !first && strings.HasPrefix(s, "(") {
			s, ok = takeComment(s)
		} else {
			var name string
			if name, s = wire.TakeToken(s); name != "" {
				ok = true
				if strings.HasPrefix(s, "/") {
					name, s = wire.TakeToken(s[1:])
					ok = name != ""
				}
			}
		}
		if !ok {
			return false
		}
		if s == "" {
			return true
		}
		if !wire.IsBlank(s[0]) {
			return false
		}
		s = strings.TrimLeft(s, " \t")
	}
}

func chunkedParam(v *view, f wire.Field) {
	for member := range wire.Members(v.m.Value(f)) {
		if name, rest := wire.TakeToken(member); strings.EqualFold(name, "chunked") && rest != "" && isTransferCoding(member) {
			v.wrong(f, fmt.Sprintf("%s has a parameter", shown(member)))
			return
		}
	}
}

func versionMajor(v *view) {
	if v.x.Request == nil {
		return
	}
	asked, _, ok := v.x.Request.MajorMinor()
	major, _, known := v.m.MajorMinor()
	if ok && known && major > asked {
		v.breach(v.m.Version, fmt.Sprintf("the version is %s, but that of the request is %s", v.m.Bytes(v.m.Version), v.x.Request.Bytes(v.x.Request.Version)))
	}
}
