package origin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func (l *library) routeHours(mux *http.ServeMux) {
	mux.HandleFunc("GET api.example.com/hours", l.getHours)
}

// getHours tells when the library is open, in the language that the client likes best.
// There is no secret in it, so the script of any page may read it.
func (l *library) getHours(w http.ResponseWriter, r *http.Request) {
	text := map[string]string{
		"en": "Open today from 9 to 20.",
		"de": "Heute geöffnet von 9 bis 20 Uhr.",
	}
	language := preferredLanguage(r, "en", "de")
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cache-Control", "max-age=3600")
	h.Set("Content-Language", language)
	h.Set("Vary", "Accept-Language")
	writeJSON(w, http.StatusOK, map[string]string{"today": text[language]})
}

// preferredLanguage is the one of several languages that Accept-Language likes best. If
// it wants none of them it is the first: the wrong language is better than no answer
// (RFC 9110 section 12.5.4). Of de-AT only the de counts.
func preferredLanguage(r *http.Request, have ...string) string {
	best, most := have[0], 0.0
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Language"), ","), ",") {
		tag, parameter, _ := strings.Cut(part, ";")
		weight := 1.0
		if value, isWeight := strings.CutPrefix(strings.TrimSpace(parameter), "q="); isWeight {
			weight, _ = strconv.ParseFloat(value, 64)
		}
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if weight > most && slices.Contains(have, primary) {
			best, most = primary, weight
		}
	}
	return best
}
