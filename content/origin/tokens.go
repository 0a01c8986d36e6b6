package origin

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

func (l *library) routeTokens(mux *router) {
	i := &issuer{library: l, issued: map[string]*token{
		"key-museum-1": {scope: "loans.read", ends: opening.AddDate(0, -1, 0)}, // revoked in October
		"key-museum-2": {scope: "loans.read", ends: opening.AddDate(1, 0, 0)},
	}, refresh: "refresh-1"}
	mux.HandleFunc("POST api.example.com/oauth/token", i.issue)
	mux.HandleFunc("GET api.example.com/me/loans", i.listLoans)
	mux.HandleFunc("DELETE api.example.com/me/loans/{id}", i.endLoan)
}

// tokenLife is short, so that an example sees a token expire: the library's clock moves
// one second with each request.
const tokenLife = 3 * time.Second

// A token lets its bearer do what is in its scope until it ends. An API key is one that
// lives for a year.
type token struct {
	scope string
	ends  time.Time
}

// An issuer hands out tokens to the reading app, which acts for bo, and checks them.
type issuer struct {
	library *library
	mu      sync.Mutex
	issued  map[string]*token // by value
	refresh string            // the refresh token that is good for one use, or ""
	last    int               // the number of the last access token
}

// issue trades a refresh token for an access token and a new refresh token. A refresh
// token that arrives a second time may be a stolen copy, so all tokens of the app end.
func (i *issuer) issue(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Pragma", "no-cache") // RFC 6749 section 5.1 still asks for it
	app, secret, _ := r.BasicAuth()
	if app != "reading-app" || subtle.ConstantTimeCompare([]byte(secret), []byte("s3cret")) == 0 {
		w.Header()["WWW-Authenticate"] = []string{`Basic realm="clients"`}
		refuseGrant(w, http.StatusUnauthorized, "invalid_client", "Unknown client or wrong secret.")
		return
	}
	if kind := r.PostFormValue("grant_type"); kind != "refresh_token" {
		refuseGrant(w, http.StatusBadRequest, "unsupported_grant_type", "Use the grant type refresh_token.")
		return
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if given := r.PostFormValue("refresh_token"); given == "" || given != i.refresh {
		if strings.HasPrefix(given, "refresh-") { // one that was good before
			i.refresh = ""
			for name, t := range i.issued {
				if strings.HasPrefix(name, "access-") {
					t.ends = opening
				}
			}
		}
		refuseGrant(w, http.StatusBadRequest, "invalid_grant", "The refresh token is unknown, expired or used already. Ask the user to log in again.")
		return
	}
	i.last++
	access := fmt.Sprintf("access-%d", i.last) // real tokens are random
	i.refresh = fmt.Sprintf("refresh-%d", i.last+1)
	i.issued[access] = &token{"loans.read", i.library.clock.now().Add(tokenLife)}
	writeJSON(w, http.StatusOK, struct {
		Access  string `json:"access_token"`
		Type    string `json:"token_type"`
		Seconds int    `json:"expires_in"`
		Refresh string `json:"refresh_token"`
		Scope   string `json:"scope"`
	}{access, "Bearer", int(tokenLife.Seconds()), i.refresh, "loans.read"})
}

// refuseGrant answers with an error of OAuth (RFC 6749 section 5.2). These are not
// problem details: clients of OAuth look for the member error.
func refuseGrant(w http.ResponseWriter, status int, code, description string) {
	writeJSON(w, status, struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}{code, description})
}

// allows reports whether a request has a valid token with a scope. If not, it has
// answered: 401 for no token or a bad one, 403 for one with too little scope (RFC 6750
// section 3.1).
func (i *issuer) allows(w http.ResponseWriter, r *http.Request, scope string) bool {
	ask := func(status int, parameters, detail string) bool {
		w.Header()["WWW-Authenticate"] = []string{`Bearer realm="loans"` + parameters}
		fail(w, status, detail)
		return false
	}
	kind, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") { // no error code: the client has not tried yet
		return ask(http.StatusUnauthorized, "", "Send an access token: Authorization: Bearer TOKEN.")
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	t := i.issued[value]
	switch {
	case t == nil:
		return ask(http.StatusUnauthorized, `, error="invalid_token", error_description="Unknown token"`,
			"This access token is unknown. Get a new one at /oauth/token.")
	case !t.ends.After(i.library.clock.now()):
		return ask(http.StatusUnauthorized, `, error="invalid_token", error_description="Expired or revoked"`,
			"This access token has expired or was revoked. Get a new one at /oauth/token.")
	case !slices.Contains(strings.Fields(t.scope), scope):
		return ask(http.StatusForbidden, fmt.Sprintf(`, error="insufficient_scope", scope="%s"`, scope),
			"This access token allows "+t.scope+", but "+scope+" is needed. Ask the user for it.")
	}
	return true
}

// listLoans shows the loans of bo, for whom the app acts.
func (i *issuer) listLoans(w http.ResponseWriter, r *http.Request) {
	if !i.allows(w, r, "loans.read") {
		return
	}
	i.library.mu.Lock()
	defer i.library.mu.Unlock()
	mine := slices.DeleteFunc(slices.Clone(i.library.loans), func(n loan) bool { return n.Reader != "bo" })
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, map[string]any{"loans": mine})
}

// endLoan gives a book of bo's back.
func (i *issuer) endLoan(w http.ResponseWriter, r *http.Request) {
	if !i.allows(w, r, "loans.write") {
		return
	}
	i.library.mu.Lock()
	defer i.library.mu.Unlock()
	at := i.library.findLoan(r.PathValue("id"), reader{Name: "bo"})
	if at < 0 {
		fail(w, http.StatusNotFound, "You have no loan "+r.PathValue("id")+".")
		return
	}
	i.library.loans = slices.Delete(i.library.loans, at, at+1)
	w.WriteHeader(http.StatusNoContent)
}
