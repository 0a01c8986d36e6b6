package origin

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

func (l *library) routeHooks(mux *router) {
	b := &backDoor{library: l, seen: map[string]bool{}, deliveries: []delivery{}}
	mux.HandleFunc("POST api.example.com/hooks/press", b.receive)
	mux.HandleFunc("GET api.example.com/deliveries", b.list)
}

const (
	hookLimit   = 4 << 10                               // bytes
	hookPlaces  = 2                                     // deliveries that may wait to be unpacked
	unpacking   = 9 * time.Second                       // on the library's clock, for one delivery
	hookSkew    = 5 * time.Minute                       // how far the sender's clock may be from ours
	pressSecret = "the press and the library know this" // a real one is random
)

// A backDoor is where the webhooks of the press arrive. It remembers the ids of the
// events that it took, because the press sends each event until it gets a 2xx.
type backDoor struct {
	library    *library
	mu         sync.Mutex
	seen       map[string]bool // ids of events
	deliveries []delivery
}

// A delivery is a box of books that has arrived.
type delivery struct {
	Event  string    `json:"event"`
	Title  string    `json:"title"`
	Copies int       `json:"copies"`
	done   time.Time // when it will be unpacked
}

// receive takes one event. It checks the signature over the bytes that arrived before it
// reads them as JSON, and stores the event before it answers 204: a 2xx means that the
// press may forget it.
func (b *backDoor) receive(w http.ResponseWriter, r *http.Request) {
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, hookLimit))
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("An event can have at most %d bytes.", hookLimit))
		return
	}
	id, now := r.Header.Get("Webhook-Id"), b.library.clock.now()
	sent, err := strconv.ParseInt(r.Header.Get("Webhook-Timestamp"), 10, 64)
	switch {
	case id == "" || err != nil:
		fail(w, http.StatusBadRequest, "Send Webhook-Id, Webhook-Timestamp (Unix time) and Webhook-Signature.")
		return
	case !signed(r.Header, content):
		fail(w, http.StatusForbidden, "Webhook-Signature does not match. Sign the id, the timestamp and the exact bytes of the body.")
		return
	case now.Sub(time.Unix(sent, 0)).Abs() > hookSkew:
		fail(w, http.StatusForbidden, "Webhook-Timestamp is more than 5 minutes off. Sign the event again with the current time.")
		return
	}

	b.mu.Lock()
	defer b.mu.Unlock()
	if b.seen[id] { // taken already: the answer got lost, or the press is not sure
		w.WriteHeader(http.StatusNoContent)
		return
	}
	var event struct {
		Type string   `json:"type"`
		Data delivery `json:"data"`
	}
	if json.Unmarshal(content, &event) != nil {
		fail(w, http.StatusBadRequest, "The body must be a JSON object with type and data.")
		return
	}
	if event.Type == "books.delivered" {
		waiting := 0
		for _, d := range b.deliveries {
			if d.done.After(now) {
				waiting++
			}
		}
		if waiting == hookPlaces {
			retryAfter(w, b.deliveries[len(b.deliveries)-waiting].done.Sub(now))
			fail(w, http.StatusServiceUnavailable, "The event was not stored. Send it again later.")
			return
		}
		event.Data.Event, event.Data.done = id, now.Add(unpacking)
		b.deliveries = append(b.deliveries, event.Data)
	}
	b.seen[id] = true // also for types that the library does not need
	w.WriteHeader(http.StatusNoContent)
}

// signed reports whether one of the signatures of a webhook is the press's. There are
// two while its secret changes.
func signed(h http.Header, content []byte) bool {
	mac := hmac.New(sha256.New, []byte(pressSecret))
	fmt.Fprintf(mac, "%s.%s.%s", h.Get("Webhook-Id"), h.Get("Webhook-Timestamp"), content)
	want := mac.Sum(nil)
	for one := range strings.FieldsSeq(h.Get("Webhook-Signature")) {
		text, v1 := strings.CutPrefix(one, "v1,")
		got, err := base64.StdEncoding.DecodeString(text)
		if v1 && err == nil && hmac.Equal(got, want) { // takes the same time for every guess
			return true
		}
	}
	return false
}

// list shows what was delivered.
func (b *backDoor) list(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]any{"deliveries": b.deliveries})
}
