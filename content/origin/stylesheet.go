package origin

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"time"
)

func (l *library) routeStyleSheet(mux *router) {
	mux.HandleFunc("GET api.example.com/library.css", l.getStyleSheet)
}

// styleSheet is the style of the pages.
const styleSheet = `:root { color-scheme: light dark }
body { max-width: 40rem; margin: 0 auto; padding: 1rem; font: 1.1rem/1.5 serif }
h1, h2, h3 { line-height: 1.2; margin: 1.5rem 0 0.5rem }
p, ul, ol, table { margin: 0.5rem 0 }
a { color: inherit; text-decoration: underline }
a:hover { text-decoration: none }
table { border-collapse: collapse; width: 100% }
th, td { padding: 0.25rem 0.5rem; text-align: left; border-bottom: 1px solid }
`

// getStyleSheet sends the style sheet, compressed for clients that accept that.
// Compressed, it has other bytes, so it has another tag. No page outside example.com may
// use it.
func (l *library) getStyleSheet(w http.ResponseWriter, r *http.Request) {
	content, tag := []byte(styleSheet), `"css-1"`
	h := w.Header()
	if quality(strings.Join(r.Header.Values("Accept-Encoding"), ","), "gzip") > 0 {
		content, tag = compress(content), `"css-1-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Cache-Control", "max-age=86400")
	h.Set("Content-Type", "text/css; charset=utf-8")
	h.Set("Cross-Origin-Resource-Policy", "same-site")
	h.Set("Vary", "Accept-Encoding")
	h["ETag"] = []string{tag}
	if notModified(r, tag, time.Time{}) {
		h.Del("Content-Encoding")
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Write(content)
}

// compress returns the gzip coding of some content.
func compress(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.Copy(z, bytes.NewReader(content))
	z.Close()
	return b.Bytes()
}
