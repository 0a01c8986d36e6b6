package origin

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

func (l *library) routePayments(mux *router) {
	d := &desk{library: l, owed: 400, keys: map[string]*keyed{}, paid: []payment{}}
	mux.HandleFunc("POST api.example.com/payments", d.pay)
	mux.HandleFunc("GET api.example.com/payments", d.list)
	mux.HandleFunc("GET api.example.com/payments/{id}", d.show)
}

// keyLife is short, so that an example sees a key expire. Real services keep keys for a
// day or longer.
const keyLife = 5 * time.Second

// A desk takes payments for books that came back late. It knows one reader, ada.
type desk struct {
	library *library
	mu      sync.Mutex
	owed    int // in cents
	paid    []payment
	keys    map[string]*keyed // by the reader and the key
}

type payment struct {
	ID    int `json:"id"`
	Cents int `json:"cents"`
}

// A keyed is a request with a key: what it asked, and what it was answered.
type keyed struct {
	print  [sha256.Size]byte // of the content
	answer *answer           // nil while the request runs
	ends   time.Time
}

// pay takes a payment once for each key. The key is taken before the content is read, so
// a second request cannot slip in between.
func (d *desk) pay(w http.ResponseWriter, r *http.Request) {
	who, ok := d.library.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	key := r.Header.Get("Idempotency-Key")
	if len(key) < 3 || key[0] != '"' || !strings.HasSuffix(key, `"`) {
		keyMissing.fail(w, `Send Idempotency-Key with a random string in quotes, such as "8e03978e".`)
		return
	}
	key = who.Name + " " + key // readers do not get the answers of others

	now := d.library.clock.now()
	d.mu.Lock()
	held := d.keys[key]
	if held != nil && held.answer != nil && !held.ends.After(now) {
		held = nil // expired
	}
	running := held != nil && held.answer == nil
	if held == nil {
		d.keys[key] = &keyed{ends: now.Add(keyLife)}
	}
	d.mu.Unlock()
	if running {
		w.Header().Set("Retry-After", "1")
		keyInUse.fail(w, "A request with this key is still running. Wait, then send the same request again.")
		return
	}

	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, shortLimit))
	print := sha256.Sum256(content)
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case held != nil && held.print != print:
		keyReused.fail(w, "This key was used for another request. Make a new key for each payment.")
	case held != nil:
		held.answer.replay(w)
	case err != nil: // nothing was done, so the key is free again
		delete(d.keys, key)
		fail(w, http.StatusBadRequest, unreadable(err))
	default:
		a := &answer{head: http.Header{}}
		d.book(a, content)
		d.keys[key].print, d.keys[key].answer = print, a
		a.replay(w)
	}
}

// book makes the payment, and answers. An error is kept with the key as well: the same
// request gets the same answer. The caller holds mu.
func (d *desk) book(w http.ResponseWriter, content []byte) {
	var p payment
	if err := json.Unmarshal(content, &p); err != nil || p.Cents <= 0 {
		fail(w, http.StatusBadRequest, `Send the amount as JSON, such as {"cents":100}.`)
		return
	}
	if p.Cents > d.owed {
		tooMuch.fail(w, fmt.Sprintf("You owe %d cents. Pay at most that.", d.owed))
		return
	}
	d.owed -= p.Cents
	p.ID = len(d.paid) + 1
	d.paid = append(d.paid, p)
	w.Header().Set("Location", fmt.Sprintf("/payments/%d", p.ID))
	writeJSON(w, http.StatusCreated, p)
}

// list shows what was paid, and what is left.
func (d *desk) list(w http.ResponseWriter, r *http.Request) {
	if _, ok := d.library.identify(r); !ok {
		challenge(w, r)
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, map[string]any{"owed": d.owed, "paid": d.paid})
}

// show shows one payment.
func (d *desk) show(w http.ResponseWriter, r *http.Request) {
	if _, ok := d.library.identify(r); !ok {
		challenge(w, r)
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.paid {
		if strconv.Itoa(p.ID) == r.PathValue("id") {
			w.Header().Set("Cache-Control", "no-store")
			writeJSON(w, http.StatusOK, p)
			return
		}
	}
	fail(w, http.StatusNotFound, "You have made no payment "+r.PathValue("id")+".")
}
