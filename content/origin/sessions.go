package origin

import (
	"fmt"
	"math"
	"net"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/time/rate"
)

func (l *library) routeSessions(mux *router) {
	mux.HandleFunc("POST api.example.com/sessions", l.logIn)
	mux.HandleFunc("DELETE api.example.com/sessions/me", l.logOut)
}

const triesAMinute = 3 // to log in, from one address

// logIn opens a session for a name and a password, and gives it to the browser as a
// cookie. It counts the try before it checks the password, so that beyond the limit a
// right guess gets the same answer as a wrong one.
func (l *library) logIn(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if wait := l.tooSoon(r); wait > 0 {
		seconds := int(math.Ceil(wait.Seconds()))
		h := w.Header()
		h.Set("Retry-After", strconv.Itoa(seconds))
		h["RateLimit"] = []string{fmt.Sprintf(`"logins";r=0;t=%d`, seconds)}
		h["RateLimit-Policy"] = []string{fmt.Sprintf(`"logins";q=%d;w=60`, triesAMinute)}
		fail(w, http.StatusTooManyRequests, fmt.Sprintf("You can try %d times a minute. Wait %d seconds.", triesAMinute, seconds))
		return
	}
	var given struct{ Name, Password string }
	if !readShort(w, r, &given, "Send a name and a password as JSON.") {
		return
	}
	who, ok := findReader(given.Name, given.Password)
	if !ok {
		fail(w, http.StatusForbidden, "The name or the password is wrong.")
		return
	}

	l.mu.Lock()
	l.lastSid++
	sid := fmt.Sprintf("s%d", l.lastSid) // a real one is random: anyone who guesses it is logged in
	l.sessions[sid] = who
	l.mu.Unlock()
	http.SetCookie(w, &http.Cookie{
		Name: "sid", Value: sid, Path: "/", MaxAge: 3600,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	w.Header().Set("Location", "/sessions/me")
	writeJSON(w, http.StatusCreated, who)
}

// tooSoon counts a try from the client's address, and returns how long to wait if that
// was one too many; such a try does not count.
func (l *library) tooSoon(r *http.Request) time.Duration {
	address, _, _ := net.SplitHostPort(r.RemoteAddr)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tries[address] == nil {
		l.tries[address] = rate.NewLimiter(rate.Every(time.Minute/triesAMinute), triesAMinute)
	}
	now := l.clock.now()
	try := l.tries[address].ReserveN(now, 1)
	wait := try.DelayFrom(now)
	if wait > 0 {
		try.CancelAt(now)
	}
	return wait
}

// logOut ends the session, and makes the browser forget what belongs to it.
func (l *library) logOut(w http.ResponseWriter, r *http.Request) {
	sid, err := r.Cookie("sid")
	if err != nil {
		fail(w, http.StatusNotFound, "You are not logged in.")
		return
	}
	l.mu.Lock()
	delete(l.sessions, sid.Value)
	l.mu.Unlock()
	http.SetCookie(w, &http.Cookie{Name: "sid", Path: "/", MaxAge: -1})
	w.Header().Set("Clear-Site-Data", `"cookies"`)
	w.WriteHeader(http.StatusNoContent)
}
