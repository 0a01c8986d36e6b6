package wire

import (
	"iter"
	"strconv"
	"strings"
)

func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

func IsAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func IsBlank(c byte) bool { return c == ' ' || c == '\t' }

func Lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

func FoldEqual(a []byte, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i, c := range a {
		if Lower(c) != Lower(b[i]) {
			return false
		}
	}
	return true
}

// IsTchar says that c may stand in a token (RFC 9110 section 5.6.2).
func IsTchar(c byte) bool {
	return IsAlpha(c) || IsDigit(c) || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

func IsToken[T string | []byte](s T) bool {
	for i := range len(s) {
		if !IsTchar(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

func IsDigits(s string) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// Number is a decimal number that fits.
func Number(s string) (int64, bool) {
	if !IsDigits(s) {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

func TrimBlank(s string) string { return strings.Trim(s, " \t") }

// TakeToken cuts the token off the front of s; it may be empty.
func TakeToken(s string) (token, rest string) {
	i := 0
	for i < len(s) && IsTchar(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

// TakeQuoted cuts the quoted string off the front of s (RFC 9110 section
// 5.6.4): value is what it means.
func TakeQuoted(s string) (value, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", s, false
	}
	escaped := false
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			value = s[1:i]
			if escaped {
				value = unescape(value)
			}
			return value, s[i+1:], true
		case c == '\\':
			escaped = true
			i++
		case c < ' ' && c != '\t' || c == 0x7f:
			return "", s, false
		}
	}
	return "", s, false
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Members are the members of a list (RFC 9110 section 5.6.1), empty ones
// included; an empty value has none. A comma inside a quoted string, a comment
// or <…> does not separate.
func Members(value string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if value == "" {
			return
		}
		from, depth := 0, 0
		begins := true // only white space of this member so far
		for i := 0; i < len(value); i++ {
			c := value[i]
			switch {
			case c == '"':
				i = skipTo(value, i, '"')
			case c == '<' && begins:
				i = skipTo(value, i, '>')
			case c == '(':
				depth++
			case c == ')' && depth > 0:
				depth--
			case c == ',' && depth == 0:
				if !yield(TrimBlank(value[from:i])) {
					return
				}
				from, begins = i+1, true
				continue
			}
			begins = begins && IsBlank(c)
		}
		yield(TrimBlank(value[from:]))
	}
}

// skipTo is the offset of the byte that closes what opens at i, or of the last byte.
func skipTo(s string, i int, closing byte) int {
	for i++; i < len(s); i++ {
		switch {
		case s[i] == '\\' && closing == '"':
			i++
		case s[i] == closing:
			return i
		}
	}
	return len(s) - 1
}

// List is every member that is not empty, of all fields of that name.
func (m *Message) List(name string) []string {
	var out []string
	m.named(name, func(f Field) {
		for member := range Members(m.Value(f)) {
			if member != "" {
				out = append(out, member)
			}
		}
	})
	return out
}

// Lists says that a list field has the member, in any case.
func (m *Message) Lists(name, member string) bool { return ContainsFold(m.List(name), member) }

func ContainsFold(all []string, one string) bool {
	for _, s := range all {
		if strings.EqualFold(s, one) {
			return true
		}
	}
	return false
}
