package origin

import "net/http"

func routes(m *http.ServeMux) {
	m.HandleFunc("GET api.example.com/books/{id}", getBook)
}

// library holds the books.
type library struct{}
