package origin

import (
	"html/template"
	"net/http"
	"strings"
)

var bookPage = template.Must(template.New("book").Parse(`<!doctype html>
<html lang="en">
<title>{{.Title}}</title>
<link rel="stylesheet" href="/library.css">
<h1>{{.Title}}</h1>
<p>{{.Author}}, {{.Year}}</p>
</html>
`))

// showBook answers with the page for people. It needs a style sheet; 103 says so before
// the page is made, and the final response has the same Link.
func showBook(w http.ResponseWriter, r *http.Request, e *entry, b book) {
	h := w.Header()
	h.Set("Link", `</library.css>; rel="preload"; as="style"`)
	if r.ProtoAtLeast(1, 1) { // HTTP/1.0 has no interim responses
		w.WriteHeader(http.StatusEarlyHints)
	}

	tag := strings.TrimSuffix(e.tag(), `"`) + `-html"` // other bytes, another tag
	h.Set("Cache-Control", "max-age=60")
	h.Set("Vary", "Accept")
	h["ETag"] = []string{tag}
	if notModified(r, tag, e.changed) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Last-Modified", e.lastModified())
	bookPage.Execute(w, b)
}
