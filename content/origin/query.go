package origin

import (
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func (l *library) routeQuery(mux *router) {
	mux.HandleFunc("QUERY api.example.com/search", l.queryCatalogue)
	mux.HandleFunc("OPTIONS api.example.com/search", l.preflight)
	mux.HandleFunc("GET api.example.com/searches/{id}", l.repeatQuery)
}

// queryFormats is what a query may be sent as. Accept-Query is a structured field, so a
// type is a token or a string in it.
const queryFormats = `"application/json"`

// A wanted book has all that is named: part of the author's name, and the years between
// which it was first printed, both included.
type wanted struct {
	Author string `json:"author"`
	From   int    `json:"from"`
	To     int    `json:"to"`
}

// queryCatalogue finds books by what the content of the request asks for. It changes
// nothing that the client asked to change: that a search gets an address of its own is
// the library's doing (RFC 10008 section 2).
func (l *library) queryCatalogue(w http.ResponseWriter, r *http.Request) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		fail(w, http.StatusBadRequest, "Content-Type is missing. Send the query as application/json.")
		return
	}
	if media != "application/json" {
		w.Header().Set("Accept-Query", queryFormats)
		fail(w, http.StatusUnsupportedMediaType, "Send the query as application/json.")
		return
	}
	var want wanted
	if !readShort(w, r, &want, `Send JSON such as {"author":"austen","from":1810,"to":1820}.`) {
		return
	}
	if want.To != 0 && want.To < want.From {
		fail(w, http.StatusUnprocessableEntity, fmt.Sprintf("from must not be after to: %d is after %d.", want.From, want.To))
		return
	}
	w.Header().Set("Location", fmt.Sprintf("/searches/%d", l.remember(want)))
	l.answerQuery(w, r, want)
}

// repeatQuery answers an earlier query, asked again with GET.
func (l *library) repeatQuery(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	l.mu.Lock()
	known := err == nil && id >= 1 && id <= len(l.queries)
	var want wanted
	if known {
		want = l.queries[id-1]
	}
	l.mu.Unlock()
	if !known {
		fail(w, http.StatusNotFound, "There is no search "+r.PathValue("id")+". Send the query again.")
		return
	}
	l.answerQuery(w, r, want)
}

// answerQuery sends what is found, if the conditions of the request allow it. The tag
// names each book with its revision, so it changes when one of them does.
func (l *library) answerQuery(w http.ResponseWriter, r *http.Request, want wanted) {
	found, tag := []string{}, "found"
	for _, b := range l.visible() {
		if strings.Contains(strings.ToLower(b.Author), strings.ToLower(want.Author)) && b.Year >= want.From && (want.To == 0 || b.Year <= want.To) {
			found = append(found, fmt.Sprintf("/books/%d", b.ID))
			tag += fmt.Sprintf("-%d.%d", b.ID, l.entry(strconv.Itoa(b.ID)).revision)
		}
	}
	tag = strconv.Quote(tag)
	h := w.Header()
	h["ETag"] = []string{tag}
	switch {
	case outdated(r, tag, time.Time{}): // a result has no date
		h.Del("Location")
		fail(w, http.StatusPreconditionFailed, "The result has changed since you fetched it. Send the query again.")
		return
	case listed(r.Header.Values("If-None-Match"), tag, weakly):
		h.Del("Location")
		h.Set("Cache-Control", "max-age=60")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Cache-Control", "max-age=60")
	writeJSON(w, http.StatusOK, map[string]any{"found": found})
}

// remember stores a query and returns its number: the same one for the same query.
func (l *library) remember(want wanted) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, known := range l.queries {
		if known == want {
			return i + 1
		}
	}
	l.queries = append(l.queries, want)
	return len(l.queries)
}
