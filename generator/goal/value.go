package goal

import (
	"net/url"
	"slices"
	"strings"

	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// same reports whether the lines of a field say what those of the goal say, if they are
// of a field whose values can be written in several ways. A charset that the goal does
// not have may be there.
func (g Goal) same(want, got *wire.Message, name string) bool {
	if slices.ContainsFunc(g.Holes, func(h pattern.Hole) bool { return strings.EqualFold(h.Field, name) }) {
		return false
	}
	a, b := g.parts(want, name), g.parts(got, name)
	more := func(s string) bool { return strings.HasPrefix(s, "charset=") }
	return len(a) > 0 && (slices.Equal(a, b) || !slices.ContainsFunc(a, more) && slices.Equal(a, slices.DeleteFunc(b, more)))
}

// parts returns what a field says, in one order and one case where RFC 9110 gives them no
// meaning: the members of a list, the parts of a media type or of a challenge, a URL
// without the host that was asked. None is returned of any other field.
func (g Goal) parts(m *wire.Message, name string) (out []string) {
	value, has := m.Get(name)
	if !has {
		return nil
	}
	switch strings.ToLower(name) {
	case "allow": // methods are case-sensitive (section 9.1)
		out = m.List(name)
	case "accept-ranges", "cache-control", "connection", "trailer", "vary":
		for _, member := range m.List(name) {
			out = append(out, param(member))
		}
	case "location", "content-location":
		return []string{g.path(value)}
	case "content-type":
		for part := range strings.SplitSeq(value, ";") {
			out = append(out, param(part))
		}
	case "www-authenticate", "proxy-authenticate":
		scheme, params, _ := strings.Cut(value, " ")
		out = append(out, strings.ToLower(scheme))
		for part := range wire.Members(params) {
			out = append(out, param(part))
		}
	}
	slices.Sort(out)
	return out
}

// param writes name=value with the name in lower case and the value without quotes. The
// names of charsets have no case (section 8.3.2).
func param(s string) string {
	name, value, has := strings.Cut(wire.TrimBlank(s), "=")
	name = strings.ToLower(name)
	if text, rest, ok := wire.TakeQuoted(value); ok && rest == "" {
		value = text
	}
	if name == "charset" {
		value = strings.ToLower(value)
	}
	if !has {
		return name
	}
	return name + "=" + value
}

// path returns a URL without its scheme and host, if they are those of the request.
func (g Goal) path(s string) string {
	request := pattern.FromLatin1(g.Request)
	if len(request) == 0 {
		return s
	}
	host, _ := wire.Parse(request, source.Span{End: len(request)}, wire.Request, "").Get("Host")
	u, err := url.Parse(s)
	if err != nil || host == "" || u.User != nil || !strings.EqualFold(u.Host, host) || u.Scheme != "http" && u.Scheme != "https" {
		return s
	}
	_, rest, _ := strings.Cut(s, "://")
	switch rest = rest[len(u.Host):]; {
	case strings.HasPrefix(rest, "//"): // alone it would begin with a host
		return s
	case !strings.HasPrefix(rest, "/"): // an empty path is / (section 4.2.3)
		return "/" + rest
	}
	return rest
}
