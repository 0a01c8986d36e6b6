package origin

import (
	"net/http"
	"strings"
)

// confirm answers a change that was made: with the book as it is now or, if the client
// prefers that, without it (RFC 7240 section 4.2).
func confirm(w http.ResponseWriter, r *http.Request, b book) {
	if preference(r, "return") == "minimal" {
		w.Header().Set("Preference-Applied", "return=minimal")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Location", r.URL.Path)
	writeJSON(w, http.StatusOK, b)
}

// preference returns the value that Prefer gives to a preference, or "". The first of
// several counts (RFC 7240 section 2).
func preference(r *http.Request, name string) string {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Prefer"), ","), ",") {
		part, _, _ = strings.Cut(part, ";") // no preference here has parameters
		token, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(token), name) {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}
