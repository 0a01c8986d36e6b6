// The books of a library, as a first program with net/http serves them.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type book struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
}

func main() {
	books := map[string]book{"1": {1, "Emma"}}

	// wirebook: get-book
	http.HandleFunc("GET /books/{id}", func(w http.ResponseWriter, r *http.Request) {
		found, ok := books[r.PathValue("id")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(found)
	})
	// wirebook: end

	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
