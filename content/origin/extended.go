package origin

import (
	"io"
	"net/http"
	"strings"
)

func (l *library) routeExtended(mux *router) {
	mux.HandleFunc("GET museum.example.com/extended", l.getExtended)
	mux.HandleFunc("M-GET museum.example.com/extended", l.getExtended)
}

const audioGuide = "http://museum.example.com/audio-guide"

// getExtended answers only clients that declare the museum's extension as the extension
// framework of 2000 requires: the method begins with M-, and Man names the extension
// (RFC 2774 sections 4.1 and 5).
func (l *library) getExtended(w http.ResponseWriter, r *http.Request) {
	declared := strings.HasPrefix(r.Header.Get("Man"), `"`+audioGuide+`"`)
	if r.Method != "M-GET" || !declared {
		fail(w, http.StatusNotExtended, "Use M-GET, and declare "+audioGuide+" in Man.")
		return
	}
	w.Header().Set("Ext", "") // says that all mandatory extensions were understood
	w.Header().Set("Cache-Control", `no-cache="Ext"`)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "This is a teapot.\n")
}
