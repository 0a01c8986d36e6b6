package rule

import (
	"strings"

	"wirebook/generator/wire"
)

// A challenge is one member of WWW-Authenticate or Proxy-Authenticate (RFC 9110
// section 11.3): a scheme with either one token68 or parameters.
type challenge struct {
	scheme string
	params []param
}

// parseChallenges parses a list of challenges. Their parameters form lists too, so a
// comma may separate either.
func parseChallenges(s string) (out []challenge, ok bool) {
	for {
		s = strings.TrimLeft(s, " \t,")
		if s == "" {
			return out, true
		}
		var c challenge
		c.scheme, s = wire.TakeToken(s)
		if c.scheme == "" || s != "" && s[0] != ' ' && s[0] != ',' {
			return out, false
		}
		if s != "" && s[0] == ' ' {
			if rest, ok := takeToken68(strings.TrimLeft(s, " ")); ok {
				s = rest
			} else if c.params, s, ok = takeAuthParams(s); !ok {
				return out, false
			}
		}
		out = append(out, c)
		if s = strings.TrimLeft(s, " \t"); s != "" && s[0] != ',' {
			return out, false
		}
	}
}

// takeToken68 cuts a token68 off the front of s, if it extends to the end of a list
// member.
func takeToken68(s string) (rest string, ok bool) {
	i := 0
	for i < len(s) && (wire.IsAlpha(s[i]) || wire.IsDigit(s[i]) || strings.IndexByte("-._~+/", s[i]) >= 0) {
		i++
	}
	if i == 0 {
		return s, false
	}
	rest = strings.TrimLeft(s[i:], "=")
	if after := wire.TrimBlank(rest); after != "" && after[0] != ',' {
		return s, false
	}
	return rest, true
}

// takeAuthParams cuts the parameters of a challenge off the front of s. It stops
// before the comma that precedes another challenge.
func takeAuthParams(s string) (out []param, rest string, ok bool) {
	for {
		start := s
		s = strings.TrimLeft(s, " \t,")
		var p param
		p.name, s = wire.TakeToken(s)
		s = wire.TrimBlank(s)
		if p.name == "" || s == "" || s[0] != '=' {
			return out, start, true
		}
		s = wire.TrimBlank(s[1:])
		if p.value, s, p.quoted = wire.TakeQuoted(s); !p.quoted {
			if p.value, s = wire.TakeToken(s); p.value == "" {
				return out, start, false
			}
		}
		out = append(out, p)
		if s = wire.TrimBlank(s); s != "" && s[0] != ',' {
			return out, s, false
		}
	}
}
