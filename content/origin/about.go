package origin

import (
	"io"
	"net/http"
)

func (l *library) routeAbout(mux *router) {
	mux.HandleFunc("GET www.example.com/about", l.getAbout)
}

const aboutPage = `<!doctype html>
<html lang="en">
<title>About the library</title>
<link rel="stylesheet" href="/library.css">
<p>We lend books. The rules are <a href="/rules">here</a>.</p>
</html>
`

// getAbout is a page that needs a style sheet of this site and nothing else, so
// everything else is forbidden. The site was once available over HTTP/3 too. That server
// is gone, and browsers that remember it are told to forget it.
func (l *library) getAbout(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Alt-Svc", "clear")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
	h.Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, aboutPage)
}
