package origin_test

import (
	"io"
	"log"
	"net/http/httptest"
	"testing"

	"wirebook/content/origin"
)

// A copy is used as long as it is fresh: 60 seconds, and the clock moves one a request.
// Then the cache asks, and the confirmed copy is fresh again.
func TestNearCacheAsksWhenStale(t *testing.T) {
	server := origin.New(log.New(io.Discard, "", 0)).Handler
	for n := 0; n <= 61; n++ {
		r := httptest.NewRequest("GET", "/near/books/1", nil)
		r.Host = "www.example.com"
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		want, known := map[int]string{
			0:  "www.example.com; fwd=uri-miss; stored",
			1:  "www.example.com; hit; ttl=59",
			59: "www.example.com; hit; ttl=1",
			60: "www.example.com; fwd=stale; fwd-status=304",
			61: "www.example.com; hit; ttl=59",
		}[n]
		if got := w.Header().Get("Cache-Status"); known && got != want {
			t.Errorf("request %d: Cache-Status is %q, want %q", n, got, want)
		}
		if w.Code != 200 || w.Body.Len() == 0 {
			t.Errorf("request %d: %d with %d bytes", n, w.Code, w.Body.Len())
		}
	}
}
