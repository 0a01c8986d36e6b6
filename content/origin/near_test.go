package origin_test

import (
	"io"
	"log"
	"net/http/httptest"
	"strings"
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

// No-Vary-Search makes URLs equal that differ only in the parameters that it names, and
// no others.
func TestNearCacheIgnoresParameters(t *testing.T) {
	for _, row := range []struct {
		name, first, second string
		hit                 bool
	}{
		{"another value", "/near/events?on=2026-11-28&utm_source=a", "/near/events?on=2026-11-28&utm_source=b", true},
		{"one of them without", "/near/events", "/near/events?utm_campaign=b", true},
		{"in another place", "/near/events?utm_source=a&on=2026-11-28", "/near/events?on=2026-11-28", true},
		{"written with an escape", "/near/events?utm_source=a", "/near/events?utm%5Fsource=b", true},
		{"another parameter", "/near/events?on=2026-11-28", "/near/events?on=2026-12-05", false},
		{"a name that only begins so", "/near/events?utm_source=a", "/near/events?utm_sources=a", false},
		{"the order of the others", "/near/events?on=2026-11-28&a=1", "/near/events?a=1&on=2026-11-28", false},
		{"another path", "/near/events?utm_source=a", "/near/books/1?utm_source=a", false},
		{"a response without it", "/near/books/1?utm_source=a", "/near/books/1?utm_source=b", false},
		{"an empty query without it", "/near/books/1", "/near/books/1?", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			server := origin.New(log.New(io.Discard, "", 0)).Handler
			did := ""
			for _, target := range []string{row.first, row.second} {
				r := httptest.NewRequest("GET", target, nil)
				r.Host = "www.example.com"
				w := httptest.NewRecorder()
				server.ServeHTTP(w, r)
				did = w.Header().Get("Cache-Status")
			}
			if hit := strings.Contains(did, "hit"); hit != row.hit {
				t.Errorf("Cache-Status is %q", did)
			}
		})
	}
}
