package origin

import (
	"cmp"
	"context"
	"log"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"

	"wirebook/generator/pipe"
	"wirebook/generator/source"
)

// builtIn is the Go server of content/origin, reached over connections in memory.
type builtIn struct {
	name  string
	make  func(*log.Logger) *http.Server
	limit time.Duration
	code  *codeIndex
	turn  sync.Mutex
}

// BuiltIn returns the origin called name, with a new server from make for each note.
// limit is how long one answer may take; 0 means the default. code has its files.
func BuiltIn(name string, make func(*log.Logger) *http.Server, limit time.Duration, code []*source.File) Origin {
	return &builtIn{name: name, make: make, limit: cmp.Or(limit, patience), code: readCode(code)}
}

func (b *builtIn) Name() string      { return b.name }
func (b *builtIn) Absent() string    { return "" }
func (b *builtIn) Turn() sync.Locker { return &b.turn }
func (b *builtIn) Restart() bool     { return true }
func (b *builtIn) Sendable() bool    { return true }

func (b *builtIn) By() string           { return "net/http " + runtime.Version() }
func (b *builtIn) Limit() time.Duration { return b.limit }
func (b *builtIn) Fresh() bool          { return true }

// A running is one instance of the built-in origin.
type running struct {
	limit    time.Duration
	listener *pipe.Listener
	server   *http.Server
	log      pipe.Log

	mu      sync.Mutex
	handled []*handled
	dialed  int
}

// A handled is a request that reached a handler.
type handled struct {
	remote  string // address of the client's end, which identifies the connection
	method  string
	uri     string
	done    chan struct{} // closed when the handler has returned
	pattern string        // of ServeMux; set when done is closed
}

func (b *builtIn) Start(context.Context) (Instance, error) {
	r := &running{listener: pipe.Listen(), limit: b.limit}
	logger := log.New(&r.log, "", 0)
	r.server = b.make(logger)
	if r.server.ErrorLog == nil {
		r.server.ErrorLog = logger
	}
	inner := r.server.Handler
	if inner == nil {
		inner = http.DefaultServeMux
	}
	r.server.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h := &handled{remote: req.RemoteAddr, method: req.Method, uri: req.RequestURI, done: make(chan struct{})}
		r.mu.Lock()
		r.handled = append(r.handled, h)
		r.mu.Unlock()
		defer func() {
			h.pattern = req.Pattern
			close(h.done)
		}()
		inner.ServeHTTP(w, req)
	})
	go r.server.Serve(r.listener)
	return r, nil
}

func (r *running) Dial(context.Context) (net.Conn, error) {
	r.dialed++
	return r.listener.Dial(r.dialed)
}

func (r *running) Stop() { r.server.Close() }

// Failing adds nothing: what the server logs is reported in any case.
func (r *running) Failing(bool) ([]string, error) { return nil, nil }

// Logged need not wait: a server logs before it closes a connection.
func (r *running) Logged() []string { return r.log.Take() }

// Answered waits for the handler to return: a handler that took over the connection may
// close it earlier.
func (r *running) Answered(conn net.Addr, method, target string) (patterns []string, ok bool) {
	h := r.take(conn, method, target)
	if h == nil {
		return nil, true
	}
	select {
	case <-h.done:
		return []string{h.pattern}, true
	case <-time.After(r.limit): // the handler hangs
		return nil, false
	}
}

// take removes and returns the first matching request, or returns nil.
func (r *running) take(conn net.Addr, method, target string) *handled {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, h := range r.handled {
		if h.remote == conn.String() && h.method == method && h.uri == target {
			r.handled = append(r.handled[:i:i], r.handled[i+1:]...)
			return h
		}
	}
	return nil
}
