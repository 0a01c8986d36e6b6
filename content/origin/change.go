package origin

import "net/http"

// replaceBook puts a new version in the place of a book. It demands If-Match, so that
// nobody overwrites a change that they have not seen. The condition is looked at before
// the content (RFC 9110 section 13.2.1), and once more when the book is stored: it may
// have changed while the content came.
func (l *library) replaceBook(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if !acceptsBook(w, r) || !changeable(w, r, l.entry(id)) {
		return
	}
	b, ok := l.readBook(w, r)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.books[id]
	if !changeable(w, r, e) {
		return
	}
	b.ID = e.id
	e.record, e.revision, e.changed = encode(b), e.revision+1, l.clock.now()

	// No ETag: the id was added, so this is not the content as it was sent
	// (RFC 9110 section 9.3.4).
	confirm(w, r, b)
}

// changeable reports whether a request may change the book of that entry. If not, it has
// answered.
func changeable(w http.ResponseWriter, r *http.Request, e *entry) bool {
	switch {
	case e == nil || e.withdrawn || e.barred:
		fail(w, http.StatusNotFound, "There is no book here to replace.")
	case r.Header.Get("If-Match") == "":
		fail(w, http.StatusPreconditionRequired, "Say in If-Match which version you replace.")
	case hindered(r, e.tag(), e.changed):
		w.Header()["ETag"] = []string{e.tag()}
		fail(w, http.StatusPreconditionFailed, "Someone was first: the book has changed.")
	default:
		return true
	}
	return false
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
	case hindered(r, e.tag(), e.changed):
		fail(w, http.StatusPreconditionFailed, "The book has changed since you saw it.")
	default:
		e.withdrawn, e.changed = true, l.clock.now()
		w.WriteHeader(http.StatusNoContent)
	}
}
