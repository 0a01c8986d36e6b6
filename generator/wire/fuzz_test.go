package wire

import (
	"testing"

	"wirebook/generator/source"
)

// FuzzParse reads any bytes as a message, documented or received: every span
// lies in the text, and the tokens stand in order without overlap.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
		"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2;a=b\nhi\n…\n0\nX: y\n",
		"HTTP/1.1 103 Early Hints\n…: …\n\nHTTP/1.1 200\n\n",
		"GET / HTTP/1.1\nHost: a\n\n{\"…\": \"…\", \"a\": [1, \"…\"]}",
		"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n9\na\n…\nb\n0\n",
	} {
		f.Add([]byte(seed), false, "GET")
		f.Add([]byte(seed), true, "HEAD")
	}
	f.Fuzz(func(t *testing.T, text []byte, request bool, method string) {
		kind := Response
		if request {
			kind = Request
		}
		all := source.Span{End: len(text)}
		messages := append(Documented(text, all, kind, []string{method, "GET"}, true), Parse(text, all, kind, method))
		for _, m := range messages {
			at := m.Span.Start
			for _, token := range m.Tokens() {
				if token.Span.Start < at || token.Span.End <= token.Span.Start || token.Span.End > len(text) {
					t.Fatalf("token %s %v overlaps or leaves the text (before it: %d)", token.Kind, token.Span, at)
				}
				at = token.Span.End
			}
			for _, s := range []source.Span{m.Span, m.Start, m.Head, m.Body} {
				if s.Start < 0 || s.Start > s.End || s.End > len(text) {
					t.Fatalf("span %v of %d bytes", s, len(text))
				}
			}
			m.LastBreak(method, false)
		}
	})
}

// FuzzJSON finds the ends of values in any text without leaving it.
func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"a": [1, {"b": null}], "c": "d\"e"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for i := range text {
			if end := JSONValue(text, i); end > len(text) {
				t.Fatalf("value at %d ends at %d of %d", i, end, len(text))
			}
		}
	})
}
