package origin

import (
	"net/http"
	"time"
)

func (l *library) routeSeats(mux *http.ServeMux) {
	mux.HandleFunc("GET api.example.com/seats", l.countSeats)
}

// countSeats tells how many seats are free. Someone counts them at each full hour, so
// the number is good until the next one, by the clock on the wall.
func (l *library) countSeats(w http.ResponseWriter, r *http.Request) {
	next := time.Now().Truncate(time.Hour).Add(time.Hour)
	w.Header().Set("Expires", next.UTC().Format(http.TimeFormat))
	writeJSON(w, http.StatusOK, map[string]int{"free": 12})
}
