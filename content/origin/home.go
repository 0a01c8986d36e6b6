package origin

import "net/http"

func (l *library) routeHome(mux *router) {
	mux.HandleFunc("GET api.example.com/{$}", l.getHome)
}

// getHome lists what there is, so that a client needs to know only one address.
func (l *library) getHome(w http.ResponseWriter, r *http.Request) {
	writeJSON(w, http.StatusOK, map[string]string{
		"books":  "/books",
		"reader": "/readers/me",
		"export": "/exports/nightly/file",
	})
}
