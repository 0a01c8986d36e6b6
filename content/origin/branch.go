package origin

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// A branch is the library at go.example.com: as small as those in Flask and Express, so
// that the three can be read side by side.
type branch struct {
	library *library // for its log

	mu       sync.Mutex
	wishes   map[string]branchWish // by id
	lastWish int
	due      map[string]string    // the date until which a book is lent, by its id
	reports  map[string]time.Time // when a client ordered its last report, by its IP address

	readers map[string]reader // by the value of Authorization; real tokens are random
	news    []byte            // a list in JSON; the file was cut short
	printer chan string       // the books that wait; it is out of paper, so none leaves
}

type branchWish struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Copies int    `json:"copies"`
}

func (l *library) routeBranch(mux *router) {
	b := &branch{
		library:  l,
		wishes:   map[string]branchWish{"1": {"1", "Emma", 2}, "2": {"2", "Sanditon", 1}},
		lastWish: 2,
		due:      map[string]string{"1": "2026-12-05"},
		reports:  map[string]time.Time{},
		readers:  map[string]reader{"Bearer ada-1815": {Name: "ada"}, "Bearer bo-1775": {Name: "bo", Librarian: true}},
		news:     []byte(`["A new shelf", "The rea`),
		printer:  make(chan string, 1),
	}
	b.printer <- "2"
	mux.HandleFunc("GET go.example.com/wishes/{id}", b.oneWish)
	mux.HandleFunc("POST go.example.com/wishes", b.addWish)
	mux.HandleFunc("DELETE go.example.com/wishes/{id}", b.removeWish)
	mux.HandleFunc("GET go.example.com/catalogue", oldCatalogue)
	mux.HandleFunc("GET go.example.com/hours", openingHours)
	mux.HandleFunc("GET go.example.com/loans", b.allLoans)
	mux.HandleFunc("POST go.example.com/books/{id}/loan", b.lend)
	mux.HandleFunc("POST go.example.com/reports", b.orderReport)
	mux.HandleFunc("GET go.example.com/news", b.listNews)
	mux.HandleFunc("POST go.example.com/books/{id}/prints", b.orderPrint)
}

func (b *branch) oneWish(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	wish, found := b.wishes[r.PathValue("id")]
	if !found {
		fail(w, http.StatusNotFound, "There is no wish "+r.PathValue("id")+".")
		return
	}
	writeJSON(w, http.StatusOK, wish)
}

func (b *branch) addWish(w http.ResponseWriter, r *http.Request) {
	wish := branchWish{Copies: 1}
	if !readShort(w, r, &wish, "The body must be a JSON object.") {
		return // it has sent a 400
	}
	var wrong []invalid
	if wish.Title == "" {
		wrong = append(wrong, invalid{"#/title", "is required"})
	}
	if wish.Copies < 1 || wish.Copies > 5 {
		wrong = append(wrong, invalid{"#/copies", "must be 1 to 5"})
	}
	if len(wrong) > 0 {
		fail(w, http.StatusUnprocessableEntity, "Correct these values.", wrong...)
		return
	}

	b.mu.Lock()
	defer b.mu.Unlock()
	b.lastWish++
	wish.ID = strconv.Itoa(b.lastWish)
	b.wishes[wish.ID] = wish
	w.Header().Set("Location", "/wishes/"+wish.ID)
	writeJSON(w, http.StatusCreated, wish)
}

func (b *branch) removeWish(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.wishes, r.PathValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

func oldCatalogue(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/books", http.StatusMovedPermanently)
}

// ServeContent compares the tag with If-None-Match, and answers 304 or 200.
func openingHours(w http.ResponseWriter, r *http.Request) {
	content := []byte(`{"monday":"9-17","sunday":"closed"}`)
	sum := sha256.Sum256(content)
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sum[:8]))
	w.Header().Set("Content-Type", "application/json")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

func (b *branch) allLoans(w http.ResponseWriter, r *http.Request) {
	who, known := b.readers[r.Header.Get("Authorization")]
	if !known {
		w.Header().Set("WWW-Authenticate", `Bearer realm="library"`)
		fail(w, http.StatusUnauthorized, "Send an access token.")
		return
	}
	if !who.Librarian {
		fail(w, http.StatusForbidden, "Only librarians can see all loans.")
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	writeJSON(w, http.StatusOK, b.due)
}

func (b *branch) lend(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := r.PathValue("id")
	if due, lent := b.due[id]; lent {
		fail(w, http.StatusConflict, "It is on loan until "+due+".")
		return
	}
	b.due[id] = time.Now().AddDate(0, 0, 21).Format(time.DateOnly)
	w.Header().Set("Location", r.URL.Path)
	writeJSON(w, http.StatusCreated, map[string]string{"due": b.due[id]})
}

func (b *branch) orderReport(w http.ResponseWriter, r *http.Request) {
	client, _, _ := net.SplitHostPort(r.RemoteAddr)
	b.mu.Lock()
	defer b.mu.Unlock()
	if wait := time.Until(b.reports[client].Add(time.Minute)); wait > 0 {
		seconds := int(math.Ceil(wait.Seconds()))
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
		fail(w, http.StatusTooManyRequests, "You can order one report a minute.")
		return
	}
	b.reports[client] = time.Now()
	writeJSON(w, http.StatusAccepted, map[string]string{"state": "queued"})
}

func (b *branch) listNews(w http.ResponseWriter, r *http.Request) {
	var news []string
	if err := json.Unmarshal(b.news, &news); err != nil {
		b.library.failInside(w, "the news do not decode", err)
		return
	}
	writeJSON(w, http.StatusOK, news)
}

func (b *branch) orderPrint(w http.ResponseWriter, r *http.Request) {
	select {
	case b.printer <- r.PathValue("id"):
		writeJSON(w, http.StatusAccepted, map[string]string{"state": "queued"})
	default: // the queue is full
		w.Header().Set("Retry-After", "60")
		fail(w, http.StatusServiceUnavailable, "The queue is full. Try again in a minute.")
	}
}
