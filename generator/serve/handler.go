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

// handler answers only those who asked for this machine by a name of its own.
// A page of another site that has its name lead here (DNS rebinding) sends that
// name, and gets 421. What a page of another site asks for, drafts in the search
// index for example, it does not get: 403; a link in it may lead here.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /-/events", s.events)
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
			http.Error(w, "This server answers no page of another site.", http.StatusForbidden)
			return
		}
		h, _, _ := s.shown.get()
		h.apply(w.Header(), r.URL.Path)
		mux.ServeHTTP(w, r)
	})
}

// fromElsewhere says that a page of another site asks, other than by a link that the
// reader follows (Fetch Metadata). A browser that does not say so is let in.
func fromElsewhere(r *http.Request) bool {
	if r.Header.Get("Sec-Fetch-Site") != "cross-site" {
		return false
	}
	follows := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return !follows || r.Method != http.MethodGet
}

// own serves the script and the style sheet that pages get here.
func (s *server) own(w http.ResponseWriter, r *http.Request) {
	f, err := ownFiles.Open(r.PathValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	f.Close()
	http.ServeFileFS(w, r, ownFiles, r.PathValue("name"))
}

// file serves a file of the site. A page goes through a view; what is not a page
// is sent as it is.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	root, err := generator.OpenFolder(s.Root, public)
	if err == nil {
		defer root.Close()
		name := inSite(r.URL.Path)
		info, err := root.Stat(name)
		switch {
		case err != nil || hidden(name):
		case info.IsDir() && !strings.HasSuffix(r.URL.Path, "/"):
			// "/name/" and not what came: two slashes at the start would be a host.
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

// hidden says that no host gives away a file of the site: a name in its path begins
// with a dot, as those do that a build keeps for itself.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// inSite is the path of a file in public/ for the path of a URL, which may hold
// dots and slashes of any kind. os.Root keeps what it leads to inside.
func inSite(urlPath string) string {
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if name == "" || strings.HasSuffix(urlPath, "/") {
		name = path.Join(name, "index.html")
	}
	return name
}
