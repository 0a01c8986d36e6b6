package origin

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

func (l *library) routeSearch(mux *router) {
	mux.Handle("GET api.example.com/search", http.TimeoutHandler(
		http.HandlerFunc(l.search), 60*time.Millisecond, "The search took too long. Try again later.\n"))
}

// diskTime is how long the old disk in the cellar takes to find one text.
const diskTime = 400 * time.Millisecond

// search reads the text of each book, one after the other. It is wrapped in
// http.TimeoutHandler, which answers 503 by itself after 60 ms and cancels the context.
func (l *library) search(w http.ResponseWriter, r *http.Request) {
	found := []string{}
	for _, b := range l.visible() {
		select {
		case <-time.After(diskTime):
		case <-r.Context().Done(): // the answer is no longer wanted
			return
		}
		if strings.Contains(strings.ToLower(b.Blurb), strings.ToLower(r.FormValue("q"))) {
			found = append(found, fmt.Sprintf("/books/%d", b.ID))
		}
	}
	writeJSON(w, http.StatusOK, map[string]any{"found": found})
}
