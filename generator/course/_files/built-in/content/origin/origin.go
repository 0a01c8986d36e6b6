// Package origin is the server that answers the examples: the books of a library.
package origin

import (
	"encoding/json"
	"log"
	"net/http"
)

type book struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
}

// New returns a server in its first state. Each note gets one, and so does each reader. A
// line in the log is a fault unless the note expects it.
func New(log *log.Logger) *http.Server {
	s := &server{books: map[string]book{"1": {1, "Emma"}}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /books/{id}", s.getBook)
	return &http.Server{Handler: mux, ErrorLog: log}
}

type server struct{ books map[string]book }

func (s *server) getBook(w http.ResponseWriter, r *http.Request) {
	found, ok := s.books[r.PathValue("id")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(found)
}
