package origin

import "net/http"

func (l *library) routeHours(mux *router) {
	mux.HandleFunc("GET api.example.com/hours", l.getHours)
}

// getHours says when the library is open. That is no secret, so scripts of any page may
// read it.
func (l *library) getHours(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cache-Control", "max-age=3600")
	writeJSON(w, http.StatusOK, map[string]string{"opens": "09:00", "closes": "20:00"})
}
