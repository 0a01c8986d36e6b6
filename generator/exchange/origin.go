package exchange

import (
	"context"
	"log"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"
)

// patience is how long an origin may take for an answer, or to close, where
// site.yaml does not say.
const patience = 5 * time.Second

// By names the built-in server in messages and on pages.
func By() string { return "net/http " + runtime.Version() }

// A running is one instance of the built-in origin, for one note.
type running struct {
	listener *listener
	server   *http.Server
	log      logLines

	mu      sync.Mutex
	handled []handled
	dialed  int
}

// A handled is a request that reached a handler.
type handled struct {
	remote  string // address of the client's end, which names the connection
	pattern string // of ServeMux
	method  string
	uri     string
}

// start makes an origin and lets it serve connections in memory.
func start(origin func(*log.Logger) *http.Server) *running {
	r := &running{listener: newListener()}
	logger := log.New(&r.log, "", 0)
	r.server = origin(logger)
	if r.server.ErrorLog == nil {
		r.server.ErrorLog = logger
	}
	inner := r.server.Handler
	if inner == nil {
		inner = http.DefaultServeMux
	}
	r.server.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h := handled{remote: req.RemoteAddr, method: req.Method, uri: req.RequestURI}
		defer func() {
			h.pattern = req.Pattern
			r.mu.Lock()
			r.handled = append(r.handled, h)
			r.mu.Unlock()
		}()
		inner.ServeHTTP(w, req)
	})
	go r.server.Serve(r.listener)
	return r
}

func (r *running) dial(context.Context) (net.Conn, error) {
	r.dialed++
	return r.listener.dial(r.dialed)
}

// stop ends the server. All connections were read to their end before, so no
// line of the log is still to come.
func (r *running) stop() { r.server.Close() }

// took removes and returns the first request that the handlers of a connection
// saw with this method and target; ok is false where none did: then the server
// itself answered.
func (r *running) took(remote, method, uri string) (h handled, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, h := range r.handled {
		if h.remote == remote && h.method == method && h.uri == uri {
			r.handled = append(r.handled[:i:i], r.handled[i+1:]...)
			return h, true
		}
	}
	return handled{}, false
}

// logLines collects what an origin logs.
type logLines struct {
	mu    sync.Mutex
	lines []string
}

func (l *logLines) Write(b []byte) (int, error) {
	l.mu.Lock()
	l.lines = append(l.lines, strings.TrimRight(string(b), "\n"))
	l.mu.Unlock()
	return len(b), nil
}

// take returns the entries since the last call.
func (l *logLines) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines
	l.lines = nil
	return lines
}
