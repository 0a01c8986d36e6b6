package serve

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"time"

	"wirebook/generator/trial"
	"wirebook/generator/trial/program"
)

// A trial makes a program of this machine read bytes. So only a page of this site may ask
// for one: the browser must say that it is such a page (Fetch Metadata, Origin), and the
// page must have read the token of this run, which no page of another site can. A request
// chooses among the exchanges of the notes; it cannot name an address or a command.

// tokenField is the field with the token.
const tokenField = "Wirebook-Token"

// mostAsked is how many bytes a trial may have, as JSON with the request in base64.
const mostAsked = 1 << 20

// offer tells a page what can be tried on it, with the token.
func (s *server) offer(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.Trials == nil:
		http.NotFound(w, r)
		return
	case !fromOwnPage(r):
		http.Error(w, "Only pages of this site may send trials.", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(struct {
		Token string `json:"token"`
		trial.Offer
	}{s.token, s.Trials.Offer(s.pageOf(r.URL.Query().Get("page")))})
}

// editor serves what a page needs to send trials, where the site has no program of its own
// and so no editor.
func (s *server) editor(w http.ResponseWriter, r *http.Request) {
	files, err := s.Editor()
	name := r.PathValue("name")
	if err != nil || files[name] == nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(files[name]))
}

// pageOf is the address in the site for the path of a page, which is percent-encoded.
func (s *server) pageOf(path string) string {
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	return inSite(path)
}

// fromOwnPage reports whether a page of this site sent the request. Another program of
// this machine, on another port, is the same site and another origin: it may not.
func fromOwnPage(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	// Browsers leave Origin out of a GET to the origin of the page, and only there.
	origin := r.Header.Get("Origin")
	return origin == "http://"+r.Host || origin == "" && r.Method == http.MethodGet
}

// A call is what a page asks for.
type call struct {
	Call     string `json:"call"` // begin or send
	Page     string `json:"page"` // location.pathname
	Exchange int    `json:"exchange"`
	Task     int    `json:"task"` // instead of an exchange
	Run      string `json:"run"`  // what begin answered
	Keep     bool   `json:"keep"`
	Conn     int    `json:"conn"` // as in program.Trial, as Like is
	Like     int    `json:"like"`
	Bytes    []byte `json:"bytes"`
}

// try answers a call with lines of JSON: events as they happen, and at last a result or
// an error. The trial ends when the page closes the connection.
func (s *server) try(w http.ResponseWriter, r *http.Request) {
	refuse := func(code int, why string) { http.Error(w, why, code) }
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); {
	case s.Trials == nil:
		http.NotFound(w, r)
		return
	case !fromOwnPage(r):
		refuse(http.StatusForbidden, "Only pages of this site may send trials.")
		return
	case subtle.ConstantTimeCompare([]byte(r.Header.Get(tokenField)), []byte(s.token)) != 1:
		refuse(http.StatusForbidden, "The token is not that of this run of serve: load the page again.")
		return
	case kind != "application/json":
		refuse(http.StatusUnsupportedMediaType, "A trial is sent as application/json.")
		return
	}
	var c call
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostAsked)).Decode(&c); err != nil {
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			refuse(http.StatusRequestEntityTooLarge, "A trial has 700 kB at most.")
			return
		}
		refuse(http.StatusBadRequest, "This is no trial: "+err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	lines, control := json.NewEncoder(w), http.NewResponseController(w)
	result, err := s.answer(r.Context(), c, func(e program.Event) {
		lines.Encode(e)
		control.Flush()
	})
	if err != nil {
		lines.Encode(map[string]string{"error": err.Error()})
		return
	}
	lines.Encode(map[string]any{"result": result})
}

func (s *server) answer(ctx context.Context, c call, tell func(program.Event)) (any, error) {
	of := trial.Of{Page: s.pageOf(c.Page), Exchange: c.Exchange, Task: c.Task}
	switch c.Call {
	case "begin":
		run, by, err := s.Trials.Begin(ctx, of)
		return map[string]string{"run": run, "by": by}, err
	case "send":
		return s.Trials.Send(ctx, of, c.Run, program.Trial{Bytes: c.Bytes, Keep: c.Keep, Conn: c.Conn, Like: c.Like}, tell)
	}
	return nil, errors.New("no call is named " + c.Call)
}
