package origin

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

func (l *library) routeHealth(mux *router) {
	mux.HandleFunc("GET api.example.com/health/live", tellAlive)
	mux.HandleFunc("GET api.example.com/health/ready", l.tellReady)
	mux.HandleFunc("PUT api.example.com/maintenance", l.close)
	mux.HandleFunc("DELETE api.example.com/maintenance", l.reopen)
}

// A sign on the door says until when the library is closed for maintenance.
type sign struct {
	mu    sync.Mutex
	until time.Time
}

// closedFor returns how long the library stays closed: zero or less if it is open.
func (s *sign) closedFor(now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.until.Sub(now)
}

// tellAlive says that the process runs and answers. It looks at nothing else: a program
// that is restarted because its database is down does not get a better database.
func tellAlive(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

// tellReady says whether the library can do its work now. A load balancer that gets 503
// sends its requests to another server.
func (l *library) tellReady(w http.ResponseWriter, r *http.Request) {
	checks, status := map[string]string{"catalogue": "ok", "queue": "ok", "maintenance": "no"}, http.StatusOK
	now := l.clock.now()
	if len(l.visible()) == 0 {
		checks["catalogue"], status = "empty", http.StatusServiceUnavailable
	}
	waiting := 0
	l.mu.Lock()
	for _, e := range l.exports {
		if e.done.After(now) {
			waiting++
		}
	}
	l.mu.Unlock()
	if waiting == exportPlaces {
		checks["queue"] = "full" // exports have to wait, but everything else works
	}
	if l.sign.closedFor(now) > 0 {
		checks["maintenance"], status = "yes", http.StatusServiceUnavailable
	}
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, status, map[string]any{"ready": status == http.StatusOK, "checks": checks})
}

// close begins a maintenance, for as many seconds as a librarian says.
func (l *library) close(w http.ResponseWriter, r *http.Request) {
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	if !who.Librarian {
		fail(w, http.StatusForbidden, "Only librarians can close the library.")
		return
	}
	var wish struct{ Seconds int }
	if !readShort(w, r, &wish, `Send the number of seconds, such as {"seconds":600}.`) {
		return
	}
	l.sign.mu.Lock()
	defer l.sign.mu.Unlock()
	l.sign.until = l.clock.now().Add(time.Duration(wish.Seconds) * time.Second)
	w.WriteHeader(http.StatusNoContent)
}

// reopen ends a maintenance.
func (l *library) reopen(w http.ResponseWriter, r *http.Request) {
	if who, ok := l.identify(r); !ok || !who.Librarian {
		challenge(w, r)
		return
	}
	l.sign.mu.Lock()
	defer l.sign.mu.Unlock()
	l.sign.until = time.Time{}
	w.WriteHeader(http.StatusNoContent)
}

// underMaintenance refuses all work while the library is closed, except what says how it
// is and what ends it.
func (l *library) underMaintenance(w http.ResponseWriter, r *http.Request) bool {
	wait := l.sign.closedFor(l.clock.now())
	if wait <= 0 || r.Host != "api.example.com" || r.URL.Path == "/maintenance" || strings.HasPrefix(r.URL.Path, "/health/") {
		return false
	}
	retryAfter(w, wait)
	w.Header().Set("Cache-Control", "no-store")
	fail(w, http.StatusServiceUnavailable, "The library is closed for maintenance. Try again after the time in Retry-After.")
	return true
}
