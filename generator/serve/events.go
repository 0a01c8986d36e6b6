package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

// events sends a page what it needs to know, as server-sent events: "fault" with the
// faults as a JSON string, empty if there are none, and "reload" when the page at ?page=
// is no longer the one that the browser has, ?seen=. It sends the current state at once,
// so that a page that was disconnected catches up.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	page, seen := r.URL.Query().Get("page"), r.URL.Query().Get("seen")
	if decoded, err := url.PathUnescape(page); err == nil {
		page = decoded // location.pathname is percent-encoded
	}
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 300\n\n")
	for {
		_, faults, changed := s.shown.get()
		text, _ := json.Marshal(faults)
		fmt.Fprintf(w, "event: fault\ndata: %s\n\n", text)
		if now := s.view(page).seen(); now != seen {
			seen = now
			fmt.Fprint(w, "event: reload\ndata:\n\n")
		}
		if control.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
