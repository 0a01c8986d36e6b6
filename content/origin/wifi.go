package origin

import (
	"io"
	"net/http"
)

func (l *library) routeWifi(mux *router) {
	mux.HandleFunc("news.example.org/", l.passOn)
	mux.HandleFunc("GET wifi.example.net/{$}", l.getWifi)
	mux.HandleFunc("POST wifi.example.net/{$}", l.acceptTerms)
}

const loginLink = `<!doctype html>
<html lang="en">
<title>Log in to the network</title>
<p>This is the network of the café, not the site that you asked for.
<a href="http://wifi.example.net/">Log in</a> first.</p>
</html>
`

// passOn is between the guests of the café and all other sites, of which there is one.
// Until the guest has logged in to the network, the network answers instead of the site;
// the answer links to the form, but is not the form (RFC 6585 section 6).
func (l *library) passOn(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	online := l.online
	l.mu.Unlock()
	if !online {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNetworkAuthenticationRequired)
		io.WriteString(w, loginLink)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "A library has reopened.\n")
}

const loginForm = `<!doctype html>
<html lang="en">
<title>The café's network</title>
<form method="post"><button name="terms" value="yes">I accept the terms</button></form>
</html>
`

// getWifi is the form, at an address of the network itself.
func (l *library) getWifi(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, loginForm)
}

// acceptTerms lets the guest through.
func (l *library) acceptTerms(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("terms") != "yes" {
		fail(w, http.StatusUnprocessableEntity, "You have to accept the terms.")
		return
	}
	l.mu.Lock()
	l.online = true
	l.mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}
