package origin

import (
	"io"
	"net/http"
)

func (l *library) routeWebApp(mux *router) {
	mux.HandleFunc("GET www.example.com/app.js", getAppScript)
	mux.HandleFunc("GET www.example.com/app.js.map", getSourceMap)
	mux.HandleFunc("GET www.example.com/scripts/worker.js", getWorker)
	mux.HandleFunc("GET www.example.com/download", getDownload)
}

// getAppScript sends a script that was made from app.ts. The header leads developer tools
// to the map, so the script needs no comment at its end.
func getAppScript(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header()["SourceMap"] = []string{"/app.js.map"}
	io.WriteString(w, "document.title=\"Library\"\n")
}

// getSourceMap sends the map of app.js, which contains app.ts.
func getSourceMap(w http.ResponseWriter, r *http.Request) {
	writeJSON(w, http.StatusOK, struct {
		Version        int      `json:"version"`
		Sources        []string `json:"sources"`
		SourcesContent []string `json:"sourcesContent"`
		Mappings       string   `json:"mappings"`
	}{3, []string{"app.ts"}, []string{"const name: string = \"Library\"\ndocument.title = name\n"}, "AACA"})
}

// getWorker sends the script of a service worker that is for all pages of the site,
// although the script is in a folder. Only a browser that registers it needs to know.
func getWorker(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	if r.Header.Get("Service-Worker") == "script" {
		w.Header().Set("Service-Worker-Allowed", "/")
	}
	io.WriteString(w, "addEventListener(\"fetch\", () => {})\n")
}

// getDownload offers the reading app for the processor of the client. Browsers name it only
// if a server asks, so every response asks, and says that the page cannot do without.
func getDownload(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h["Accept-CH"] = []string{"Sec-CH-UA-Arch"}
	h["Critical-CH"] = []string{"Sec-CH-UA-Arch"}
	h.Set("Vary", "Sec-CH-UA-Arch")
	file, found := map[string]string{`"arm"`: "reader-arm.zip", `"x86"`: "reader-x86.zip"}[r.Header.Get("Sec-CH-UA-Arch")]
	if !found {
		io.WriteString(w, "<!doctype html>\n<p>For which computer?\n<a href=\"reader-arm.zip\">ARM</a>\n<a href=\"reader-x86.zip\">x86</a></p>\n")
		return
	}
	io.WriteString(w, "<!doctype html>\n<p><a href=\""+file+"\">Download the reading app</a></p>\n")
}
