package origin

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

func (l *library) routeOrders(mux *router) {
	b := &bookshop{library: l, budget: 100, stock: map[string]int{"Mansfield Park": 9, "The Watsons": 0, "Evelina": 30}}
	mux.HandleFunc("POST api.example.com/orders", b.order)
	mux.HandleFunc("GET api.example.com/orders/{id}", b.show)
}

const (
	copyPrice = 8 // euros
	maxCopies = 50
)

// A bookshop is where the library buys books: until its budget is spent, and as long as
// there are copies.
type bookshop struct {
	library *library
	mu      sync.Mutex
	budget  int            // of the library, in euros
	stock   map[string]int // copies, by title
	orders  []bookOrder    // the first has the id 1
}

// A bookOrder is an order that the shop took.
type bookOrder struct {
	ID     int    `json:"id"`
	Title  string `json:"title"`
	Copies int    `json:"copies"`
	Price  int    `json:"price"` // of all copies
}

// order buys copies of a book. It collects all errors of the request before it answers,
// so that a form can show them at once.
func (b *bookshop) order(w http.ResponseWriter, r *http.Request) {
	trace := traceOf(r)
	w.Header().Set("X-Request-Id", trace)
	var sent struct {
		Title, Email string
		Copies       int
	}
	if !readShort(w, r, &sent, `Send the order as JSON, such as {"title":"Evelina","copies":2,"email":"bo@example.com"}.`) {
		return
	}
	wrong := []invalidField{}
	if sent.Title == "" {
		wrong = append(wrong, invalidField{"#/title", "required", "title is required."})
	}
	if sent.Copies < 1 || sent.Copies > maxCopies {
		wrong = append(wrong, invalidField{"#/copies", "out-of-range", fmt.Sprintf("copies must be from 1 to %d, not %d.", maxCopies, sent.Copies)})
	}
	if !strings.Contains(sent.Email, "@") {
		wrong = append(wrong, invalidField{"#/email", "not-an-address", "email must contain an @, as in bo@example.com."})
	}
	if len(wrong) > 0 {
		p := invalidOrder.problem(fmt.Sprintf("%d members of the order have to be corrected. See errors.", len(wrong)))
		p.Errors, p.Trace = wrong, trace
		p.send(w)
		return
	}

	b.mu.Lock()
	defer b.mu.Unlock()
	copies, known := b.stock[sent.Title]
	price := sent.Copies * copyPrice
	switch {
	case !known: // the shop's list has a hole that the library cannot explain
		b.library.log.Printf("trace %s: no stock record for %q", trace, sent.Title)
		p := kindProblem{Title: phrase(http.StatusInternalServerError), Status: http.StatusInternalServerError,
			Detail: "The order failed because of an error on our side. If it happens again, send us the trace_id.", Trace: trace}
		p.send(w)
	case copies < sent.Copies:
		left := fmt.Sprintf("%d copies of %s are left. Order at most that many.", copies, sent.Title)
		if copies == 0 {
			left = sent.Title + " is sold out. Wait for a new edition, or order another book."
		}
		p := soldOut.problem(left)
		p.Trace = trace
		p.send(w)
	case price > b.budget:
		p := budgetSpent.problem(fmt.Sprintf("The order costs %d euros, but the budget has %d left. Order fewer copies.", price, b.budget))
		p.Price, p.Budget, p.Trace = &price, &b.budget, trace
		p.send(w)
	default:
		taken := bookOrder{len(b.orders) + 1, sent.Title, sent.Copies, price}
		b.orders = append(b.orders, taken)
		b.budget -= price
		b.stock[sent.Title] -= sent.Copies
		w.Header().Set("Location", fmt.Sprintf("/orders/%d", taken.ID))
		writeJSON(w, http.StatusCreated, taken)
	}
}

// show shows one order.
func (b *bookshop) show(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || n < 1 || n > len(b.orders) {
		fail(w, http.StatusNotFound, "There is no order "+r.PathValue("id")+".")
		return
	}
	writeJSON(w, http.StatusOK, b.orders[n-1])
}

// traceOf returns the id of the trace that a request belongs to, from Traceparent (W3C
// Trace Context): 32 hexadecimal digits between the version and the id of the parent. A
// request without one starts a trace here; a real server makes its id of random digits.
func traceOf(r *http.Request) string {
	parts := strings.Split(r.Header.Get("Traceparent"), "-")
	if len(parts) == 4 && parts[0] == "00" && len(parts[1]) == 32 && strings.Trim(parts[1], "0123456789abcdef") == "" {
		return parts[1]
	}
	return strings.Repeat("0", 31) + "1"
}
