package origin_test

import (
	"io"
	"log"
	"strings"
	"testing"

	"wirebook/content/origin"
)

// What the packages behind the library would refuse with another code, or without a
// field that the code needs.
func TestRefusals(t *testing.T) {
	upgrade := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13"}
	withKey := append([]string{"Sec-WebSocket-Key", "c2l4dGVlbiBieXRlcyBvaw=="}, upgrade...)
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	const ofFile = "OPTIONS, LOCK, GET, HEAD, POST, DELETE, PROPPATCH, COPY, MOVE, UNLOCK, PROPFIND, PUT"
	const ofFolder = "OPTIONS, LOCK, DELETE, PROPPATCH, COPY, MOVE, UNLOCK, PROPFIND"
	for _, row := range []struct {
		name, method, target, body string
		fields                     []string
		want                       int
		field, value               string
	}{
		{"handshake without a key", "GET", "http://api.example.com/loans/live", "", upgrade, 400, "Content-Type", "application/problem+json"},
		{"handshake by HEAD", "HEAD", "http://api.example.com/loans/live", "", withKey, 426, "Upgrade", "websocket"},
		{"file patched", "PATCH", "http://dav.example.com/rules.txt", "", nil, 405, "Allow", ofFile},
		{"folder over a file", "MKCOL", "http://dav.example.com/rules.txt", "", nil, 405, "Allow", ofFile},
		{"folder read", "GET", "http://dav.example.com/scans/", "", nil, 405, "Allow", ofFolder},
		{"long review as a form", "POST", "http://api.example.com/books/1/reviews", "text=" + strings.Repeat("a", 16<<10), form, 413, "", ""},
		{"long review as JSON", "POST", "http://api.example.com/books/1/reviews", `{"text":"` + strings.Repeat("a", 16<<10) + `"}`, []string{"Content-Type", asJSON}, 413, "", ""},
		{"host in capitals", "GET", "http://API.example.com/books/1", "", nil, 200, "", ""},
		{"host of others", "GET", "http://shop.example.org/", "", nil, 421, "", ""},
		{"damaged book patched", "PATCH", "http://api.example.com/books/6", `{"year":1817}`, []string{"Content-Type", asPatch, "If-Match", `"northanger-abbey-1"`}, 500, "X-Request-Id", "r1"},
		{"long login", "POST", "http://api.example.com/sessions", `{"name":"` + strings.Repeat("a", 1<<10) + `"}`, nil, 413, "", ""},
		{"long loan", "POST", "http://api.example.com/loans", `{"note":"` + strings.Repeat("a", 1<<10) + `"}`, []string{"Authorization", asAda}, 413, "", ""},
		{"report as text", "POST", "http://www.example.com/reports", "[]", []string{"Content-Type", "text/plain"}, 415, "Accept-Post", "application/reports+json"},
		{"report that is no array", "POST", "http://www.example.com/reports", `{}`, []string{"Content-Type", "application/reports+json"}, 400, "", ""},
		{"broken form", "POST", "http://api.example.com/books/1/reviews", "text=%zz", form, 400, "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := neighbour(origin.New(log.New(io.Discard, "", 0)), row.method, row.target, row.body, row.fields...)
			if got.StatusCode != row.want {
				t.Errorf("got %d, want %d", got.StatusCode, row.want)
			}
			if row.field != "" && got.Header.Get(row.field) != row.value {
				t.Errorf("%s is %q, want %q", row.field, got.Header.Get(row.field), row.value)
			}
		})
	}
}

// The proxy does not answer 421 for a host that it cannot reach: that is 502.
func TestProxyToNowhere(t *testing.T) {
	answer := dial(t, "GET http://shop.example.org/ HTTP/1.1\r\nHost: shop.example.org\r\n"+
		"Proxy-Authorization: Basic cmVhZGVyOnF1aWV0\r\nConnection: close\r\n\r\n")
	if !strings.HasPrefix(answer, "HTTP/1.1 502 ") || !strings.Contains(answer, "error=dns_error") {
		t.Errorf("got\n%s", answer)
	}
}

// With all books gone there is no book of the day, and no failure either.
func TestNoBookToday(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	for _, book := range []string{"/books/1", "/books/2", "/books/4"} {
		send(t, srv, "DELETE", book, "", "Authorization", asBo)
	}
	if got := send(t, srv, "GET", "/books/today", ""); got.StatusCode != 404 {
		t.Errorf("got %d, want 404", got.StatusCode)
	}
}

// An upload that ends before the length that was announced is not the whole.
func TestShortUpload(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	send(t, srv, "POST", "/uploads", "abc", "Upload-Draft-Interop-Version", "8", "Upload-Complete", "?0", "Upload-Length", "5")
	for _, step := range []struct {
		offset, part string
		want         int
	}{{"3", "d", 400}, {"4", "e", 200}} {
		got := send(t, srv, "PATCH", "/uploads/1", step.part, "Content-Type", "application/partial-upload",
			"Upload-Offset", step.offset, "Upload-Complete", "?1")
		if got.StatusCode != step.want {
			t.Errorf("up to %s and %q: got %d, want %d", step.offset, step.part, got.StatusCode, step.want)
		}
	}
}
