package origin

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
)

func (l *library) routeReviews(mux *router) {
	mux.HandleFunc("GET api.example.com/books/{id}/reviews", l.listReviews)
	mux.HandleFunc("GET api.example.com/books/{id}/reviews/{n}", l.getReview)
	mux.HandleFunc("POST api.example.com/books/{id}/reviews", l.addReview)
}

// A review is what someone thinks of a book.
type review struct {
	Text string `json:"text"`
}

// addReview stores a review. A program sends JSON, and gets the address of the review.
// People send a form, often several in a row from the terminal in the hall: they get
// 205, which asks the terminal to clear the form for the next one.
func (l *library) addReview(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if e := l.entry(id); e == nil || e.withdrawn || e.barred {
		fail(w, http.StatusNotFound, "There is no book "+id+" to review.")
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var sent review
	var err error
	switch media {
	case "application/x-www-form-urlencoded":
		err = r.ParseForm()
		sent.Text = r.PostForm.Get("text")
	case "application/json":
		err = json.NewDecoder(r.Body).Decode(&sent)
	default:
		w.Header().Set("Accept-Post", "application/json, application/x-www-form-urlencoded")
		fail(w, http.StatusUnsupportedMediaType, "Send the review as JSON or as a form.")
		return
	}
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		fail(w, http.StatusRequestEntityTooLarge, "A review can have at most 16 KiB.")
		return
	case err != nil:
		fail(w, http.StatusBadRequest, "The body cannot be parsed: "+err.Error()+".")
		return
	case sent.Text == "":
		fail(w, http.StatusUnprocessableEntity, "The review is empty.", invalid{"#/text", "text is required."})
		return
	}

	l.mu.Lock()
	l.reviews[id] = append(l.reviews[id], sent)
	n := len(l.reviews[id])
	l.mu.Unlock()
	if media != "application/json" {
		w.WriteHeader(http.StatusResetContent)
		return
	}
	w.Header().Set("Location", fmt.Sprintf("/books/%s/reviews/%d", id, n))
	writeJSON(w, http.StatusCreated, sent)
}

// listReviews answers with all reviews of a book.
func (l *library) listReviews(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if e := l.entry(id); e == nil || e.withdrawn || e.barred {
		fail(w, http.StatusNotFound, "There is no book "+id+" to review.")
		return
	}
	l.mu.Lock()
	list := append([]review{}, l.reviews[id]...) // an empty list is []
	l.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]any{"reviews": list})
}

// getReview answers with one review; reviews are counted from 1.
func (l *library) getReview(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	list := l.reviews[r.PathValue("id")]
	l.mu.Unlock()
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 || n > len(list) {
		fail(w, http.StatusNotFound, "There is no such review.")
		return
	}
	writeJSON(w, http.StatusOK, list[n-1])
}
