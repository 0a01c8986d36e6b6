package origin

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"
)

func (l *library) routeVisit(mux *router) {
	mux.HandleFunc("GET www.example.com/visit", l.getVisit)
}

var visitPage = template.Must(template.New("visit").Parse(`<!doctype html>
<html lang="en">
<title>Visit us</title>
<p>We have {{.}} books for you.</p>
</html>
`))

// getVisit is a page for people, which is shown only over TLS. TLS ends one hop earlier:
// the load balancer says in Forwarded which scheme the browser used. Requests without
// TLS are redirected, and get no Strict-Transport-Security (RFC 6797 section 7.2).
func (l *library) getVisit(w http.ResponseWriter, r *http.Request) {
	if !strings.EqualFold(r.Header.Get("Forwarded"), "proto=https") {
		http.Redirect(w, r, "https://www.example.com/visit", http.StatusMovedPermanently)
		return
	}
	start := time.Now()
	books := len(l.visible())
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	h.Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Server-Timing", fmt.Sprintf(`books;desc="count the books";dur=%.3f`, time.Since(start).Seconds()*1000))
	visitPage.Execute(w, books)
}
