package origin_test

import (
	"io"
	"log"
	"net/http/httptest"
	"strings"
	"testing"

	"wirebook/content/origin"
)

// The edge keeps no answer to HEAD for a GET, nothing that varies, and no copy of what a
// request has changed.
func TestEdgeKeepsNothingWrong(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	ask := func(method, target, body string, fields ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Host = "www.example.com"
		for i := 0; i < len(fields); i += 2 {
			r.Header.Set(fields[i], fields[i+1])
		}
		w := httptest.NewRecorder()
		srv.Handler.ServeHTTP(final{w}, r)
		return w
	}
	ask("HEAD", "/edge/cards/1", "")
	if w := ask("GET", "/edge/cards/1", ""); !strings.Contains(w.Body.String(), "First edition.") {
		t.Errorf("after HEAD, GET answers %q", w.Body)
	}
	ask("GET", "/edge/books/1", "")
	if w := ask("GET", "/edge/books/1", "", "Accept", "text/html"); !strings.Contains(w.Body.String(), "<h1>") {
		t.Errorf("the page of a book is %q", w.Body)
	}
	ask("PUT", "/edge/cards/1", `{"note":"Lent out."}`, "Authorization", asBo)
	if w := ask("GET", "/edge/cards/1", ""); !strings.Contains(w.Body.String(), "Lent out.") {
		t.Errorf("after the change, GET answers %q", w.Body)
	}
}
