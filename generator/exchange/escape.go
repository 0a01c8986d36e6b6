package exchange

import (
	"bytes"
	"fmt"
	"strconv"
)

// unescape returns the bytes that a raw fence stands for: its line breaks are only
// visual, and \r \n \t \0 \\ and \xNN are bytes. at is the offset of an escape that
// cannot be read.
func unescape(text []byte) (out []byte, at int, err error) {
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			continue
		}
		if text[i] != '\\' {
			out = append(out, text[i])
			continue
		}
		if i+1 >= len(text) {
			return out, i, fmt.Errorf("nothing follows the last backslash")
		}
		i++
		switch text[i] {
		case 'r':
			out = append(out, '\r')
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case '0':
			out = append(out, 0)
		case '\\':
			out = append(out, '\\')
		case 'x':
			if i+2 < len(text) {
				if n, err := strconv.ParseUint(string(text[i+1:i+3]), 16, 8); err == nil {
					out = append(out, byte(n))
					i += 2
					continue
				}
			}
			return out, i - 1, fmt.Errorf(`\x needs two hexadecimal digits`)
		default:
			return out, i - 1, fmt.Errorf(`\%c is not an escape`, text[i])
		}
	}
	return out, 0, nil
}

// largest limits the bytes that the expand fences of a note may produce.
const largest = 64 << 20

// expand repeats the character before the brace in text such as a{*8192}, that many
// times. made counts the bytes that all fences of a note produce.
func expand(text []byte, made *int) (out []byte, at int, err error) {
	for {
		i, end, n := repeats(text[at:])
		switch {
		case i < 0:
			return append(out, text[at:]...), 0, nil
		case end < 0:
			return nil, at + i, fmt.Errorf("{* is not closed")
		case n < 1 || i == 0:
			return nil, at + i, fmt.Errorf("%s must follow the character to repeat, and name a number of times, 1 or more", text[at+i:at+end])
		}
		if *made += n; n > largest || *made > largest {
			return nil, at + i, fmt.Errorf("the expand fences of this note produce more than %d MiB", largest>>20)
		}
		i += at
		out = append(out, text[at:i]...)
		out = append(out, bytes.Repeat(text[i-1:i], n-1)...)
		at += end
	}
}

// unexpanded returns where in a text stands what expand puts at that place of its output.
func unexpanded(text []byte, at int) int {
	for from := 0; ; {
		i, end, n := repeats(text[from:])
		switch {
		case i < 0 || at < i:
			return from + at
		case at < i+n-1:
			return from + i - 1
		}
		at -= i + n - 1
		from += end
	}
}

// repeats finds the first {*N} of a text: where it begins, and ends, and the number of times,
// which is 0 if it is none. start is negative if there is no {*, and end if it is not closed.
func repeats(text []byte) (start, end, n int) {
	start = bytes.Index(text, []byte("{*"))
	if start < 0 {
		return start, -1, 0
	}
	end = bytes.IndexByte(text[start:], '}')
	if end < 0 {
		return start, end, 0
	}
	end += start + 1
	n, err := strconv.Atoi(string(text[start+2 : end-1]))
	if err != nil {
		n = 0
	}
	return start, end, n
}

// Escape writes bytes in the notation of a raw fence.
func Escape(b []byte) string {
	var out []byte
	for _, c := range b {
		switch {
		case c == '\\':
			out = append(out, `\\`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\t':
			out = append(out, `\t`...)
		case c == 0:
			out = append(out, `\0`...)
		case c < ' ' || c >= 0x7f:
			out = fmt.Appendf(out, `\x%02X`, c)
		default:
			out = append(out, c)
		}
	}
	return string(out)
}
