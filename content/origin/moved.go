package origin

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

func (l *library) routeMoved(mux *router) {
	mux.HandleFunc("GET api.example.com/catalogue", l.getCatalogue)
	mux.HandleFunc("GET api.example.com/books/today", l.getToday)
	mux.HandleFunc("api.example.com/v1/", l.leaveV1)
}

// getCatalogue redirects everyone: the catalogue is now called /books, permanently.
func (l *library) getCatalogue(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=86400")
	http.Redirect(w, r, "/books", http.StatusMovedPermanently)
}

// getToday redirects everyone to the book of the day. Tomorrow that is another one, so
// this is the address to keep, and the answer must not be stored.
func (l *library) getToday(w http.ResponseWriter, r *http.Request) {
	books := l.visible()
	if len(books) == 0 {
		fail(w, http.StatusNotFound, "There is no book of the day.")
		return
	}
	b := books[l.clock.now().YearDay()%len(books)]
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, fmt.Sprintf("/books/%d", b.ID), http.StatusFound)
}

// leaveV1 redirects clients of the old API to the new one, with their method and
// content. It also says since when the old one is deprecated, and from when it may stop
// answering (RFC 9745, RFC 8594).
func (l *library) leaveV1(w http.ResponseWriter, r *http.Request) {
	sunset := time.Date(2027, time.June, 30, 22, 0, 0, 0, time.UTC)
	h := w.Header()
	h.Set("Cache-Control", "max-age=86400")
	h.Set("Deprecation", fmt.Sprintf("@%d", time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()))
	h.Set("Sunset", sunset.Format(http.TimeFormat))
	to := strings.TrimPrefix(r.URL.RequestURI(), "/v1")
	if strings.HasPrefix(to, "//") { // that would be another host
		to = "/"
	}
	http.Redirect(w, r, to, http.StatusPermanentRedirect)
}
