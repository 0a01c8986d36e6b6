package wire

import (
	"iter"
	"strconv"
	"strings"
)

// IsDigit reports whether c is an ASCII digit.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// IsAlpha reports whether c is an ASCII letter.
func IsAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// IsBlank reports whether c is a space or a tab, the white space of RFC 9110 section
// 5.6.3.
func IsBlank(c byte) bool { return c == ' ' || c == '\t' }

// Lower returns an ASCII letter in lower case, and any other byte as it is.
func Lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

// FoldEqual reports whether a and b are equal, ignoring the case of ASCII letters.
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

// IsTchar reports whether c may occur in a token (RFC 9110 section 5.6.2).
func IsTchar(c byte) bool {
	return IsAlpha(c) || IsDigit(c) || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// IsToken reports whether s is a token (RFC 9110 section 5.6.2).
func IsToken[T string | []byte](s T) bool {
	for i := range len(s) {
		if !IsTchar(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// IsDigits reports whether s is one or more ASCII digits.
func IsDigits(s string) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// Number parses a decimal number without a sign. ok is false if it does not fit into an
// int64.
func Number(s string) (int64, bool) {
	if !IsDigits(s) {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// TrimBlank removes spaces and tabs from both ends.
func TrimBlank(s string) string { return strings.Trim(s, " \t") }

// TakeToken splits the token off the front of s; it may be empty.
func TakeToken(s string) (token, rest string) {
	i := 0
	for i < len(s) && IsTchar(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

// TakeQuoted splits the quoted string off the front of s (RFC 9110 section 5.6.4):
// value is its unescaped content.
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

// Members iterates over the members of a list (RFC 9110 section 5.6.1), including empty
// ones; an empty value has none. A comma inside a quoted string, a comment or <…> does
// not separate.
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

// skipTo returns the offset of the byte that closes what opens at i, or of the last byte.
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

// List returns every non-empty member of all fields with that name.
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

// Lists reports whether a list field has the member, ignoring case.
func (m *Message) Lists(name, member string) bool { return ContainsFold(m.List(name), member) }

// ContainsFold reports whether one is in all, ignoring case.
func ContainsFold(all []string, one string) bool {
	for _, s := range all {
		if strings.EqualFold(s, one) {
			return true
		}
	}
	return false
}
