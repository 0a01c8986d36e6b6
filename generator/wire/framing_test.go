package wire_test

import (
	"testing"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// TestChunkData takes the data of every chunk, also where the message stops before
// its last chunk.
func TestChunkData(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{"", ""},
		{"0\r\n\r\n", ""},
		{"2\r\nab\r\n", "ab"},
		{"2\r\nab\r\n0\r\n\r\n", "ab"},
		{"2\r\nab\r\n3\r\ncde\r\n", "abcde"},
		{"2\r\nab\r\n3\r\ncd", "abcd"},
		{"2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n", "abcde"},
	} {
		text := []byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + tt.body)
		m := wire.Parse(text, source.Span{End: len(text)}, wire.Response, "GET")
		if got := string(m.ChunkData()); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.body, got, tt.want)
		}
	}
}
