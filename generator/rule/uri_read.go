package rule

import (
	"net/netip"
	"strings"

	"wirebook/generator/wire"
)

// A reference is a URI reference split into parts (RFC 3986 section 3).
type reference struct {
	scheme    string
	authority string
	rooted    bool // it has an authority, which may be empty
	rest      string
}

func splitReference(s string) reference {
	var r reference
	if i := strings.IndexAny(s, ":/?#"); i > 0 && s[i] == ':' {
		r.scheme, s = s[:i], s[i+1:]
	}
	if strings.HasPrefix(s, "//") {
		r.rooted = true
		end := strings.IndexAny(s[2:], "/?#")
		if end < 0 {
			end = len(s) - 2
		}
		r.authority, s = s[2:2+end], s[2+end:]
	}
	r.rest = s
	return r
}

// hasUserinfo reports whether an http or https reference, or one without a scheme,
// has user information.
func hasUserinfo(s string) bool {
	r := splitReference(s)
	http := r.scheme == "" || strings.EqualFold(r.scheme, "http") || strings.EqualFold(r.scheme, "https")
	return http && strings.Contains(r.authority, "@")
}

// isReference reports whether s is one URI reference (RFC 3986 section 4.1).
func isReference(s string) bool {
	r := splitReference(s)
	if i := strings.IndexByte(s, ':'); r.scheme == "" && i == 0 {
		return false
	}
	if r.scheme != "" && !isScheme(r.scheme) {
		return false
	}
	if r.rooted {
		user, host, ok := strings.Cut(r.authority, "@")
		if !ok {
			user, host = "", r.authority
		}
		if !isURIText(user, ":") || !isHostPort(host) {
			return false
		}
	}
	rest, fragment, _ := strings.Cut(r.rest, "#")
	return isURIText(rest, ":@/?") && isURIText(fragment, ":@/?")
}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !wire.IsAlpha(c) && (i == 0 || !wire.IsDigit(c) && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// isURIText reports whether s consists of unreserved characters, sub-delims,
// percent-encoded octets and the characters in more (RFC 3986 section 2).
func isURIText(s, more string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case wire.IsAlpha(c) || wire.IsDigit(c):
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return false
			}
			i += 2
		case strings.IndexByte("-._~!$&'()*+,;=", c) < 0 && strings.IndexByte(more, c) < 0:
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return wire.IsDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// isHostPort reports whether s is a host, which may be empty, with an optional port
// (RFC 9110 section 7.2).
func isHostPort(s string) bool {
	host, port := s, ""
	if strings.HasPrefix(s, "[") {
		end := strings.IndexByte(s, ']')
		if end < 0 || !isLiteral(s[1:end]) {
			return false
		}
		host, port = "", s[end+1:]
		if port != "" && port[0] != ':' {
			return false
		}
		port = strings.TrimPrefix(port, ":")
	} else if i := strings.IndexByte(s, ':'); i >= 0 {
		host, port = s[:i], s[i+1:]
	}
	return isURIText(host, "") && (port == "" || wire.IsDigits(port))
}

func isLiteral(s string) bool {
	if s != "" && s[0]|0x20 == 'v' {
		version, rest, ok := strings.Cut(s[1:], ".")
		return ok && version != "" && rest != "" && strings.Trim(version, "0123456789abcdefABCDEF") == "" &&
			!strings.Contains(rest, "%") && isURIText(rest, ":")
	}
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is6() && a.Zone() == ""
}
