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

func (l *library) routeNear(mux *http.ServeMux) {
	mux.Handle("GET www.example.com/near/", &nearCache{library: l, kept: map[string]*keptAnswer{}})
}

// A nearCache is the gateway's cache: it keeps what the library says that may be kept,
// and answers from there. What it does it tells in Cache-Status (RFC 9211). It leaves
// conditions, ranges and credentials to the library.
type nearCache struct {
	library *library
	mu      sync.Mutex
	kept    map[string]*keptAnswer // by target and Accept
}

// A keptAnswer is a 200 of the library.
type keptAnswer struct {
	head     http.Header
	content  []byte
	at       time.Time // when it was made or confirmed
	lifetime int       // seconds
}

func (c *nearCache) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet || hasAny(r, "Authorization", "Cookie", "If-None-Match", "If-Modified-Since", "Range") {
		c.tell(w, "fwd=bypass", c.ask(r, ""))
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := r.URL.RequestURI() + " " + r.Header.Get("Accept")
	held, why, tag := c.kept[key], "uri-miss", ""
	if held != nil {
		left := held.lifetime - c.age(held)
		switch again := names(r, "Cache-Control", "no-cache"); {
		case left > 0 && !again:
			c.tell(w, fmt.Sprintf("hit; ttl=%d", left), held)
			return
		case left > 0:
			why = "request"
		default:
			why = "stale"
		}
		tag = held.head.Get("Etag")
	}

	answer := c.ask(r, tag)
	if answer.head.Get("") == "304" {
		maps.Copy(held.head, answer.head)
		held.at, held.lifetime = answer.at, answer.lifetime
		held.head.Del("")
		c.tell(w, "fwd="+why+"; fwd-status=304", held)
		return
	}
}

func hasAny(r *http.Request, fields ...string) bool { return false }

var _ = bytes.NewReader
var _ = strconv.Itoa
var _ = strings.Cut
