package origin

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

func (l *library) routeCovers(mux *http.ServeMux) {
	mux.HandleFunc("GET api.example.com/books/{id}/cover", l.getCover)
	mux.HandleFunc("PUT api.example.com/books/{id}/cover", l.putCover)
}

const coverLimit = 64 << 10 // bytes

// A cover is the picture of a book, kept as it was sent.
type cover struct {
	content  []byte
	media    string
	revision int
	changed  time.Time
}

// tag is the entity tag of the cover of a book, or "" if it has none.
func (c cover) tag(id string) string {
	if c.revision == 0 {
		return ""
	}
	return fmt.Sprintf(`"cover-%s-%d"`, id, c.revision)
}

// getCover answers with the picture.
func (l *library) getCover(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	l.mu.Lock()
	c, found := l.covers[id]
	l.mu.Unlock()
	if !found {
		fail(w, http.StatusNotFound, "Book "+id+" has no cover.")
		return
	}
	w.Header()["ETag"] = []string{c.tag(id)}
	if notModified(r, c.tag(id), c.changed) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", c.media)
	w.Write(c.content)
}

// putCover stores a picture. It decides by the head alone, as far as it can, and only
// then reads: with Expect: 100-continue that first read is what sends the 100.
func (l *library) putCover(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	switch {
	case l.entry(id) == nil:
		fail(w, http.StatusNotFound, "There is no book "+id+".")
		return
	case r.Header.Get("Content-Type") != "image/svg+xml":
		fail(w, http.StatusUnsupportedMediaType, "A cover is sent as image/svg+xml.")
		return
	case r.ContentLength < 0:
		fail(w, http.StatusLengthRequired, "Say in Content-Length how much room to keep.")
		return
	case r.ContentLength > coverLimit:
		w.Header().Set("Connection", "close") // what follows will not be read
		fail(w, http.StatusRequestEntityTooLarge, "A cover has at most 65,536 bytes.")
		return
	}
	content, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, "The cover ended before its Content-Length.")
		return
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	old, replaced := l.covers[id]
	if outdated(r, old.tag(id)) {
		fail(w, http.StatusPreconditionFailed, "The cover is not the one that you mean.")
		return
	}
	c := cover{content, r.Header.Get("Content-Type"), old.revision + 1, l.clock.now()}
	l.covers[id] = c
	w.Header()["ETag"] = []string{c.tag(id)}
	if replaced {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.WriteHeader(http.StatusCreated)
}
