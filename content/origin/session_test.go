package origin_test

import (
	"io"
	"log"
	"testing"

	"wirebook/content/origin"
)

// The cookie of a session says who asks, until the session ends.
func TestSession(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	in := send(t, srv, "POST", "/sessions", `{"name":"ada","password":"lovelace"}`)
	if got, want := in.Header.Get("Set-Cookie"), "sid=s1; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax"; got != want {
		t.Errorf("the cookie is %q, want %q", got, want)
	}
	if got := send(t, srv, "GET", "/readers/me", "", "Cookie", "sid=s1").StatusCode; got != 200 {
		t.Errorf("with the cookie: %d", got)
	}
	if got := send(t, srv, "DELETE", "/sessions/me", "", "Cookie", "sid=s1").StatusCode; got != 204 {
		t.Errorf("logging out: %d", got)
	}
	if got := send(t, srv, "GET", "/readers/me", "", "Cookie", "sid=s1").StatusCode; got != 401 {
		t.Errorf("with the cookie of an ended session: %d", got)
	}
}

// No session gets the id of another one that is still open.
func TestSessionIDs(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	logIn := func(who string) string {
		return send(t, srv, "POST", "/sessions", who).Cookies()[0].Value
	}
	first := logIn(`{"name":"ada","password":"lovelace"}`)
	second := logIn(`{"name":"bo","password":"overdue"}`)
	send(t, srv, "DELETE", "/sessions/me", "", "Cookie", "sid="+first)
	if third := logIn(`{"name":"ada","password":"lovelace"}`); third == second {
		t.Errorf("two open sessions have the id %s", third)
	}
}

// The fourth try in a minute has to wait, right or wrong; a refused try costs nothing.
func TestTries(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	try := func() (int, string) {
		got := send(t, srv, "POST", "/sessions", `{"name":"ada","password":"lovelace"}`)
		return got.StatusCode, got.Header.Get("Retry-After")
	}
	for n := range 3 {
		if got, _ := try(); got != 201 {
			t.Errorf("try %d gets %d", n+1, got)
		}
	}
	if got, wait := try(); got != 429 || wait != "17" {
		t.Errorf("the fourth try gets %d, and has to wait %s seconds", got, wait)
	}
	for range 16 {
		send(t, srv, "GET", "/books", "") // a second each
	}
	if got, _ := try(); got != 201 {
		t.Errorf("after 17 seconds a try gets %d", got)
	}
}

// A book that comes back can be lent again.
func TestLoan(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	send(t, srv, "DELETE", "/loans/1", "", "Authorization", asBo)
	lent := send(t, srv, "POST", "/loans", `{"book":1}`, "Authorization", asAda)
	if got := lent.Header.Get("Location"); lent.StatusCode != 201 || got != "/loans/2" {
		t.Errorf("lending gets %d and Location %q", lent.StatusCode, got)
	}
	if got := send(t, srv, "GET", "/loans/2", "", "Authorization", asAda).StatusCode; got != 200 {
		t.Errorf("the new loan: %d", got)
	}
}
