package origin

import (
	"io"
	"mime"
	"net/http"
)

func (l *library) routeReports(mux *router) {
	mux.HandleFunc("GET www.example.com/join", getJoin)
	mux.HandleFunc("POST www.example.com/reports", l.postReports)
}

// getJoin is a page whose policy allows nothing. A browser reports what it has blocked, and
// Reporting-Endpoints says where. Report-To says the same to browsers from before it.
func getJoin(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; report-to main")
	h.Set("Reporting-Endpoints", `main="https://www.example.com/reports"`)
	h.Set("Report-To", `{"group":"main","max_age":86400,"endpoints":[{"url":"https://www.example.com/reports"}]}`)
	io.WriteString(w, "<!doctype html>\n<p>To join, show us a letter with your address.</p>\n")
}

const reportFormat = "application/reports+json"

// postReports takes what browsers report. Anyone can send such a request, so the log gets
// only short, known members of it.
func (l *library) postReports(w http.ResponseWriter, r *http.Request) {
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != reportFormat {
		w.Header().Set("Accept-Post", reportFormat)
		fail(w, http.StatusUnsupportedMediaType, "Send the reports as "+reportFormat+".")
		return
	}
	var reports []struct {
		Type, URL string
		Body      struct{ BlockedURL string }
	}
	if !readShort(w, r, &reports, "Send a JSON array of reports, each with type, url and body.") {
		return
	}
	for _, report := range reports {
		l.log.Printf("%q on %q: %q", report.Type, report.URL, report.Body.BlockedURL)
	}
	w.WriteHeader(http.StatusNoContent)
}
