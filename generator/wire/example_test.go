package wire_test

import (
	"fmt"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// The parts of a response are spans of its bytes, and its framing says where it
// ends: what follows belongs to the next message.
func ExampleParse() {
	received := []byte("HTTP/1.1 200 OK\r\n" +
		"Content-Type: text/plain\r\n" +
		"Transfer-Encoding: chunked\r\n" +
		"\r\n" +
		"4\r\nEmma\r\n0\r\n\r\n" +
		"HTTP/1.1 404 Not Found\r\n")
	m := wire.Parse(received, source.Span{End: len(received)}, wire.Response, "GET")
	fmt.Printf("%d %q at %v\n", m.Code, m.Bytes(m.Reason), m.Reason)
	for _, f := range m.Fields {
		fmt.Printf("%q: %q\n", m.Name(f), m.Value(f))
	}
	fmt.Printf("%q, complete: %t\n", m.Bytes(m.Body), m.Complete)
	fmt.Printf("%q\n", m.ChunkData())
	fmt.Printf("%q\n", received[m.Span.End:])
	// Output:
	// 200 "OK" at {13 15}
	// "Content-Type": "text/plain"
	// "Transfer-Encoding": "chunked"
	// "4\r\nEmma\r\n0\r\n\r\n", complete: true
	// "Emma"
	// "HTTP/1.1 404 Not Found\r\n"
}
