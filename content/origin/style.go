package origin

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"time"
)

func (l *library) routeStyle(mux *http.ServeMux) {
	mux.HandleFunc("GET api.example.com/library.css", l.getStyle)
}

// style is the style sheet of the pages for people.
var style = strings.TrimLeft(`
body { max-width: 40em; margin: 2em auto; font-family: Georgia, serif; }
h1 { font-size: 2em; font-weight: normal; font-family: Georgia, serif; }
h2 { font-size: 1.5em; font-weight: normal; font-family: Georgia, serif; }
p { font-size: 1em; line-height: 1.5; font-family: Georgia, serif; }
`, "\n")

// getStyle sends the style sheet, compressed for those who say that they can undo that.
// These are other bytes, so they have another tag.
func (l *library) getStyle(w http.ResponseWriter, r *http.Request) {
	zipped := quality(strings.Join(r.Header.Values("Accept-Encoding"), ","), "gzip") > 0
	tag := `"style-1"`
	if zipped {
		tag = `"style-1-gzip"`
	}
	h := w.Header()
	h.Set("Cache-Control", "max-age=86400")
	h.Set("Vary", "Accept-Encoding")
	h["ETag"] = []string{tag}
	if notModified(r, tag, time.Date(2026, time.November, 2, 9, 30, 0, 0, time.UTC)) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/css; charset=utf-8")
	if !zipped {
		io.WriteString(w, style)
		return
	}
	h.Set("Content-Encoding", "gzip")
	var coded bytes.Buffer
	gz := gzip.NewWriter(&coded)
	io.WriteString(gz, style)
	gz.Close()
	w.Write(coded.Bytes())
}
