package origin_test

import (
	"io"
	"log"
	"net/http"
	"strings"
	"testing"

	"wirebook/content/origin"
)

// A query is asked again with GET at the address that it got, and gets the same answer
// until a book that it found changes.
func TestQueryAgain(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	ask := func(content string) (location, tag, found string) {
		got := send(t, srv, "QUERY", "/search", content, "Content-Type", asJSON)
		body, _ := io.ReadAll(got.Body)
		return got.Header.Get("Location"), tagOf(got), string(body)
	}
	location, tag, found := ask(`{"author":"austen","to":1820}`)
	if other, _, _ := ask(`{"author":"lawrence"}`); other == location {
		t.Errorf("another query has the address %s as well", other)
	}
	if same, _, _ := ask(`{ "to": 1820, "author": "austen" }`); same != location {
		t.Errorf("the same query has the addresses %s and %s", location, same)
	}
	again := send(t, srv, "GET", location, "")
	if body, _ := io.ReadAll(again.Body); string(body) != found || tagOf(again) != tag {
		t.Errorf("asked again, it found %s with the tag %s, before %s with %s", body, tagOf(again), found, tag)
	}
	send(t, srv, "PUT", "/books/1", emma4, "Content-Type", asJSON, "If-Match", "*")
	if _, changed, _ := ask(`{"author":"austen","to":1820}`); changed == tag {
		t.Errorf("Emma has changed, and the tag of the result is still %s", tag)
	}
}

// tagOf is the entity tag of a response. The library writes the name as RFC 9110 does,
// and http.Header would look for Etag.
func tagOf(r *http.Response) string {
	for name, values := range r.Header {
		if strings.EqualFold(name, "ETag") {
			return values[0]
		}
	}
	return ""
}
