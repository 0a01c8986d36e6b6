package origin

import "net/http"

func (l *library) routeMoved(mux *http.ServeMux) {
	mux.HandleFunc("GET api.example.com/catalogue", l.getCatalogue)
}

// getCatalogue sends everyone on: the catalogue is called /books now, for good.
func (l *library) getCatalogue(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=86400")
	http.Redirect(w, r, "/books", http.StatusMovedPermanently)
}
