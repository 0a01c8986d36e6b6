package origin

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"golang.org/x/net/websocket"
)

func (l *library) routeLive(mux *http.ServeMux) {
	mux.HandleFunc("GET api.example.com/loans/live", l.followLoans)
}

// followLoans leaves HTTP: over a WebSocket it tells of each new loan as it happens.
// There is nothing to GET here in any other way, so who does not ask for the upgrade
// gets 426.
func (l *library) followLoans(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	switch {
	case !asksWebSocket(r):
		h.Set("Upgrade", "websocket")
		h.Set("Connection", "Upgrade")
		fail(w, http.StatusUpgradeRequired, "New loans are told over a WebSocket.")
	case r.Header.Get("Sec-WebSocket-Version") != "13":
		h.Set("Upgrade", "websocket")
		h.Set("Connection", "Upgrade")
		h["Sec-WebSocket-Version"] = []string{"13"}
		fail(w, http.StatusUpgradeRequired, "This server speaks version 13 of WebSocket.")
	default:
		// x/net/websocket takes the connection over and writes the 101 itself.
		websocket.Server{Handler: l.tellLoans}.ServeHTTP(w, r)
	}
}

// asksWebSocket reports whether a request may be answered with 101. In HTTP/1.0 there
// is no Upgrade (RFC 9110 section 7.8).
func asksWebSocket(r *http.Request) bool {
	return r.ProtoAtLeast(1, 1) && names(r, "Connection", "upgrade") && names(r, "Upgrade", "websocket")
}

// names reports whether a list field has a member, in any case.
func names(r *http.Request, field, member string) bool {
	for m := range strings.SplitSeq(strings.Join(r.Header.Values(field), ","), ",") {
		if strings.EqualFold(strings.TrimSpace(m), member) {
			return true
		}
	}
	return false
}

// tellLoans sends a text frame for each new loan until the client leaves, and then takes
// its leave too, with a close frame.
func (l *library) tellLoans(ws *websocket.Conn) {
	told := make(chan string, 8) // who is slower than that misses some
	l.mu.Lock()
	l.followers[told] = true
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		delete(l.followers, told)
		l.mu.Unlock()
	}()

	gone := make(chan struct{})
	go func() {
		io.Copy(io.Discard, ws) // ends with the client's close frame
		close(gone)
	}()
	for {
		select {
		case text := <-told:
			websocket.Message.Send(ws, text)
		case <-gone:
			ws.Close()
			return
		}
	}
}

// tell sends the news of a loan to all followers: which book, and not who has it. The
// caller holds mu.
func (l *library) tell(n loan) {
	for told := range l.followers {
		select {
		case told <- fmt.Sprintf(`{"book":%d,"due":"%s"}`, n.Book, n.Due):
		default:
		}
	}
}
