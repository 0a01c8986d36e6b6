package origin

import "net/http"

func (l *library) routeAlwaysOK(mux *router) {
	mux.HandleFunc("GET museum.example.com/always-ok/books/{id}", l.showAlwaysOK)
}

// showAlwaysOK is an exhibit: an API that answers 200 to everything, and reports errors
// only in the content. It has the same books as the library, but no good way to say that
// a book does not exist.
func (l *library) showAlwaysOK(w http.ResponseWriter, r *http.Request) {
	type answer struct {
		OK    bool   `json:"ok"`
		Error string `json:"error,omitempty"`
		Book  *book  `json:"book,omitempty"`
	}
	w.Header().Set("Cache-Control", "max-age=3600") // meant for books, but errors get it too
	e := l.entry(r.PathValue("id"))
	if e == nil || e.withdrawn || e.barred {
		writeJSON(w, http.StatusOK, answer{Error: "no such book"})
		return
	}
	b, err := e.book()
	if err != nil {
		writeJSON(w, http.StatusOK, answer{Error: "something went wrong"})
		return
	}
	writeJSON(w, http.StatusOK, answer{OK: true, Book: &b})
}
