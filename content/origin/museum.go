package origin

import "net/http"

func (l *library) routeMuseum(mux *http.ServeMux) {
	mux.HandleFunc("GET museum.example.com/use-proxy", l.showUseProxy)
	mux.HandleFunc("GET museum.example.com/already", l.showAlready)
}

// showUseProxy is an exhibit: nothing here needs a proxy. It shows what a server sent
// in 1997 to say that it answers through a proxy only.
func (l *library) showUseProxy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "http://proxy.example.net/")
	fail(w, http.StatusUseProxy, "An exhibit. No client should do this any more.")
}

// showAlready is an exhibit: 208 stands inside a 207, and nowhere else does it have a
// meaning. Nothing was reported before.
func (l *library) showAlready(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusAlreadyReported, "An exhibit. The code belongs into a 207.")
}
