package wire

import (
	"bytes"

	"wirebook/generator/source"
)

// Received reads the response at the start of what a connection has brought so far, to a
// request of that method. ended says that nothing more will follow. complete reports
// whether all of the response is there; the message is nil while its head is not.
func Received(data []byte, ended bool, method string) (m *Message, complete bool) {
	if len(data) == 0 || !ended && !HeadEnds(data) {
		return nil, false
	}
	m = Parse(data, source.Span{End: len(data)}, Response, method)
	if framing, _ := m.Framing(method); framing == ByClose {
		return m, ended
	}
	return m, m.Complete
}

// HeadEnds reports whether the end of a head has arrived, or what arrived is no head.
func HeadEnds(b []byte) bool {
	const start = "HTTP/"
	if n := min(len(b), len(start)); string(b[:n]) != start[:n] {
		return true
	}
	return bytes.Contains(b, []byte("\r\n\r\n")) || bytes.Contains(b, []byte("\n\n")) || bytes.Contains(b, []byte("\n\r\n"))
}
