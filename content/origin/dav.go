package origin

import (
	"context"
	"net/http"
	"os"

	"golang.org/x/net/webdav"
)

func (l *library) routeDAV(mux *router) {
	mux.HandleFunc("dav.example.com/", l.readingRoom)
	mux.HandleFunc("PROPFIND dav.example.com/shelves/", l.findShelves)
}

const roomQuota = 64 << 10 // bytes, of all files together

// newRoom makes the files of the reading room, and the locks on them.
func newRoom(c *clock) *webdav.Handler {
	files := newFiles(c)
	files.put("/rules.txt", "Be quiet. Wash your hands.\n")
	files.Mkdir(context.Background(), "/scans", 0o777)
	files.put("/scans/page-1.txt", "Emma Woodhouse, handsome and clever\n")
	files.put("/scans/page-2.txt", "(torn)\n")
	return &webdav.Handler{FileSystem: files, LockSystem: newLocks()}
}

// readingRoom lets readers share files (RFC 4918). x/net/webdav does the work; this adds
// what it lacks: a quota, and a 102 before a copy that may take long.
func (l *library) readingRoom(w http.ResponseWriter, r *http.Request) {
	files := l.room.FileSystem.(*files)
	old, err := files.Stat(r.Context(), r.URL.Path)
	var more int64 // the bytes that the request adds
	switch {
	case r.Method == http.MethodPatch: // x/net/webdav does not know it, and would answer 400
		w.Header().Set("Allow", allowed(old))
		fail(w, http.StatusMethodNotAllowed, "Files cannot be patched. Send the whole file with PUT.")
		return
	case r.Method == http.MethodPut && r.ContentLength < 0:
		fail(w, http.StatusLengthRequired, "Content-Length is missing. Send it with the size of the file in bytes.")
		return
	case r.Method == http.MethodPut:
		more = r.ContentLength - files.size(r.URL.Path)
	case r.Method == "COPY":
		more = files.size(r.URL.Path)
	}
	if more > 0 && files.size("/")+more > roomQuota {
		fail(w, http.StatusInsufficientStorage, "The reading room can hold 65,536 bytes, and this does not fit. Delete something first.")
		return
	}
	if r.Method == "COPY" && err == nil && old.IsDir() && r.ProtoAtLeast(1, 1) {
		w.WriteHeader(http.StatusProcessing) // it may contain a lot
	}
	l.room.ServeHTTP(roomWriter{speller{w}, r.Method == http.MethodPut && err == nil, allowed(old)}, r)
	spell(w.Header()) // the head, if no handler has sent it, is sent now
}

// A roomWriter corrects two answers of x/net/webdav: a PUT that replaced a file gets
// 204, because 201 says that the file is new; and a 405 gets an Allow field.
type roomWriter struct {
	speller
	replaced bool
	allow    string
}

// WriteHeader sends the head.
func (w roomWriter) WriteHeader(status int) {
	if w.replaced && status == http.StatusCreated {
		status = http.StatusNoContent
	}
	if status == http.StatusMethodNotAllowed { // for example, MKCOL of something that exists
		w.Header().Set("Allow", w.allow)
	}
	w.speller.WriteHeader(status)
}

// allowed returns the methods for a file, for a folder, or for a path with neither.
func allowed(what os.FileInfo) string {
	switch {
	case what == nil:
		return "OPTIONS, LOCK, PUT, MKCOL"
	case what.IsDir():
		return "OPTIONS, LOCK, DELETE, PROPPATCH, COPY, MOVE, UNLOCK, PROPFIND"
	}
	return "OPTIONS, LOCK, GET, HEAD, POST, DELETE, PROPPATCH, COPY, MOVE, UNLOCK, PROPFIND, PUT"
}
