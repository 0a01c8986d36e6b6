package origin

import (
	"io"
	"net/http"
)

func (l *library) routeMuseum(mux *router) {
	mux.HandleFunc("GET museum.example.com/{$}", l.showEntrance)
	mux.HandleFunc("GET museum.example.com/use-proxy", l.showUseProxy)
	mux.HandleFunc("GET museum.example.com/already", l.showAlready)
}

// showEntrance is an exhibit: a server that tells everyone its name, its version, and
// what it runs on.
func (l *library) showEntrance(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Server", "Exhibit/0.9 (Sundial) Dust/1.7")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "Please do not build this.\n")
}

// showUseProxy is an exhibit: nothing here needs a proxy. It shows what a server sent in
// 1997 to say that it answers only through a proxy.
func (l *library) showUseProxy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "http://proxy.example.net/")
	fail(w, http.StatusUseProxy, "An exhibit. No client should do this any more.")
}

// showAlready is an exhibit: 208 is used inside a 207, and has no meaning anywhere else.
// Nothing was reported before.
func (l *library) showAlready(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusAlreadyReported, "An exhibit. The code belongs in a 207.")
}
