package serve

import (
	"net"
	"net/http"
	"path"
	"strings"
	"time"

	"wirebook/generator"
)

// public is the folder that is served.
const public = "public"

// handler answers only requests whose Host names this machine. A page of another site
// whose name leads here (DNS rebinding) sends that name, and gets 421. What a page of
// another site requests, the search index with its drafts for example, gets 403; only a
// link that the reader follows is let in.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /-/events", s.events)
	mux.HandleFunc("GET /-/trial", s.offer)
	mux.HandleFunc("POST /-/trial", s.try)
	mux.HandleFunc("GET /-/trial/{name}", s.editor)
	mux.HandleFunc("GET /-/{name}", s.own)
	mux.HandleFunc("GET /", s.file)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = strings.Trim(r.Host, "[]")
		}
		if !Loopback(strings.ToLower(host)) {
			http.Error(w, "This server answers for localhost only.", http.StatusMisdirectedRequest)
			return
		}
		if fromElsewhere(r) {
			http.Error(w, "This server does not answer requests from pages of other sites.", http.StatusForbidden)
			return
		}
		h, _, _ := s.shown.get()
		h.Apply(w.Header(), r.URL.Path)
		mux.ServeHTTP(w, r)
	})
}

// fromElsewhere reports whether a page of another site sent the request, other than by a
// link that the reader followed (Fetch Metadata). Browsers that do not say are let in.
func fromElsewhere(r *http.Request) bool {
	if r.Header.Get("Sec-Fetch-Site") != "cross-site" {
		return false
	}
	follows := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return !follows || r.Method != http.MethodGet
}

// own serves the scripts and the style sheet that serve adds to pages.
func (s *server) own(w http.ResponseWriter, r *http.Request) {
	f, err := ownFiles.Open(r.PathValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	f.Close()
	http.ServeFileFS(w, r, ownFiles, r.PathValue("name"))
}

// file serves a file of the site. A page goes through a view; other files are sent as
// they are.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	root, err := generator.OpenFolder(s.Root, public)
	if err == nil {
		defer root.Close()
		name := inSite(r.URL.Path)
		info, err := root.Stat(name)
		switch {
		case err != nil || hidden(name):
		case info.IsDir() && !strings.HasSuffix(r.URL.Path, "/"):
			// Not r.URL.Path: two slashes at its start would make a host of the name.
			http.Redirect(w, r, "/"+name+"/", http.StatusTemporaryRedirect)
			return
		case info.Mode().IsRegular() && path.Ext(name) != ".html":
			if f, err := root.Open(name); err == nil {
				defer f.Close()
				http.ServeContent(w, r, name, time.Time{}, f)
				return
			}
		}
	}
	v := s.view(r.URL.Path)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(v.status)
	w.Write(v.withScript())
}

// hidden reports whether the path has a name that begins with a dot. Web hosts do not
// serve such files, and builds keep their own files under such names.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// inSite returns the path in public/ for the path of a URL, which may contain dots and
// slashes of any kind. os.Root keeps the result inside public/.
func inSite(urlPath string) string {
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if name == "" || strings.HasSuffix(urlPath, "/") {
		name = path.Join(name, "index.html")
	}
	return name
}
