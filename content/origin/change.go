package origin

import "net/http"

// replaceBook replaces a book with a new version. It requires If-Match, so that a client
// cannot overwrite a change that it has not seen. The condition is checked before the
// content is read (RFC 9110 section 13.2.1), and again when the book is stored, because
// the book may have changed in between.
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

// changeable reports whether a request may change the book of that entry. If not, it
// sends the answer itself.
func changeable(w http.ResponseWriter, r *http.Request, e *entry) bool {
	switch {
	case e == nil || e.withdrawn || e.barred:
		fail(w, http.StatusNotFound, "There is no book at this URL. To add one, use POST /books.")
	case r.Header.Get("If-Match") == "":
		fail(w, http.StatusPreconditionRequired, "If-Match is missing. Send it with the ETag of the version that you want to change.")
	case hindered(r, e.tag(), e.changed):
		w.Header()["ETag"] = []string{e.tag()}
		failCondition(w, r, "The book")
	default:
		return true
	}
	return false
}

// removeBook withdraws a book. Only a librarian may; the second time, the book is gone.
func (l *library) removeBook(w http.ResponseWriter, r *http.Request) {
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	if !who.Librarian {
		fail(w, http.StatusForbidden, "Only librarians can remove books.")
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.books[r.PathValue("id")]
	switch {
	case e == nil:
		fail(w, http.StatusNotFound, "There is no such book.")
	case e.withdrawn:
		fail(w, http.StatusGone, "This book has already been withdrawn.")
	case hindered(r, e.tag(), e.changed):
		failCondition(w, r, "The book")
	default:
		e.withdrawn, e.changed = true, l.clock.now()
		w.WriteHeader(http.StatusNoContent)
	}
}
