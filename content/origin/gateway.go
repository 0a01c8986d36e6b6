package origin

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"
)

func (l *library) routeGateway(mux *router) {
	mux.HandleFunc("GET www.example.com/", l.getWhole)
	mux.HandleFunc("GET www.example.com/lite/", l.getLite)
}

// getWhole is a gateway to the library that passes everything on unchanged.
func (l *library) getWhole(w http.ResponseWriter, r *http.Request) {
	l.toLibrary(nil).ServeHTTP(speller{w}, r)
}

// getLite serves small screens: it leaves the blurb out of a book. That is no longer
// what the library said, so 200 becomes 203. What applies only to the library's bytes is
// removed: the tag, and the conditions and ranges that refer to it. If no-transform
// forbids changes, there are none (RFC 9110 section 7.7).
func (l *library) getLite(w http.ResponseWriter, r *http.Request) {
	change := dropBlurb
	if names(r, "Cache-Control", "no-transform") {
		change = nil
	} else {
		r = r.Clone(r.Context())
		r.Method = http.MethodGet // for HEAD too: the length depends on the book
		for _, field := range [...]string{"If-None-Match", "If-Modified-Since", "Range"} {
			r.Header.Del(field)
		}
	}
	http.StripPrefix("/lite", l.toLibrary(change)).ServeHTTP(speller{w}, r)
}

// dropBlurb changes a response of the library that has a book as JSON.
func dropBlurb(res *http.Response) error {
	var b book
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "application/json" ||
		strings.Contains(res.Header.Get("Cache-Control"), "no-transform") {
		return nil
	}
	content, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if json.Unmarshal(content, &b) == nil && b.Blurb != "" {
		b.Blurb = ""
		content, _ = json.MarshalIndent(b, "", "  ")
		content = append(content, '\n')
		res.StatusCode = http.StatusNonAuthoritativeInfo
		delete(res.Header, "Etag")
	}
	res.Body = io.NopCloser(bytes.NewReader(content))
	res.Header.Set("Content-Length", strconv.Itoa(len(content)))
	return nil
}

// toLibrary passes a GET to the library over a connection, in HTTP as between any two
// servers, and adds itself to Via in both directions (RFC 9110 section 7.6.3).
func (l *library) toLibrary(change func(*http.Response) error) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "http", "api.example.com"
			r.Out.Host = "api.example.com"
			r.Out.Header.Add("Via", "1.1 www.example.com")
		},
		ModifyResponse: func(res *http.Response) error {
			res.Header.Add("Via", "1.1 www.example.com")
			if change == nil {
				return nil
			}
			return change(res)
		},
		Transport: &http.Transport{
			DisableCompression: true,
			DisableKeepAlives:  true,
			DialContext: func(context.Context, string, string) (net.Conn, error) {
				near, far := net.Pipe()
				upstream := http.Server{Handler: l.mux, ErrorLog: l.log}
				go upstream.Serve(&tunnelEnd{Conn: far, read: bufio.NewReader(far), closed: make(chan struct{})})
				return near, nil
			},
		},
		ErrorHandler: explainUpstream,
		ErrorLog:     l.log,
	}
}
