package origin

import (
	"net/http"
	"sync"
)

// A router is a ServeMux for one library. Each example has a library of its own, and
// registering a hundred patterns takes longer than answering a request. So the patterns
// are registered once, in a ServeMux that all libraries share, and a library only has
// its handlers by their patterns.
type router struct{ handlers map[string]http.Handler }

// shared matches the patterns of all libraries, which are those of the first.
var shared struct {
	once sync.Once
	mux  *http.ServeMux
}

// Handle registers a handler, as that of ServeMux does.
func (m *router) Handle(pattern string, handler http.Handler) {
	if m.handlers[pattern] != nil {
		panic("origin: two handlers for " + pattern)
	}
	m.handlers[pattern] = handler
}

// HandleFunc registers a function, as that of ServeMux does.
func (m *router) HandleFunc(pattern string, handler func(http.ResponseWriter, *http.Request)) {
	m.Handle(pattern, http.HandlerFunc(handler))
}

// share makes the shared ServeMux, unless another library did.
func (m *router) share() {
	shared.once.Do(func() {
		shared.mux = http.NewServeMux()
		for pattern := range m.handlers {
			shared.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
				to := w.(routed)
				to.handlers[pattern].ServeHTTP(to.ResponseWriter, r)
			})
		}
	})
}

// ServeHTTP passes a request to the handler of the pattern that matches.
func (m *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	shared.mux.ServeHTTP(routed{w, m.handlers}, r)
}

// A routed is the ResponseWriter of a request on its way through the shared ServeMux. It
// says whose handler is to answer.
type routed struct {
	http.ResponseWriter
	handlers map[string]http.Handler
}
