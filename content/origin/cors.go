package origin

import "net/http"

// readingApp is the web app of the library's readers. It has its own host, so for a
// browser each of its requests to the library is a cross-origin request.
const readingApp = "https://app.example.com"

func (l *library) routeCORS(mux *router) {
	mux.HandleFunc("OPTIONS api.example.com/loans", l.preflight)
	mux.HandleFunc("OPTIONS api.example.com/loans/{id}", l.preflight)
}

// preflight tells a browser whether a script may send a request. The answer depends on
// who asks, and on nothing that only the request itself contains: browsers send a
// preflight without credentials.
func (l *library) preflight(w http.ResponseWriter, r *http.Request) {
	methods := "OPTIONS, POST"
	h := w.Header()
	switch {
	case r.PathValue("id") != "":
		methods = "DELETE, GET, HEAD, OPTIONS"
	case r.URL.Path == "/search":
		methods = "GET, HEAD, OPTIONS, QUERY"
		h.Set("Accept-Query", queryFormats)
	}
	h.Set("Allow", methods)
	if allowApp(w, r) {
		h.Set("Access-Control-Allow-Methods", methods)
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
		h.Set("Access-Control-Max-Age", "600") // seconds
	}
	w.WriteHeader(http.StatusNoContent)
}

// allowApp lets the browser show a response to the reading app, and to the scripts of
// no other page. It reports whether the app is asking.
func allowApp(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	if r.Header.Get("Origin") != readingApp {
		return false
	}
	h.Set("Access-Control-Allow-Origin", readingApp)
	h.Set("Access-Control-Allow-Credentials", "true")
	h.Add("Vary", "Origin") // the answer differs for other origins
	return true
}
