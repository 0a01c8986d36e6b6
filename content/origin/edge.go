package origin

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
)

func (l *library) routeEdge(mux *router) {
	c := &cards{library: l, notes: map[string]string{"1": "First edition.", "4": "Handle with care."}}
	mux.HandleFunc("GET api.example.com/cards/{id}", c.get)
	mux.HandleFunc("PUT api.example.com/cards/{id}", c.put)
	e := &edge{library: l, kept: map[string]*answer{}}
	mux.HandleFunc("GET www.example.com/edge/", e.get)
	mux.HandleFunc("PUT www.example.com/edge/", e.change)
	mux.HandleFunc("POST www.example.com/purge", e.purge)
	mux.HandleFunc("GET www.example.com/assets/{name}", getAsset)
}

// Cards are the cards of the catalogue, which librarians write notes on.
type cards struct {
	library *library
	mu      sync.Mutex
	notes   map[string]string // by the id of the book
}

// get shows a card. Browsers may keep it for ten seconds; a CDN for an hour, because the
// library can tell it when the card changes.
func (c *cards) get(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	note, found := c.notes[r.PathValue("id")]
	c.mu.Unlock()
	if !found {
		fail(w, http.StatusNotFound, "There is no card for book "+r.PathValue("id")+".")
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "max-age=10")
	h["CDN-Cache-Control"] = []string{"max-age=3600"}
	h.Set("Cache-Groups", `"cards"`)
	writeJSON(w, http.StatusOK, map[string]string{"book": r.PathValue("id"), "note": note})
}

// put replaces the note on a card. Its response tells caches that copies of all cards are
// out of date (RFC 9875 section 3).
func (c *cards) put(w http.ResponseWriter, r *http.Request) {
	if who, ok := c.library.identify(r); !ok || !who.Librarian {
		challenge(w, r)
		return
	}
	var sent struct{ Note string }
	if !readShort(w, r, &sent, `Send the note as JSON, such as {"note":"Lent out."}.`) {
		return
	}
	c.mu.Lock()
	c.notes[r.PathValue("id")] = sent.Note
	c.mu.Unlock()
	w.Header().Set("Cache-Group-Invalidation", `"cards"`)
	w.WriteHeader(http.StatusNoContent)
}

// An edge is a cache in front of the library, as a CDN has many of them.
type edge struct {
	library *library
	mu      sync.Mutex
	kept    map[string]*answer // by key
}

// key is what the cache files a response under: the path, and the query without the
// parameters that only say where a visitor clicked.
func key(r *http.Request) string {
	q := r.URL.Query()
	maps.DeleteFunc(q, func(name string, _ []string) bool { return strings.HasPrefix(name, "utm_") })
	return (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String() // sorted by name
}

// get answers from the cache, or asks the library.
func (e *edge) get(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.library.clock.now()
	mine := r.Method == http.MethodGet && r.Header.Get("Authorization") == "" // not HEAD
	if held := e.kept[key(r)]; held != nil && mine {
		age := int(now.Sub(held.at).Seconds())
		if left := held.edgeLifetime() - age; left > 0 {
			w.Header().Set("Age", strconv.Itoa(age))
			held.send(w, "edge", fmt.Sprintf("hit; ttl=%d", left))
			return
		}
	}
	if names(r, "Cache-Control", "only-if-cached") {
		fail(w, http.StatusGatewayTimeout, "This cache has no fresh copy, and only-if-cached forbids asking the library.")
		return
	}
	fresh := e.ask(r)
	did := "fwd=uri-miss"
	if fresh.edgeLifetime() > 0 && mine {
		fresh.at, e.kept[key(r)] = now, fresh
		did += "; stored"
	}
	fresh.send(w, "edge", did)
}

// change passes a change on to the library. If it succeeded, the copy of its URL is out
// of date (RFC 9111 section 4.4), and so are the groups that the response names.
func (e *edge) change(w http.ResponseWriter, r *http.Request) {
	done := e.ask(r)
	if done.status < 400 {
		e.mu.Lock()
		delete(e.kept, key(r))
		e.mu.Unlock()
	}
	for group := range strings.SplitSeq(done.head.Get("Cache-Group-Invalidation"), ", ") {
		e.forget(group)
	}
	done.send(w, "edge", "fwd=method")
}

// purge forgets a group because a librarian says so.
func (e *edge) purge(w http.ResponseWriter, r *http.Request) {
	who, ok := e.library.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	if !who.Librarian {
		fail(w, http.StatusForbidden, "Only librarians can purge the cache.")
		return
	}
	var wish struct{ Group string }
	if readShort(w, r, &wish, `Name the group, such as {"group":"cards"}.`) {
		writeJSON(w, http.StatusOK, map[string]int{"purged": e.forget(strconv.Quote(wish.Group))})
	}
}

// forget drops all copies in a group, and returns how many there were.
func (e *edge) forget(group string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	before := len(e.kept)
	maps.DeleteFunc(e.kept, func(_ string, a *answer) bool {
		return slices.Contains(strings.Split(a.head.Get("Cache-Groups"), ", "), group)
	})
	return before - len(e.kept)
}

// ask passes a request on to the library.
func (e *edge) ask(r *http.Request) *answer {
	a := &answer{head: http.Header{}}
	http.StripPrefix("/edge", e.library.toLibrary(nil)).ServeHTTP(a, r)
	return a
}

// edgeLifetime returns for how many seconds a CDN may use an answer: CDN-Cache-Control
// decides if it is there, whatever Cache-Control says (RFC 9213 section 2.2). This cache
// understands max-age alone, and keeps nothing that varies, because its key is the URL.
func (a *answer) edgeLifetime() int {
	policy := a.head.Get("Cdn-Cache-Control")
	if policy == "" {
		policy = a.head.Get("Cache-Control")
	}
	seconds, found := strings.CutPrefix(policy, "max-age=")
	n, err := strconv.Atoi(seconds)
	if !found || err != nil || a.status != http.StatusOK || a.head.Get("Vary") != "" {
		return 0
	}
	return n
}

// getAsset sends the style sheet of this week, whose name contains a hash of its bytes.
// Other bytes would have another name, so a copy is good for a year.
func getAsset(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("name") != "library-3f2a.css" {
		w.Header().Set("Cache-Control", "no-store") // it may appear with the next deployment
		fail(w, http.StatusNotFound, "There is no file "+r.PathValue("name")+".")
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "max-age=31536000, immutable")
	w.Write([]byte("body { margin: 0 auto }\n"))
}
