package origin

import (
	"fmt"
	"net/http"
)

func (l *library) routeKinds(mux *router) {
	mux.HandleFunc("GET api.example.com/problems/{name}", showKind)
}

// A kind is a type of problem that the library defines (RFC 9457 section 4). Two
// problems with the same status code can be of different kinds; programs go by the kind.
type kind struct {
	name   string // the last part of its URI
	title  string
	status int
	advice string // for people who open the URI
}

var (
	keyMissing = kind{"key-missing", "Idempotency-Key is missing", http.StatusBadRequest,
		"Send Idempotency-Key with a random string in quotes. Keep it until you have an answer."}
	keyInUse = kind{"key-in-use", "A request with this key is still running", http.StatusConflict,
		"Wait a second and send the same request again. You will get the answer of the first one."}
	keyReused = kind{"key-reused", "This key belongs to another request", http.StatusUnprocessableEntity,
		"A key is for one request and its repetitions. Make a new key for each new request."}
	tooMuch = kind{"too-much", "You do not owe that much", http.StatusConflict,
		"Look at /payments to see what is left, and pay at most that."}
	invalidOrder = kind{"invalid-order", "The order has errors", http.StatusUnprocessableEntity,
		"errors lists every member to correct: pointer (where), code (for programs) and detail (for people)."}
	soldOut = kind{"sold-out", "The book is sold out", http.StatusConflict,
		"Wait for a new edition, or order another book."}
	budgetSpent = kind{"budget-spent", "The budget does not cover this order", http.StatusConflict,
		"budget says what is left, price what the order would cost. Order fewer copies."}
)

func (k kind) uri() string { return "https://api.example.com/problems/" + k.name }

// problem describes one occurrence.
func (k kind) problem(detail string) kindProblem {
	return kindProblem{Type: k.uri(), Title: k.title, Status: k.status, Detail: detail}
}

// fail answers with a problem of this kind.
func (k kind) fail(w http.ResponseWriter, detail string) { k.problem(detail).send(w) }

// A kindProblem is a problem with a type, and the members that some of the types add.
type kindProblem struct {
	Type   string         `json:"type,omitempty"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Trace  string         `json:"trace_id,omitempty"`
	Budget *int           `json:"budget,omitempty"`
	Price  *int           `json:"price,omitempty"`
	Errors []invalidField `json:"errors,omitempty"`
}

// An invalidField says what is wrong with one member of a request, for programs (code)
// and for people (detail).
type invalidField struct {
	Pointer string `json:"pointer"`
	Code    string `json:"code"`
	Detail  string `json:"detail"`
}

func (p kindProblem) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/problem+json")
	writeJSON(w, p.Status, p)
}

// showKind is the page that the type of a problem leads to.
func showKind(w http.ResponseWriter, r *http.Request) {
	for _, k := range [...]kind{keyMissing, keyInUse, keyReused, tooMuch, invalidOrder, soldOut, budgetSpent} {
		if k.name == r.PathValue("name") {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("Cache-Control", "max-age=86400")
			fmt.Fprintf(w, "%s (%d)\n\n%s\n", k.title, k.status, k.advice)
			return
		}
	}
	fail(w, http.StatusNotFound, "There is no problem type "+r.PathValue("name")+".")
}
