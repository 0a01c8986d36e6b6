package origin

import (
	"fmt"
	"net/http"
	"sync"
)

func (l *library) routeBaskets(mux *router) {
	b := &baskets{held: map[string][]int{}}
	mux.HandleFunc("POST api.example.com/basket", b.add)
	mux.HandleFunc("GET api.example.com/basket", b.get)
	mux.HandleFunc("GET api.example.com/widget", getWidget)
}

const basketCookie = "__Host-basket"

// Baskets hold the books that visitors have picked, by the value of a cookie.
type baskets struct {
	mu   sync.Mutex
	held map[string][]int
	last int
}

// find returns the basket of a request. With two cookies of that name the server cannot
// tell which one is its own.
func (b *baskets) find(w http.ResponseWriter, r *http.Request) (id string, ok bool) {
	sent := r.CookiesNamed(basketCookie)
	if len(sent) > 1 {
		fail(w, http.StatusBadRequest, "The request has two cookies named "+basketCookie+". Delete the cookies of this site and try again.")
		return "", false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(sent) == 1 && b.held[sent[0].Value] != nil {
		id = sent[0].Value
	}
	return id, true
}

// add puts a book into the basket, and makes a basket if there is none. Requests from
// other sites are refused.
func (b *baskets) add(w http.ResponseWriter, r *http.Request) {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		fail(w, http.StatusForbidden, "Another site cannot fill this basket.")
		return
	}
	id, ok := b.find(w, r)
	if !ok {
		return
	}
	var wish struct{ Book int }
	if !readShort(w, r, &wish, `Send the book as JSON, such as {"book":4}.`) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if id == "" {
		b.last++
		id = fmt.Sprintf("b%d", b.last) // a real one is random
		http.SetCookie(w, &http.Cookie{Name: basketCookie, Value: id, Path: "/", MaxAge: 86400,
			Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	b.held[id] = append(b.held[id], wish.Book)
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, map[string]any{"books": b.held[id]})
}

// get shows the basket.
func (b *baskets) get(w http.ResponseWriter, r *http.Request) {
	id, ok := b.find(w, r)
	if !ok {
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	if id == "" {
		fail(w, http.StatusNotFound, "You have no basket. Add a book with POST /basket.")
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]any{"books": b.held[id]})
}

// getWidget is shown inside the pages of other sites. Its cookie is partitioned: the
// browser keeps a separate one for each of those sites.
func getWidget(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: "__Host-widget", Value: "large", Path: "/", MaxAge: 86400,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteNoneMode, Partitioned: true})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "<!doctype html>\n<title>Book of the day</title>\n<p>Emma</p>\n")
}
