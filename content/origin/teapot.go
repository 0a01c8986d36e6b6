package origin

import "net/http"

func (l *library) routeTeapot(mux *router) {
	mux.HandleFunc("BREW museum.example.com/teapot", l.brew)
}

// brew is asked for coffee. The exhibit is a teapot (RFC 2324 section 2.3.2).
func (l *library) brew(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusTeapot, "Short and stout. No coffee.")
}
