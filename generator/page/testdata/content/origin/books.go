package origin

import "net/http"

// getBook answers with one book.
func getBook(w http.ResponseWriter, r *http.Request) {
	/* two
	   lines */
	http.Error(w, `no <book>
here`, 404)
}
