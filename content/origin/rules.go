package origin

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func (l *library) routeRules(mux *router) {
	mux.HandleFunc("GET api.example.com/rules", l.chooseRules)
	mux.HandleFunc("GET api.example.com/rules.en", l.getEnglishRules)
	mux.HandleFunc("GET api.example.com/rules.fr", l.getFrenchRules)
}

// Rules are the rules of the house in one language.
type rules struct {
	language, saveAs, text string
}

var (
	englishRules = rules{"en", `inline; filename="rules.txt"`,
		"Be quiet.\nWash your hands.\nNo ink near the books.\n"}
	// A name outside ASCII needs a second parameter (RFC 6266 section 4.3).
	frenchRules = rules{"fr", `inline; filename="regles.txt"; filename*=UTF-8''r%C3%A8gles.txt`,
		"Silence.\nLavez-vous les mains.\nPas d'encre près des livres.\n"}
)

var rulesPosted = time.Date(2026, time.November, 2, 9, 30, 0, 0, time.UTC)

// chooseRules sends the language that the reader prefers, and English to all others.
// Both have their own address, which Content-Location names.
func (l *library) chooseRules(w http.ResponseWriter, r *http.Request) {
	chosen := englishRules
	likes := strings.Join(r.Header.Values("Accept-Language"), ",")
	if likes != "" && quality(likes, "fr") > quality(likes, "en") {
		chosen = frenchRules
	}
	w.Header().Set("Vary", "Accept-Language")
	w.Header().Set("Content-Location", "/rules."+chosen.language)
	chosen.send(w, r)
}

func (l *library) getEnglishRules(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Disposition", englishRules.saveAs)
	englishRules.send(w, r)
}

func (l *library) getFrenchRules(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Disposition", frenchRules.saveAs)
	frenchRules.send(w, r)
}

// send answers with the text, or with part of it.
func (s rules) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Language", s.language)
	h.Set("Etag", `"rules-`+s.language+`-1"`)
	whole := []byte(s.text)
	d := &digester{ResponseWriter: w, status: http.StatusOK}
	http.ServeContent(d, r, "", rulesPosted, bytes.NewReader(whole))
	d.finish(r, whole)
}

// A digester holds an answer back until all of it is known, because its digests are in
// the head.
type digester struct {
	http.ResponseWriter
	status  int
	content bytes.Buffer
}

func (d *digester) WriteHeader(status int)            { d.status = status }
func (d *digester) Write(content []byte) (int, error) { return d.content.Write(content) }

// finish sends the answer with the requested digests: Content-Digest is of the content
// of this message, Repr-Digest of the whole representation (RFC 9530 sections 2, 3 and
// 4).
func (d *digester) finish(r *http.Request, whole []byte) {
	h := d.Header()
	switch d.status {
	case http.StatusOK, http.StatusPartialContent:
		if digest := digest(r.Header.Values("Want-Repr-Digest"), whole); digest != "" {
			h.Set("Repr-Digest", digest)
		}
		digest := digest(r.Header.Values("Want-Content-Digest"), d.content.Bytes())
		if digest != "" && r.Method != http.MethodHead {
			h.Set("Content-Digest", digest)
		}
	default: // the client has the rules, or gets an error, which is not French
		h.Del("Content-Disposition")
		h.Del("Content-Language")
	}
	spell(h)
	d.ResponseWriter.WriteHeader(d.status)
	d.ResponseWriter.Write(d.content.Bytes())
}

// digest returns the digest that a preference such as sha-256=3, sha-512=10 prefers, of
// the two algorithms that are safe, or "" if it wants neither.
func digest(want []string, content []byte) string {
	best, most := "", 0
	for part := range strings.SplitSeq(strings.Join(want, ","), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, err := strconv.Atoi(weight)
		if err == nil && n > most && (name == "sha-256" || name == "sha-512") {
			best, most = name, n
		}
	}
	var sum []byte
	switch best {
	case "sha-256":
		s := sha256.Sum256(content)
		sum = s[:]
	case "sha-512":
		s := sha512.Sum512(content)
		sum = s[:]
	default:
		return ""
	}
	return best + "=:" + base64.StdEncoding.EncodeToString(sum) + ":"
}
