package leak

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// plain takes the escapes of HTML, JSON, JavaScript and addresses from a text, also those
// in one another. Each run of white space becomes a space, and so does +, as in the query
// of an address. A text and any escaped form of it become the same.
func plain(text []byte) []byte {
	for range 4 { // JSON in an attribute of HTML in JSON, and one more
		out, again := unescaped(text)
		text = out
		if !again {
			break
		}
	}
	out := text[:0]
	for _, c := range text {
		if c == '\t' || c == '\n' || c == '\r' {
			c = ' '
		}
		if c != ' ' || len(out) == 0 || out[len(out)-1] != ' ' {
			out = append(out, c)
		}
	}
	return out
}

// special are the bytes that plain changes.
var special = func() (t [256]bool) {
	for _, c := range []byte("&%\\+") {
		t[c] = true
	}
	return t
}()

// unescaped takes one layer of escapes. again reports whether that made new ones.
func unescaped(text []byte) (out []byte, again bool) {
	out = make([]byte, 0, len(text))
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if !special[c] {
			i++
			continue
		}
		out = append(out, text[from:i]...)
		r, n := rune(c), 1
		switch c {
		case '&':
			r, n = entity(text[i:])
		case '%':
			r, n = hexByte(text[i:], 1)
		case '\\':
			r, n = escape(text[i:])
		case '+':
			r = ' '
		}
		switch {
		case n == 3 && c == '%' || r < utf8.RuneSelf:
			out = append(out, byte(r)) // %C3%A9 is two bytes of UTF-8
			again = again || n > 1 && special[byte(r)]
		default:
			out = utf8.AppendRune(out, r)
		}
		i += n
		from = i
	}
	return append(out, text[from:]...), again
}

// entities are those that programs write.
var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\'', "NewLine": '\n', "nbsp": ' '}

// entity reads a character reference of HTML, and returns its length in bytes: 1 if it is
// none.
func entity(text []byte) (rune, int) {
	end := bytes.IndexByte(text[:min(len(text), 10)], ';')
	if end < 2 {
		return '&', 1
	}
	name := string(text[1:end])
	if r, ok := entities[name]; ok {
		return r, end + 1
	}
	if name[0] != '#' {
		return '&', 1
	}
	number, base := name[1:], 10
	if len(number) > 1 && number[0]|0x20 == 'x' {
		number, base = number[1:], 16
	}
	if n, err := strconv.ParseUint(number, base, 21); err == nil {
		return rune(n), end + 1
	}
	return '&', 1
}

// hexByte reads two hexadecimal digits after a mark of some bytes.
func hexByte(text []byte, mark int) (rune, int) {
	if len(text) >= mark+2 {
		if n, err := strconv.ParseUint(string(text[mark:mark+2]), 16, 8); err == nil {
			return rune(n), mark + 2
		}
	}
	return rune(text[0]), 1
}

// escape reads an escape of JSON or JavaScript.
func escape(text []byte) (rune, int) {
	if len(text) < 2 {
		return '\\', 1
	}
	switch c := text[1]; c {
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case '"', '\'', '/', '\\':
		return rune(c), 2
	case 'x':
		return hexByte(text, 2)
	case 'u':
		if len(text) >= 6 {
			if n, err := strconv.ParseUint(string(text[2:6]), 16, 16); err == nil {
				return rune(n), 6
			}
		}
	}
	return '\\', 1
}

// longestTag is how many bytes an element's tag may have to be one.
const longestTag = 4 << 10

// untagged is the text of a document, without its tags.
func untagged(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for {
		at := bytes.IndexByte(text, '<')
		if at < 0 {
			return append(out, text...)
		}
		out = append(out, text[:at]...)
		text = text[at:]
		end := bytes.IndexByte(text[:min(len(text), longestTag)], '>')
		if len(text) < 2 || end < 0 || !(text[1] == '/' || text[1] == '!' || text[1]|0x20 >= 'a' && text[1]|0x20 <= 'z') {
			out, text = append(out, '<'), text[1:]
			continue
		}
		text = text[end+1:]
	}
}
