package origin

import "net/http"

// replaceBook puts a new version in the place of a book. It demands If-Match, so that
// nobody overwrites a change that they have not seen.
func (l *library) replaceBook(w http.ResponseWriter, r *http.Request) {
	b, ok := l.readBook(w, r)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.books[r.PathValue("id")]
	switch {
	case e == nil || e.withdrawn || e.barred:
		fail(w, http.StatusNotFound, "There is no book here to replace.")
		return
	case r.Header.Get("If-Match") == "":
		fail(w, http.StatusPreconditionRequired, "Say in If-Match which version you replace.")
		return
	case outdated(r, e.tag()):
		w.Header()["ETag"] = []string{e.tag()}
		fail(w, http.StatusPreconditionFailed, "Someone was first: the book has changed.")
		return
	}
	b.ID = e.id
	e.record, e.revision, e.changed = encode(b), e.revision+1, l.clock.now()

	// No ETag: the id was added, so this is not the content as it was sent
	// (RFC 9110 section 9.3.4).
	w.Header().Set("Content-Location", r.URL.Path)
	writeJSON(w, http.StatusOK, b)
}

// removeBook withdraws a book. Only a librarian may, and a second time finds it gone.
func (l *library) removeBook(w http.ResponseWriter, r *http.Request) {
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	if !who.Librarian {
		fail(w, http.StatusForbidden, "Only a librarian removes books.")
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.books[r.PathValue("id")]
	switch {
	case e == nil:
		fail(w, http.StatusNotFound, "There is no such book.")
	case e.withdrawn:
		fail(w, http.StatusGone, "This book was withdrawn before.")
	case outdated(r, e.tag()):
		fail(w, http.StatusPreconditionFailed, "The book has changed since you saw it.")
	default:
		e.withdrawn, e.changed = true, l.clock.now()
		w.WriteHeader(http.StatusNoContent)
	}
}
