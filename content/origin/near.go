package origin

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const near = "www.example.com" // the cache's name in Cache-Status

func (l *library) routeNear(mux *router) {
	c := &nearCache{library: l, kept: map[string]*answer{}}
	mux.HandleFunc("GET www.example.com/near/", c.getNear)
}

// A nearCache is the gateway's cache: it keeps what the library says may be kept, and
// answers from that. Cache-Status says what it did (RFC 9211). It passes requests with a
// condition, a range or credentials to the library.
type nearCache struct {
	library *library
	mu      sync.Mutex
	kept    map[string]*answer // by target and Accept
}

// getNear answers from the cache, or asks the library.
func (c *nearCache) getNear(w http.ResponseWriter, r *http.Request) {
	for _, field := range [...]string{"Authorization", "Cookie", "If-None-Match", "If-Modified-Since", "Range"} {
		if r.Method != http.MethodGet || r.Header.Get(field) != "" {
			c.ask(r).send(w, near, "fwd=bypass")
			return
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key, now := c.equivalent(r.URL.RequestURI()+" "+r.Header.Get("Accept")), c.library.clock.now()
	held := c.kept[key]
	if held == nil {
		fresh := c.ask(r)
		if fresh.lifetime() == 0 {
			fresh.send(w, near, "fwd=uri-miss")
			return
		}
		fresh.at = now
		c.kept[key] = fresh
		fresh.send(w, near, "fwd=uri-miss; stored")
		return
	}

	age := int(now.Sub(held.at).Seconds())
	left, why := held.lifetime()-age, "stale"
	if left > 0 {
		if !names(r, "Cache-Control", "no-cache") {
			w.Header().Set("Age", strconv.Itoa(age))
			held.send(w, near, fmt.Sprintf("hit; ttl=%d", left))
			return
		}
		why = "request"
	}
	r = r.Clone(r.Context())
	r.Header.Set("If-None-Match", held.head.Get("Etag"))
	fresh := c.ask(r)
	if fresh.status == http.StatusNotModified { // what is kept is fresh again
		maps.Copy(held.head, fresh.head)
		held.at = now
		held.send(w, near, "fwd="+why+"; fwd-status=304")
		return
	}
	delete(c.kept, key)
	fresh.send(w, near, "fwd="+why)
}

// ask passes a request on to the library.
func (c *nearCache) ask(r *http.Request) *answer {
	a := &answer{head: http.Header{}}
	http.StripPrefix("/near", c.library.toLibrary(nil)).ServeHTTP(a, r)
	return a
}

// An answer is a response that is held here before it is sent.
type answer struct {
	status  int
	head    http.Header
	content bytes.Buffer
	at      time.Time // when it was made or confirmed
}

func (a *answer) Header() http.Header               { return a.head }
func (a *answer) Write(content []byte) (int, error) { return a.content.Write(content) }

// WriteHeader keeps the status of the final response.
func (a *answer) WriteHeader(status int) { a.status = status }

// lifetime returns for how many seconds a shared cache may use an answer without asking
// again, as far as this cache understands: it wants a 200 with an entity tag that varies
// only with Accept, and max-age as the only directive.
func (a *answer) lifetime() int {
	seconds, found := strings.CutPrefix(a.head.Get("Cache-Control"), "max-age=")
	n, err := strconv.Atoi(seconds)
	vary := a.head.Get("Vary")
	if !found || err != nil || n < 0 || a.status != http.StatusOK || a.head.Get("Etag") == "" || vary != "" && vary != "Accept" {
		return 0
	}
	return n
}

// send passes the answer on, and says what a cache did.
func (a *answer) send(w http.ResponseWriter, cache, did string) {
	w.Header().Set("Cache-Status", cache+"; "+did)
	a.replay(w)
}

// replay sends the answer.
func (a *answer) replay(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.head)
	spell(w.Header())
	w.WriteHeader(a.status)
	w.Write(a.content.Bytes())
}
