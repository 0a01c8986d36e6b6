package origin_test

import (
	"bufio"
	"io"
	"log"
	"net"
	"net/http"
	"testing"
	"time"

	"wirebook/content/origin"
)

// A client that was told to continue may take its time: it has not begun to send,
// and so it has not stopped.
func TestSlowAfterContinue(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := origin.New(log.New(io.Discard, "", 0))
	go srv.Serve(listener)
	t.Cleanup(func() { srv.Close() })
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	from := bufio.NewReader(conn)
	status := func() int {
		t.Helper()
		response, err := http.ReadResponse(from, nil)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode
	}

	io.WriteString(conn, "PUT /books/4/cover HTTP/1.1\r\nHost: api.example.com\r\nContent-Type: image/svg+xml\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n")
	if got := status(); got != 100 {
		t.Fatalf("the head gets %d", got)
	}
	time.Sleep(time.Second) // more than the library allows in the middle of a cover
	io.WriteString(conn, "<svg/>")
	if got := status(); got != 201 {
		t.Errorf("the content gets %d", got)
	}
}
