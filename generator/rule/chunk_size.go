package rule

import (
	"fmt"
	"strconv"

	"wirebook/generator/wire"
)

// sizeFault compares the size of a chunk with its data, and says which size was
// meant.
func (v *view) sizeFault(c wire.Chunk) string {
	m := v.m
	digits := string(m.Bytes(c.Size))
	n, err := strconv.ParseUint(digits, 16, 31)
	if err != nil || n == 0 {
		return ""
	}
	if c.Data.Len() == int(n) && v.endsLine(c.Data.End) {
		return ""
	}
	has, ok := v.dataLength(c)
	switch written, _ := wire.Number(digits); {
	case !ok || has == 0:
		return fmt.Sprintf("the chunk should have %d octets, but has %d", n, c.Data.Len())
	case written == int64(has):
		return fmt.Sprintf("sizes are hexadecimal: %s means %d octets, but the chunk has %d, which is %x", digits, n, has, has)
	}
	return fmt.Sprintf("the size %s means %d octets, but the chunk has %d, which is %x", digits, n, has, has)
}

// endsLine reports whether a line or the message ends at that offset. In received
// bytes, half a CRLF is not a line end.
func (v *view) endsLine(at int) bool {
	text := v.m.Text
	switch {
	case at >= v.end():
		return true
	case text[at] == '\r':
		return true
	}
	return text[at] == '\n' && !(v.raw && at > 0 && text[at-1] == '\r')
}

// dataLength is the length of the data of a chunk with a wrong size: it ends before
// the next line that can be a size.
func (v *view) dataLength(c wire.Chunk) (int, bool) {
	m, end := v.m, v.end()
	for at := c.Data.Start; at < end; {
		l, next := wire.TakeLine(m.Text, at, end)
		size, _ := wire.TakeLine(m.Text, next, end)
		if _, err := strconv.ParseUint(string(m.Bytes(size)), 16, 31); err == nil || size.Len() == 0 {
			return l.End - c.Data.Start, true
		}
		at = next
	}
	return 0, false
}

// end is where the text of the message ends, whatever its framing says.
func (v *view) end() int {
	if v.raw {
		return len(v.m.Text)
	}
	return v.m.Span.End
}
