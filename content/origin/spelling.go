package origin

import "net/http"

// A speller sends some fields with their registered names. Code that fills in the head
// (http.ServeContent, x/net/webdav) looks for them under net/http's own spelling, and
// would not find them under the other.
type speller struct{ http.ResponseWriter }

var registered = [...]struct{ ours, spelled string }{
	{"Cdn-Cache-Control", "CDN-Cache-Control"}, {"Etag", "ETag"}, {"Dav", "DAV"}, {"Ms-Author-Via", "MS-Author-Via"},
}

// WriteHeader sends the head.
func (w speller) WriteHeader(status int) {
	spell(w.Header())
	w.ResponseWriter.WriteHeader(status)
}

// spell gives the fields of a head that has not been sent their registered names.
func spell(h http.Header) {
	for _, name := range registered {
		if value, set := h[name.ours]; set {
			delete(h, name.ours)
			h[name.spelled] = value
		}
	}
}

// Unwrap lets an http.ResponseController find the writer below.
func (w speller) Unwrap() http.ResponseWriter { return w.ResponseWriter }
