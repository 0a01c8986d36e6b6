package origin

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"golang.org/x/net/websocket"
)

func (l *library) routeLive(mux *router) {
	mux.HandleFunc("GET api.example.com/loans/live", l.followLoans)
}

// followLoans leaves HTTP: over a WebSocket it reports each new loan as it happens.
// There is no other way to GET this, so clients that do not ask for the upgrade get 426.
func (l *library) followLoans(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	switch {
	case !asksWebSocket(r):
		h.Set("Upgrade", "websocket")
		h.Set("Connection", "Upgrade")
		fail(w, http.StatusUpgradeRequired, "Open a WebSocket to follow new loans.")
	case r.Header.Get("Sec-WebSocket-Version") != "13":
		h.Set("Upgrade", "websocket")
		h.Set("Connection", "Upgrade")
		h["Sec-WebSocket-Version"] = []string{"13"}
		fail(w, http.StatusUpgradeRequired, "Use version 13 of WebSocket.")
	case r.Header.Get("Sec-WebSocket-Key") == "":
		fail(w, http.StatusBadRequest, "Sec-WebSocket-Key is missing.")
	default:
		news := l.follow() // before the 101: the client may borrow as soon as it reads that
		defer l.unfollow(news)
		// x/net/websocket takes the connection over and writes the 101 itself.
		websocket.Server{Handler: func(ws *websocket.Conn) { tellLoans(ws, news) }}.ServeHTTP(w, r)
	}
}

// asksWebSocket reports whether a request may be answered with 101: it must be a GET,
// since a HEAD is not a handshake (RFC 6455 section 4.2.1), and not in HTTP/1.0, where
// Upgrade is ignored (RFC 9110 section 7.8).
func asksWebSocket(r *http.Request) bool {
	return r.Method == http.MethodGet && r.ProtoAtLeast(1, 1) && names(r, "Connection", "upgrade") && names(r, "Upgrade", "websocket")
}

// names reports whether a list field has a member, ignoring case.
func names(r *http.Request, field, member string) bool {
	for m := range strings.SplitSeq(strings.Join(r.Header.Values(field), ","), ",") {
		if strings.EqualFold(strings.TrimSpace(m), member) {
			return true
		}
	}
	return false
}

// follow returns a channel that receives the news of each new loan. Followers that are
// more than eight behind miss some.
func (l *library) follow() chan string {
	news := make(chan string, 8)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.followers[news] = true
	return news
}

// unfollow stops the news.
func (l *library) unfollow(news chan string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.followers, news)
}

// tellLoans sends a text frame for each new loan until the client leaves, and then sends
// a close frame of its own.
func tellLoans(ws *websocket.Conn, news <-chan string) {
	gone := make(chan struct{})
	go func() {
		io.Copy(io.Discard, ws) // ends with the client's close frame
		close(gone)
	}()
	for {
		select {
		case text := <-news:
			websocket.Message.Send(ws, text)
		case <-gone:
			ws.Close()
			return
		}
	}
}

// tell sends the news of a loan to all followers: which book it is, not who has it. The
// caller holds mu.
func (l *library) tell(n loan) {
	for news := range l.followers {
		select {
		case news <- fmt.Sprintf(`{"book":%d,"due":"%s"}`, n.Book, n.Due):
		default:
		}
	}
}
