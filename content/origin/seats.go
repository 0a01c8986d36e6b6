package origin

import (
	"net/http"
	"time"
)

func (l *library) routeSeats(mux *router) {
	mux.HandleFunc("GET api.example.com/seats", l.countSeats)
}

// countSeats says how many seats are free. They are counted every hour on the hour, so
// the number is valid until the next count, by the real clock.
func (l *library) countSeats(w http.ResponseWriter, r *http.Request) {
	next := time.Now().Truncate(time.Hour).Add(time.Hour)
	w.Header().Set("Expires", next.UTC().Format(http.TimeFormat))
	writeJSON(w, http.StatusOK, map[string]int{"free": 12})
}
