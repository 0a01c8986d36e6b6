package origin

import (
	"context"
	"net/http"
	"os"

	"golang.org/x/net/webdav"
)

func (l *library) routeDAV(mux *http.ServeMux) {
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

// readingRoom lets readers keep files together (RFC 4918). The work is done by
// x/net/webdav. Around it stand what that does not know: a quota, and 102 before a copy
// that may take long.
func (l *library) readingRoom(w http.ResponseWriter, r *http.Request) {
	files := l.room.FileSystem.(*files)
	old, err := files.Stat(r.Context(), r.URL.Path)
	var more int64 // bytes that the request adds
	switch {
	case r.Method == http.MethodPatch: // x/net/webdav has no such method, and would say 400
		w.Header().Set("Allow", allowed(old))
		fail(w, http.StatusMethodNotAllowed, "Files are not patched here.")
		return
	case r.Method == http.MethodPut && r.ContentLength < 0:
		fail(w, http.StatusLengthRequired, "Say in Content-Length how much room to keep.")
		return
	case r.Method == http.MethodPut:
		more = r.ContentLength - files.size(r.URL.Path)
	case r.Method == "COPY":
		more = files.size(r.URL.Path)
	}
	if more > 0 && files.size("/")+more > roomQuota {
		fail(w, http.StatusInsufficientStorage, "The reading room holds 65,536 bytes, and this would be more.")
		return
	}
	if r.Method == "COPY" && err == nil && old.IsDir() && r.ProtoAtLeast(1, 1) {
		w.WriteHeader(http.StatusProcessing) // who knows how much is in there
	}
	l.room.ServeHTTP(roomWriter{speller{w}, r.Method == http.MethodPut && err == nil, allowed(old)}, r)
	spell(w.Header()) // a head that nobody has sent goes out now
}

// A roomWriter mends two answers of x/net/webdav: a PUT that replaced a file gets 204,
// for 201 says that the file is new; and a 405 names what is allowed.
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
	if status == http.StatusMethodNotAllowed { // such as MKCOL, where something is
		w.Header().Set("Allow", w.allow)
	}
	w.speller.WriteHeader(status)
}

// allowed lists what can be done to a file, to a folder, or where nothing is.
func allowed(what os.FileInfo) string {
	switch {
	case what == nil:
		return "OPTIONS, LOCK, PUT, MKCOL"
	case what.IsDir():
		return "OPTIONS, LOCK, DELETE, PROPPATCH, COPY, MOVE, UNLOCK, PROPFIND"
	}
	return "OPTIONS, LOCK, GET, HEAD, POST, DELETE, PROPPATCH, COPY, MOVE, UNLOCK, PROPFIND, PUT"
}
