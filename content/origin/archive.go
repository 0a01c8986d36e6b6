package origin

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

func (l *library) routeArchive(mux *router) {
	a := &archive{nonce: 1}
	mux.HandleFunc("GET api.example.com/archive", a.getArchive)
}

// An archive is for librarians, and accepts Digest credentials: the password itself is
// never sent (RFC 7616). Each proof is good for one request; the answer contains the
// nonce for the next in Authentication-Info. A real server chooses random nonces.
type archive struct {
	mu    sync.Mutex
	nonce int // for the next proof
}

// getArchive answers those who prove that they are the librarian.
func (a *archive) getArchive(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p, sent := digestCredentials(r)
	nonce := fmt.Sprintf("n%d", a.nonce)
	if !sent || !proves(p, r.Method) || p["nonce"] != nonce || p["uri"] != r.RequestURI {
		challenge := fmt.Sprintf(`Digest realm="archive", qop="auth", algorithm=SHA-256, nonce="%s"`, nonce)
		if sent && proves(p, r.Method) && p["nonce"] != nonce {
			challenge += ", stale=true" // right, but the nonce was used before
		}
		w.Header()["WWW-Authenticate"] = []string{challenge}
		fail(w, http.StatusUnauthorized, "Only librarians can use the archive.")
		return
	}
	a.nonce++
	w.Header().Set("Authentication-Info", fmt.Sprintf(`nextnonce="n%d"`, a.nonce))
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, map[string]int{"boxes": 7})
}

// proves reports whether the response of Digest credentials was made with the password
// of the librarian.
func proves(p map[string]string, method string) bool {
	secret := hexSum("bo:archive:overdue")
	want := hexSum(strings.Join([]string{secret, p["nonce"], p["nc"], p["cnonce"], "auth", hexSum(method + ":" + p["uri"])}, ":"))
	return p["username"] == "bo" && p["qop"] == "auth" && subtle.ConstantTimeCompare([]byte(p["response"]), []byte(want)) == 1
}

func hexSum(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }

// digestCredentials are the parameters of Authorization: Digest. No value that this
// archive accepts contains a comma.
func digestCredentials(r *http.Request) (parameters map[string]string, sent bool) {
	list, sent := strings.CutPrefix(r.Header.Get("Authorization"), "Digest ")
	parameters = map[string]string{}
	for part := range strings.SplitSeq(list, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		parameters[name] = strings.Trim(value, `"`)
	}
	return parameters, sent
}
