package layout

import "bytes"

// tight removes from a style the white space that separates nothing, and the last
// semicolon of a block. Strings and comments stay as they are.
func tight(style []byte) []byte {
	out := make([]byte, 0, len(style))
	copyTo := func(end int) {
		out = append(out, style[:end]...)
		style = style[end:]
	}
	last := func() byte {
		if len(out) == 0 {
			return '}'
		}
		return out[len(out)-1]
	}
	for len(style) > 0 {
		c := style[0]
		switch {
		case bytes.HasPrefix(style, []byte("/*")):
			copyTo(upTo(style, "*/", 2))
		case c == '"' || c == '\'':
			copyTo(upTo(style, string(c), 1))
		case c == ' ' || c == '\n' || c == '\t':
			rest := bytes.TrimLeft(style, " \n\t")
			if bytes.IndexByte([]byte("{};,:"), last()) < 0 && (len(rest) == 0 || bytes.IndexByte([]byte("{};,"), rest[0]) < 0) {
				out = append(out, c)
			}
			style = rest
		case c == '}' && last() == ';':
			out[len(out)-1] = c
			style = style[1:]
		default:
			copyTo(1)
		}
	}
	return out
}

// upTo is where a text ends that begins with from bytes and ends with a mark. A backslash
// takes its meaning from the byte after it.
func upTo(text []byte, mark string, from int) int {
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case bytes.HasPrefix(text[i:], []byte(mark)):
			return i + len(mark)
		}
	}
	return len(text)
}
