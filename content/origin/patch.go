package origin

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

const patchFormat = "application/merge-patch+json"

// patchBook changes parts of a book: members in the patch are replaced, those that are
// null are removed, and the rest stays. Like PUT, it requires If-Match.
func (l *library) patchBook(w http.ResponseWriter, r *http.Request) {
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != patchFormat {
		w.Header().Set("Accept-Patch", patchFormat) // RFC 5789 section 2.2
		fail(w, http.StatusUnsupportedMediaType, "Send the patch as "+patchFormat+".")
		return
	}
	id := r.PathValue("id")
	seen := l.entry(id)
	if !changeable(w, r, seen) {
		return
	}
	if _, err := seen.book(); err != nil { // the record is damaged, not the patch
		l.failInside(w, "book "+id+" does not decode", err)
		return
	}
	patch, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bookLimit))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		fail(w, http.StatusRequestEntityTooLarge, "A patch can have at most 16 KiB.")
		return
	case err != nil:
		fail(w, http.StatusBadRequest, unreadable(err))
		return
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.books[id]
	if !changeable(w, r, e) { // it may have changed while the patch was received
		return
	}
	members := map[string]json.RawMessage{}
	json.Unmarshal(e.record, &members) // cannot fail: it decoded before, and only books replace it
	if err := json.Unmarshal(patch, &members); err != nil {
		fail(w, http.StatusBadRequest, "The patch is not a JSON object: "+err.Error()+".")
		return
	}
	for name, value := range members {
		if string(value) == "null" {
			delete(members, name)
		}
	}
	merged, _ := json.Marshal(members)
	var b book
	wrong, err := l.decode(merged, &b)
	if err != nil || len(wrong) > 0 {
		fail(w, http.StatusUnprocessableEntity, "The book would have wrong values. Correct those listed in errors.", wrong...)
		return
	}
	b.ID = e.id
	e.record, e.revision, e.changed = encode(b), e.revision+1, l.clock.now()
	w.Header()["ETag"] = []string{e.tag()}
	confirm(w, r, b)
}
