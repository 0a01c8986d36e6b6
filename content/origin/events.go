package origin

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"time"
)

func (l *library) routeEvents(mux *router) {
	mux.HandleFunc("GET api.example.com/events", getEvents)
	mux.HandleFunc("GET api.example.com/events.ics", getCalendar)
}

// An event is an evening in the library.
type event struct {
	On    string `json:"on"` // a date
	Title string `json:"title"`
}

var events = []event{{"2026-11-28", "Emma, read aloud"}, {"2026-12-05", "The letters of Lady Susan"}}

// getEvents lists the events, or those of one day. Links in the newsletter have utm_source
// and utm_campaign in their query, for the statistics. They do not change the list, and
// No-Vary-Search tells caches so.
func getEvents(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "max-age=600")
	h.Set("No-Vary-Search", `params=("utm_source" "utm_campaign")`)
	day, tag := r.URL.Query().Get("on"), `"events-none"`
	list := []event{}
	for _, e := range events {
		if day == "" || day == e.On {
			list, tag = append(list, e), `"events-`+cmp.Or(day, "all")+`"`
		}
	}
	h["ETag"] = []string{tag}
	if notModified(r, tag, time.Time{}) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	writeJSON(w, http.StatusOK, map[string][]event{"events": list})
}

// getCalendar sends the events as a file for calendars (RFC 5545). Search engines are to
// lead people to the page of the events, not to this file, which has no room for a meta
// element that says so.
func getCalendar(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Cache-Control", "max-age=600")
	w.Header().Set("X-Robots-Tag", "noindex")
	const begin = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//library//EN\r\n"
	fmt.Fprint(w, begin)
	for n, e := range events {
		day := strings.ReplaceAll(e.On, "-", "")
		fmt.Fprintf(w, "BEGIN:VEVENT\r\nUID:%d@example.com\r\nDTSTAMP:20261102T093000Z\r\nDTSTART;VALUE=DATE:%s\r\nSUMMARY:%s\r\nEND:VEVENT\r\n",
			n+1, day, strings.ReplaceAll(e.Title, ",", `\,`))
	}
	fmt.Fprint(w, "END:VCALENDAR\r\n")
}
