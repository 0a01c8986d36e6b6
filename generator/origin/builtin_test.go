package origin_test

import (
	"io"
	"log"
	"net/http"
	"slices"
	"testing"
	"time"

	"wirebook/generator/origin"
)

// A handler that took over its connection and closed it is still known as the one
// that answered, however long it takes to return.
func TestAnsweredByASlowHandler(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feed/{id}", func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: feed\r\nConnection: Upgrade\r\n\r\n")
		conn.Close()
		time.Sleep(100 * time.Millisecond)
	})
	o := origin.BuiltIn("app", func(*log.Logger) *http.Server { return &http.Server{Handler: mux} }, time.Minute, nil)
	instance, err := o.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(instance.Stop)
	conn, err := instance.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, "GET /feed/1 HTTP/1.1\r\nHost: api.example.com\r\n\r\n")
	io.ReadAll(conn)
	patterns, ok := instance.Answered(conn.LocalAddr(), "GET", "/feed/1")
	if want := []string{"GET /feed/{id}"}; !ok || !slices.Equal(patterns, want) {
		t.Errorf("answered by %q (%v), want %q", patterns, ok, want)
	}
}
