package origin

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

func (l *library) routeLoans(mux *router) {
	mux.HandleFunc("POST api.example.com/loans", l.borrow)
	mux.HandleFunc("GET api.example.com/loans/{id}", l.getLoan)
	mux.HandleFunc("DELETE api.example.com/loans/{id}", l.giveBack)
}

// A loan says who has a book, and until when.
type loan struct {
	ID     int    `json:"id"`
	Book   int    `json:"book"`
	Reader string `json:"reader"`
	Due    string `json:"due"` // a date
}

// firstLoans are the loans when a library opens.
func firstLoans() []loan { return []loan{{1, 1, "bo", "2026-12-05"}} }

// borrow lends a book to the reader who asks. It refuses requests that may be a copy of
// an earlier one, and requests that another site makes a reader's browser send.
func (l *library) borrow(w http.ResponseWriter, r *http.Request) {
	if allowApp(w, r) {
		w.Header().Set("Access-Control-Expose-Headers", "Location")
	}
	if len(r.Header.Values("Early-Data")) > 0 { // any value counts as 1 (RFC 8470 section 5.1)
		fail(w, http.StatusTooEarly, "This request may be a replay. Send it again after the TLS handshake.")
		return
	}
	guard := http.NewCrossOriginProtection()
	guard.AddTrustedOrigin(readingApp)
	if err := guard.Check(r); err != nil {
		fail(w, http.StatusForbidden, "Requests from other sites cannot borrow books.")
		return
	}
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	var wish struct{ Book int }
	if !readShort(w, r, &wish, "Send the book as JSON, such as {\"book\":2}.") {
		return
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.books[strconv.Itoa(wish.Book)]
	if e == nil || e.withdrawn || e.barred {
		fail(w, http.StatusUnprocessableEntity, "You cannot borrow this book. See errors.",
			invalid{"#/book", fmt.Sprintf("There is no book %d.", wish.Book)})
		return
	}
	if i := slices.IndexFunc(l.loans, func(other loan) bool { return other.Book == wish.Book }); i >= 0 {
		fail(w, http.StatusConflict, fmt.Sprintf("Book %d is on loan until %s.", wish.Book, l.loans[i].Due))
		return
	}
	l.lastLoan++
	n := loan{l.lastLoan, wish.Book, who.Name, l.clock.now().AddDate(0, 0, 21).Format(time.DateOnly)}
	l.loans = append(l.loans, n)
	l.tell(n)
	w.Header().Set("Location", fmt.Sprintf("/loans/%d", n.ID))
	w.Header().Set("Content-Location", fmt.Sprintf("/loans/%d", n.ID))
	writeJSON(w, http.StatusCreated, n)
}

// getLoan shows a loan to the reader who has it, and to librarians. For anyone else it
// does not exist: what people read is private.
func (l *library) getLoan(w http.ResponseWriter, r *http.Request) {
	allowApp(w, r)
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.findLoan(r.PathValue("id"), who)
	if i < 0 {
		fail(w, http.StatusNotFound, "You have no loan "+r.PathValue("id")+".")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, l.loans[i])
}

// giveBack ends a loan.
func (l *library) giveBack(w http.ResponseWriter, r *http.Request) {
	allowApp(w, r)
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.findLoan(r.PathValue("id"), who)
	if i < 0 {
		fail(w, http.StatusNotFound, "You have no loan "+r.PathValue("id")+".")
		return
	}
	l.loans = slices.Delete(l.loans, i, i+1)
	w.WriteHeader(http.StatusNoContent)
}

// findLoan returns the index of a loan among those that a reader may see, or -1. The
// caller holds mu.
func (l *library) findLoan(id string, who reader) int {
	return slices.IndexFunc(l.loans, func(n loan) bool {
		return strconv.Itoa(n.ID) == id && (n.Reader == who.Name || who.Librarian)
	})
}
