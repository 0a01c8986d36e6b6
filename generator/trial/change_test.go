package trial

import (
	"io"
	"log"
	"net/http"
	"testing"
)

func TestChange(t *testing.T) {
	const request = "GET /a HTTP/1.1\r\nHost: h\r\nif-match: x\r\n\r\nbody"
	for by, want := range map[string]string{
		"-If-Match":   "GET /a HTTP/1.1\r\nHost: h\r\n\r\nbody",
		"If-Match: y": "GET /a HTTP/1.1\r\nHost: h\r\nIf-Match: y\r\n\r\nbody",
		"Range: z":    "GET /a HTTP/1.1\r\nHost: h\r\nif-match: x\r\nRange: z\r\n\r\nbody",
		"/b":          "GET /b HTTP/1.1\r\nHost: h\r\nif-match: x\r\n\r\nbody",
		"HEAD":        "HEAD /a HTTP/1.1\r\nHost: h\r\nif-match: x\r\n\r\nbody",
		"PUT /b":      "PUT /b HTTP/1.1\r\nHost: h\r\nif-match: x\r\n\r\nbody",
	} {
		if got := string(change([]byte(request), by)); got != want {
			t.Errorf("%s: %q, want %q", by, got, want)
		}
	}
}

// What a change will be answered with is what the origin answers.
func TestPlay(t *testing.T) {
	origin := func(*log.Logger) *http.Server {
		return &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == "DELETE" {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			io.WriteString(w, "here")
		})}
	}
	const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
	for by, want := range map[string]string{"/x": "200 OK", "DELETE": "204 No Content", "-Host": "400 Bad Request: missing required Host header"} {
		if got := play(origin, nil, 0, change([]byte(get), by)); got != want {
			t.Errorf("%s will be %q, want %q", by, got, want)
		}
	}
}
