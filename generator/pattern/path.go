package pattern

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// cookieValue is where the value of a cookie or of one of its attributes stands
// in a Set-Cookie field.
func cookieValue(m *wire.Message, f wire.Field, name string) (source.Span, bool) {
	at := f.Value.Start
	for at < f.Value.End {
		end := f.Value.End
		if i := strings.IndexByte(string(m.Text[at:end]), ';'); i >= 0 {
			end = at + i
		}
		part := string(m.Text[at:end])
		key, _, ok := strings.Cut(part, "=")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return source.Span{Start: at + len(key) + 1, End: end}, true
		}
		at = end + 1
	}
	return source.Span{}, false
}

// findPath finds the value at a path such as $.items[0].id in JSON text.
func findPath(text []byte, at int, path string) (source.Span, bool) {
	at = wire.JSONSpace(text, at)
	rest := strings.TrimPrefix(path, "$")
	for rest != "" {
		if at < 0 || at >= len(text) {
			return source.Span{}, false
		}
		switch {
		case rest[0] == '.' && text[at] == '{':
			end := strings.IndexAny(rest[1:], ".[")
			if end < 0 {
				end = len(rest) - 1
			}
			at = member(text, at, rest[1:1+end])
			rest = rest[1+end:]
		case rest[0] == '[' && text[at] == '[':
			var index int
			if _, err := fmt.Sscanf(rest, "[%d]", &index); err != nil {
				return source.Span{}, false
			}
			at = element(text, at, index)
			rest = rest[strings.IndexByte(rest, ']')+1:]
		default:
			return source.Span{}, false
		}
	}
	if at < 0 {
		return source.Span{}, false
	}
	end := wire.JSONValue(text, at)
	return source.Span{Start: at, End: end}, end > at
}

// member is the offset of the value of a member of the object at i, or -1.
func member(text []byte, i int, name string) int {
	for i = wire.JSONSpace(text, i+1); i < len(text) && text[i] == '"'; {
		end := wire.JSONValue(text, i)
		colon := wire.JSONSpace(text, end)
		if colon < 0 || colon >= len(text) || text[colon] != ':' {
			return -1
		}
		value := wire.JSONSpace(text, colon+1)
		if string(text[i+1:end-1]) == name {
			return value
		}
		if i = behindComma(text, value); i < 0 {
			return -1
		}
	}
	return -1
}

// element is the offset of an element of the array at i, or -1.
func element(text []byte, i, index int) int {
	for i = wire.JSONSpace(text, i+1); i >= 0 && i < len(text); index-- {
		if index == 0 {
			return i
		}
		if i = behindComma(text, i); i < 0 {
			return -1
		}
	}
	return -1
}

// behindComma is where the next member or element begins behind the value at i,
// or -1.
func behindComma(text []byte, i int) int {
	i = wire.JSONSpace(text, wire.JSONValue(text, i))
	if i < 0 || i >= len(text) || text[i] != ',' {
		return -1
	}
	return wire.JSONSpace(text, i+1)
}
