package origin

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
)

func (l *library) routeUploads(mux *router) {
	mux.HandleFunc("POST api.example.com/uploads", l.startUpload)
	mux.HandleFunc("HEAD api.example.com/uploads/{id}", l.tellOffset)
	mux.HandleFunc("PATCH api.example.com/uploads/{id}", l.appendUpload)
}

const (
	uploadVersion = "8" // of draft-ietf-httpbis-resumable-upload, for tests between programs
	uploadLimit   = 64 << 10
)

// An upload is the part of a scan that has arrived so far.
type upload struct {
	content  []byte
	length   int // of the whole scan, or -1 while it is unknown
	complete bool
}

// startUpload receives a scan, whole or in parts. A client that can resume (with the
// same version of the draft) gets a 104 before the content is read, which says where to
// continue if the connection breaks.
func (l *library) startUpload(w http.ResponseWriter, r *http.Request) {
	last, told := completes(r)
	u, location := &upload{length: announced(r, last)}, ""
	h := w.Header()
	if told && r.Header.Get("Upload-Draft-Interop-Version") == uploadVersion && r.ProtoAtLeast(1, 1) {
		l.mu.Lock()
		l.uploads = append(l.uploads, u)
		location = fmt.Sprintf("/uploads/%d", len(l.uploads))
		l.mu.Unlock()
		h.Set("Location", location)
		h.Set("Upload-Draft-Interop-Version", uploadVersion)
		h.Set("Upload-Limit", fmt.Sprintf("max-size=%d", uploadLimit))
		w.WriteHeader(104)
		h.Del("Upload-Draft-Interop-Version") // only the 104 needs it
	}
	if !l.receive(w, r, u, 0) {
		return
	}
	if location != "" && !last {
		h.Set("Upload-Complete", "?0")
		w.WriteHeader(http.StatusCreated) // the upload resource, not the scan
		return
	}
	h.Del("Location")
	l.finish(w, u)
}

// tellOffset says how much of an upload has arrived.
func (l *library) tellOffset(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	u := l.upload(r)
	if u == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Upload-Complete", map[bool]string{true: "?1", false: "?0"}[u.complete])
	h.Set("Upload-Limit", fmt.Sprintf("max-size=%d", uploadLimit))
	h.Set("Upload-Offset", strconv.Itoa(len(u.content)))
	if u.length >= 0 {
		h.Set("Upload-Length", strconv.Itoa(u.length))
	}
	w.WriteHeader(http.StatusNoContent)
}

// appendUpload receives the next part of an upload, which must begin where the last one
// ended.
func (l *library) appendUpload(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	u := l.upload(r)
	over := u == nil || u.complete
	l.mu.Unlock()
	last, told := completes(r)
	offset, err := strconv.Atoi(r.Header.Get("Upload-Offset"))
	switch {
	case over:
		fail(w, http.StatusNotFound, "There is no unfinished upload at this URL.")
		return
	case r.Header.Get("Content-Type") != "application/partial-upload":
		w.Header().Set("Accept-Patch", "application/partial-upload")
		fail(w, http.StatusUnsupportedMediaType, "Send the part as application/partial-upload.")
		return
	case !told || err != nil:
		fail(w, http.StatusBadRequest, "Send Upload-Offset (where this part begins) and Upload-Complete (whether it is the last).")
		return
	}
	if !l.receive(w, r, u, offset) {
		return
	}
	if last {
		w.Header().Set("Upload-Complete", "?1")
		l.finish(w, u)
		return
	}
	w.Header().Set("Upload-Complete", "?0")
	w.WriteHeader(http.StatusNoContent)
}

// completes reads Upload-Complete: whether the request contains the end of the scan.
func completes(r *http.Request) (last, told bool) {
	value := r.Header.Get("Upload-Complete")
	return value == "?1", value == "?1" || value == "?0"
}

// announced returns the length of the whole scan, or -1 if the request does not say.
func announced(r *http.Request, last bool) int {
	if n, err := strconv.Atoi(r.Header.Get("Upload-Length")); err == nil {
		return n
	}
	if last {
		return int(r.ContentLength)
	}
	return -1
}

// receive adds the content of a request to an upload: as much as arrives, even if the
// connection breaks. If that was too much or incomplete, or did not begin at the end of
// what is there, it has answered.
func (l *library) receive(w http.ResponseWriter, r *http.Request, u *upload, offset int) bool {
	content, err := io.ReadAll(io.LimitReader(r.Body, uploadLimit+1))
	l.mu.Lock()
	defer l.mu.Unlock()
	if end := len(u.content); offset != end {
		w.Header().Set("Upload-Complete", "?0")
		w.Header().Set("Upload-Offset", strconv.Itoa(end))
		fail(w, http.StatusConflict, fmt.Sprintf("The next part must begin at byte %d.", end))
		return false
	}
	whole := uploadLimit
	if u.length >= 0 {
		whole = min(whole, u.length)
	}
	if len(u.content)+len(content) > whole {
		w.Header().Set("Upload-Limit", fmt.Sprintf("max-size=%d", uploadLimit))
		fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("This scan can have at most %d bytes.", whole))
		return false
	}
	u.content = append(u.content, content...)
	if err != nil {
		fail(w, http.StatusBadRequest, unreadable(err))
		return false
	}
	return true
}

// finish answers for the whole scan, if it has the announced length.
func (l *library) finish(w http.ResponseWriter, u *upload) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if u.length >= 0 && len(u.content) != u.length {
		w.Header().Set("Upload-Complete", "?0")
		fail(w, http.StatusBadRequest, fmt.Sprintf("This scan should have %d bytes, but %d arrived.", u.length, len(u.content)))
		return
	}
	u.complete = true
	writeJSON(w, http.StatusOK, map[string]int{"received": len(u.content)})
}

// upload returns the upload that a request is about, or nil. The caller holds mu.
func (l *library) upload(r *http.Request) *upload {
	n, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || n < 1 || n > len(l.uploads) {
		return nil
	}
	return l.uploads[n-1]
}
