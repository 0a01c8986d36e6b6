package origin

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

func (l *library) routeCovers(mux *router) {
	mux.HandleFunc("GET api.example.com/books/{id}/cover", l.getCover)
	mux.HandleFunc("PUT api.example.com/books/{id}/cover", l.putCover)
}

const (
	coverLimit = 64 << 10               // bytes
	coverPause = 500 * time.Millisecond // without a byte, once the content has begun
)

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

// getCover answers with the picture, or with the parts of it that Range asks for.
// http.ServeContent handles conditions and ranges, with one exception: it would refuse a
// Range in a unit other than bytes, and apply one to a HEAD. RFC 9110 section 14.2 says
// to ignore both.
func (l *library) getCover(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	l.mu.Lock()
	c, found := l.covers[id]
	l.mu.Unlock()
	if !found {
		fail(w, http.StatusNotFound, "Book "+id+" has no cover.")
		return
	}
	if r.Method == http.MethodHead || !strings.HasPrefix(r.Header.Get("Range"), "bytes=") {
		r.Header.Del("Range")
	}
	w.Header().Set("Content-Type", c.media)
	w.Header().Set("Etag", c.tag(id))
	http.ServeContent(speller{w}, r, "", c.changed, bytes.NewReader(c.content))
}

// cover returns the cover of a book; if it has none, the tag of the cover is "".
func (l *library) cover(id string) cover {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.covers[id]
}

// putCover stores a picture. It decides as much as it can by the head alone, and only
// then reads: with Expect: 100-continue that first read is what sends the 100.
func (l *library) putCover(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	held := l.cover(id)
	switch {
	case l.entry(id) == nil:
		fail(w, http.StatusNotFound, "There is no book "+id+".")
		return
	case r.Header.Get("Content-Type") != "image/svg+xml":
		fail(w, http.StatusUnsupportedMediaType, "Send the cover as image/svg+xml.")
		return
	case r.ContentLength < 0:
		fail(w, http.StatusLengthRequired, "Content-Length is missing. Send it with the size of the cover in bytes.")
		return
	case r.ContentLength > coverLimit:
		w.Header().Set("Connection", "close") // the content will not be read
		fail(w, http.StatusRequestEntityTooLarge, "A cover can have at most 65,536 bytes.")
		return
	case hindered(r, held.tag(id), held.changed):
		failCondition(w, r, "The cover")
		return
	}
	content, err := readCover(w, r)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close") // it is unknown where the rest ends
		fail(w, http.StatusRequestTimeout, "The rest of the cover did not arrive in time. Send the cover again.")
		return
	case err != nil:
		fail(w, http.StatusBadRequest, "The cover is shorter than its Content-Length. Send all of it.")
		return
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	old, replaced := l.covers[id]
	if hindered(r, old.tag(id), old.changed) { // another one was stored meanwhile
		failCondition(w, r, "The cover")
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

// readCover reads the content of a request to its end. Once a client has begun to send,
// it has coverPause for each next piece. Before that it has as long as for any request:
// after Expect it must read the 100 first. A deadline for the whole content would also
// fail a client that is merely slow.
func readCover(w http.ResponseWriter, r *http.Request) (content []byte, err error) {
	piece := make([]byte, 4096)
	for {
		n, err := r.Body.Read(piece)
		content = append(content, piece[:n]...)
		if err == io.EOF {
			return content, nil
		}
		if err != nil {
			return nil, err
		}
		http.NewResponseController(w).SetReadDeadline(time.Now().Add(coverPause))
	}
}
