package wire

import (
	"bytes"

	"wirebook/generator/source"
)

// Documented reads the messages that a fence of a note shows: with LF line ends, with
// elisions, and with an optional empty line at the end. A fence of responses holds
// interim responses and one final response for each of the methods; a fence of requests
// holds one request, or several with pipeline. The last message extends to the end of
// the fence, for LastBreak to judge.
func Documented(text []byte, span source.Span, kind Kind, methods []string, pipeline bool) []*Message {
	var out []*Message
	at := span.Start
	for {
		method := ""
		if len(methods) > 0 {
			method = methods[0]
		}
		m := Parse(text, source.Span{Start: at, End: span.End}, kind, method)
		out = append(out, m)
		at = m.Span.End
		more := bytes.HasPrefix(text[min(at, span.End):span.End], []byte("HTTP/"))
		switch {
		case kind == Response && m.Interim():
			if at < span.End && more {
				continue
			}
		case pipeline && at < span.End:
			if len(methods) > 0 {
				methods = methods[1:]
			}
			if framing, _ := m.Framing(method); framing == ByLength && text[at] == '\n' {
				at++
			}
			if at < span.End {
				continue
			}
		}
		m.toEnd(span.End)
		return out
	}
}

// toEnd gives the rest of the fence to the last message.
func (m *Message) toEnd(end int) {
	if m.Chunked && m.Complete {
		return
	}
	m.Body.End, m.Span.End = end, end
}

// LastBreak decides whether the line break before the closing fence is part of the body
// of a documented message. Content-Length decides if the body is complete and has no
// elision; ok is false if it fits neither reading. Otherwise the last line break is not
// part of the body.
func (m *Message) LastBreak(method string, elided bool) (body source.Span, ok bool) {
	body = m.Body
	framing, length := m.Framing(method)
	if framing == ByChunks {
		return body, true
	}
	short := body
	if short.End > short.Start && m.Text[short.End-1] == '\n' {
		short.End--
	}
	if framing != ByLength || elided {
		return short, true
	}
	switch length {
	case m.Size(short):
		return short, true
	case m.Size(body):
		return body, true
	}
	return short, false
}
