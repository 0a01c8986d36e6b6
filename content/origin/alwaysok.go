package origin

import (
	"encoding/json"
	"net/http"
)

func (l *library) routeAlwaysOK(mux *http.ServeMux) {
	mux.HandleFunc("GET museum.example.com/always-ok/books/{id}", l.showAlwaysOK)
}

// showAlwaysOK is an exhibit: an API that says 200 to everything, and keeps the outcome
// for its content. It has the same books as the library, and no good way to say that it
// lacks one.
func (l *library) showAlwaysOK(w http.ResponseWriter, r *http.Request) {
	answer := struct {
		OK    bool            `json:"ok"`
		Error string          `json:"error,omitempty"`
		Book  json.RawMessage `json:"book,omitempty"`
	}{Error: "no such book"}
	if e := l.entry(r.PathValue("id")); e != nil && !e.withdrawn && !e.barred {
		answer.OK, answer.Error, answer.Book = true, "", e.record
	}
	w.Header().Set("Cache-Control", "max-age=3600") // nobody thought of the errors
	writeJSON(w, http.StatusOK, answer)
}
