package pattern

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Hole is one name of hole="…": what may vary, and how far.
type Hole struct {
	Text   string // as written
	Code   string // of the interim response; empty: the final one
	Field  string // name of a field
	Nth    int    // which of the fields of that name, from 1; 0 where it is not said
	Cookie string // name of a cookie in Set-Cookie
	Path   string // of a JSON value: $.id
	Type   string
	Span   source.Span
}

// A Capture is a value that stands for what is first received in its place: one
// token of the same characters, in the value of a field or in the body.
type Capture struct {
	Name, Sample string
	Span         source.Span
}

// types of holes, with what fits them.
var types = map[string]func(string) bool{
	"any":    func(s string) bool { return s != "" },
	"date":   isDate,
	"number": regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`).MatchString,
	"token":  regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$").MatchString,
	"uuid":   regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`).MatchString,
}

// digits is the type of the fields whose grammar is 1*DIGIT; no note names it.
const digits = "digits"

// digitFields are the fields of which that is true for every value (RFC 9110
// sections 7.6.2 and 8.6, RFC 9111 section 5.1, Fetch section 3.3.3).
var digitFields = []string{"Age", "Content-Length", "Max-Forwards", "Access-Control-Max-Age"}

// isDate says that s is an IMF-fixdate (RFC 9110 section 5.6.7) whose weekday
// is that of its date.
func isDate(s string) bool {
	t, err := time.Parse(http.TimeFormat, s)
	return err == nil && t.Format(http.TimeFormat) == s
}

// fits says that a value is of the type; a JSON string fits by what it holds.
func fits(typ, value string) bool {
	if typ == digits {
		return wire.IsDigits(value)
	}
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' && typ != "any" {
		value = value[1 : len(value)-1]
	}
	return types[typ](value)
}

// Find is where the hole's value stands in a documented message; ok is false
// where the message has no such part.
func (h Hole) Find(m *wire.Message) (at source.Span, ok bool) {
	if h.Path != "" {
		return findPath(m.Text[:m.Body.End], m.Body.Start, h.Path)
	}
	nth := 0
	for _, f := range append(m.Fields[:len(m.Fields):len(m.Fields)], m.Trailers...) {
		if f.Elision || !strings.EqualFold(m.Name(f), h.Field) {
			continue
		}
		if h.Cookie != "" {
			if c, found := cookieValue(m, f, h.Cookie); found {
				return c, true
			}
			continue
		}
		if nth++; h.Nth == 0 || nth == h.Nth {
			return f.Value, true
		}
	}
	return at, false
}

// IsType says that holes may have a type of that name.
func IsType(name string) bool { return types[name] != nil }

// Fits says that the hole may stand for a value.
func (h Hole) Fits(value string) bool { return fits(h.Type, value) }
