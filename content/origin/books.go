package origin

import (
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

func (l *library) routeBooks(mux *router) {
	mux.HandleFunc("GET api.example.com/books", l.listBooks)
	mux.HandleFunc("POST api.example.com/books", l.createBook)
	mux.HandleFunc("GET api.example.com/books/{id}", l.getBook)
	mux.HandleFunc("PUT api.example.com/books/{id}", l.replaceBook)
	mux.HandleFunc("PATCH api.example.com/books/{id}", l.patchBook)
	mux.HandleFunc("DELETE api.example.com/books/{id}", l.removeBook)
}

// listBooks answers with the id and title of the books that anyone may see; with q, of
// those with q in the title. With limit it sends at most that many, and Link leads to
// the next ones: those after the last id here, so that books added or removed in the
// meantime do not move others to another page.
func (l *library) listBooks(w http.ResponseWriter, r *http.Request) {
	type item struct {
		ID    int    `json:"id"`
		Title string `json:"title"`
	}
	limit, after := math.MaxInt, 0
	for _, given := range [...]struct {
		name   string
		number *int
	}{{"limit", &limit}, {"after", &after}} {
		if value := r.FormValue(given.name); value != "" {
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 {
				fail(w, http.StatusBadRequest, given.name+" must be a whole number above 0.")
				return
			}
			*given.number = n
		}
	}
	items := []item{} // an empty list is [], not null
	q := r.FormValue("q")
	for _, b := range l.visible() {
		if b.ID <= after || !strings.Contains(strings.ToLower(b.Title), strings.ToLower(q)) {
			continue
		}
		if len(items) == limit { // there are more
			next := url.Values{"after": {strconv.Itoa(items[limit-1].ID)}, "limit": {strconv.Itoa(limit)}}
			if q != "" {
				next.Set("q", q)
			}
			w.Header().Set("Link", "</books?"+next.Encode()+`>; rel="next"`)
			break
		}
		items = append(items, item{b.ID, b.Title})
	}
	writeJSON(w, http.StatusOK, map[string]any{"books": items})
}

// getBook answers with one book, or with the reason why not.
func (l *library) getBook(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	e := l.entry(id)
	switch {
	case e == nil:
		fail(w, http.StatusNotFound, "There is no book "+id+".")
		return
	case e.withdrawn:
		w.Header().Set("Cache-Control", "max-age=86400")
		fail(w, http.StatusGone, "Book "+id+" was withdrawn and will not come back.")
		return
	case e.barred:
		w.Header().Set("Link", `<https://api.example.com/>; rel="blocked-by"`)
		fail(w, http.StatusUnavailableForLegalReasons,
			"At the request of a publisher, the county court has barred readers in this country from book "+id+".")
		return
	}
	b, err := e.book()
	if err != nil {
		l.failInside(w, "book "+id+" does not decode", err)
		return
	}

	if negotiate(r, "application/json", "text/html") == "text/html" {
		showBook(w, r, e, b)
		return
	}

	h := w.Header()
	if outdated(r, e.tag(), e.changed) {
		h["ETag"] = []string{e.tag()}
		failCondition(w, r, "The book")
		return
	}
	h.Set("Cache-Control", "max-age=60")
	h.Set("Vary", "Accept") // the same address has a page for people
	h["ETag"] = []string{e.tag()}
	if notModified(r, e.tag(), e.changed) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Last-Modified", e.lastModified())
	writeJSON(w, http.StatusOK, b)
}
