package rule

import (
	"strings"

	"wirebook/generator/wire"
)

// A param is one parameter after a semicolon (RFC 9110 section 5.6.6).
type param struct {
	name   string
	value  string // without quotes
	quoted bool
	given  bool // there is a value, which may be empty
}

// A paramForm says how a field's parameters differ from those of RFC 9110.
type paramForm int

const (
	spaced paramForm = 1 << iota // white space is allowed around =
	bare                         // a name without a value is allowed
	empty                        // there may be nothing between two semicolons

	mediaParams       = empty                 // RFC 9110 section 5.6.6
	linkParams        = spaced | bare         // RFC 8288 section 3
	chunkParams       = spaced | bare         // RFC 9112 section 7.1.1
	dispositionParams = spaced                // RFC 6266 section 4.1
	preferParams      = spaced | bare | empty // RFC 7240 section 2
)

// params parses parameters, each with the semicolon before it, to the end of s.
func params(s string, form paramForm) (out []param, ok bool) {
	for s = wire.TrimBlank(s); s != ""; s = wire.TrimBlank(s) {
		if s[0] != ';' {
			return out, false
		}
		s = wire.TrimBlank(s[1:])
		if form&empty != 0 && (s == "" || s[0] == ';') {
			continue
		}
		var p param
		p.name, s = wire.TakeToken(s)
		if p.name == "" {
			return out, false
		}
		after := s
		if form&spaced != 0 {
			after = wire.TrimBlank(s)
		}
		if after == "" || after[0] != '=' {
			if form&bare == 0 {
				return out, false
			}
			out = append(out, p)
			continue
		}
		s, p.given = after[1:], true
		if form&spaced != 0 {
			s = wire.TrimBlank(s)
		}
		if p.value, s, p.quoted = wire.TakeQuoted(s); !p.quoted {
			if p.value, s = wire.TakeToken(s); p.value == "" {
				return out, false
			}
		}
		out = append(out, p)
	}
	return out, true
}

// paramOf returns the first parameter with that name.
func paramOf(all []param, name string) (param, bool) {
	for _, p := range all {
		if strings.EqualFold(p.name, name) {
			return p, true
		}
	}
	return param{}, false
}

// repeated returns the first name that is repeated.
func repeated(all []param) (string, bool) {
	if len(all) < 2 {
		return "", false
	}
	seen := make(map[string]bool, len(all))
	for _, p := range all {
		name := strings.ToLower(p.name)
		if seen[name] {
			return p.name, true
		}
		seen[name] = true
	}
	return "", false
}

// mediaType parses a media type (RFC 9110 section 8.3.1). kind is the type and
// subtype in lower case.
func mediaType(s string) (kind string, all []param, ok bool) {
	first, rest := wire.TakeToken(s)
	if first == "" || !strings.HasPrefix(rest, "/") {
		return "", nil, false
	}
	second, rest := wire.TakeToken(rest[1:])
	if second == "" {
		return "", nil, false
	}
	all, ok = params(rest, mediaParams)
	return strings.ToLower(first + "/" + second), all, ok
}

// A link is one link of a Link field (RFC 8288 section 3).
type link struct {
	target string
	params []param
}

// parseLink parses one member of Link.
func parseLink(member string) (link, bool) {
	end := strings.IndexByte(member, '>')
	if end < 0 || member[0] != '<' {
		return link{}, false
	}
	all, ok := params(member[end+1:], linkParams)
	return link{target: member[1:end], params: all}, ok
}
