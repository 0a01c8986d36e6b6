package origin

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// A problem says what went wrong, for programs and for people (RFC 9457 section 3). It
// has no type of its own, so its title is the phrase of its status (section 4.2.1).
type problem struct {
	Title  string    `json:"title"`
	Status int       `json:"status"`
	Detail string    `json:"detail"`
	Errors []invalid `json:"errors,omitempty"`
}

// An invalid says what is wrong with one part of the content of a request; it names the
// part with a JSON pointer as a fragment.
type invalid struct {
	Pointer string `json:"pointer"`
	Detail  string `json:"detail"`
}

// fail answers with a problem.
func fail(w http.ResponseWriter, status int, detail string, wrong ...invalid) {
	w.Header().Set("Content-Type", "application/problem+json")
	writeJSON(w, status, problem{phrase(status), status, detail, wrong})
}

// phrase returns the registered phrase of a status code. net/http keeps the older
// phrases of the codes that RFC 9110 renamed, and still sends them in the status line.
func phrase(status int) string {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return "Content Too Large"
	case http.StatusRequestURITooLong:
		return "URI Too Long"
	case http.StatusRequestedRangeNotSatisfiable:
		return "Range Not Satisfiable"
	case http.StatusUnprocessableEntity:
		return "Unprocessable Content"
	}
	return http.StatusText(status)
}

// failInside answers 500. The log gets the cause; the client gets an id to quote, and
// nothing that would tell a stranger how the library is built. A note that shows a 500
// expects the line of the log with logs="…".
func (l *library) failInside(w http.ResponseWriter, what string, cause error) {
	l.mu.Lock()
	l.failures++
	id := fmt.Sprintf("r%d", l.failures)
	l.mu.Unlock()
	l.log.Printf("%s: %s: %v", id, what, cause)

	w.Header().Set("X-Request-Id", id)
	fail(w, http.StatusInternalServerError, "Something failed on our side. If it happens again, report the id "+id+".")
}

// writeJSON answers with v as JSON, indented for people who read examples. The media
// type is application/json unless the handler has chosen another.
func writeJSON(w http.ResponseWriter, status int, v any) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	enc.Encode(v)
}
