package origin

import (
	"net"
	"net/http"
)

// What the library refuses by the first line and the host alone, before any handler
// runs. Each function answers and returns true, or does nothing.

// misdirected refuses what was meant for another server: a host that is not ours, or an
// https resource, for which this connection is not secure enough (RFC 9110 section 7.4).
func misdirected(w http.ResponseWriter, r *http.Request) bool {
	host := hostName(r)
	switch {
	case !ours(host):
		fail(w, http.StatusMisdirectedRequest, "This server does not serve "+host+".")
	case r.URL.Scheme == "https":
		fail(w, http.StatusMisdirectedRequest, "Use a TLS connection for https URLs.")
	default:
		return false
	}
	return true
}

// hostName returns the host that a request is for, without its port.
func hostName(r *http.Request) string {
	if name, _, err := net.SplitHostPort(r.Host); err == nil {
		return name
	}
	return r.Host
}

// ours reports whether this server answers for a host.
func ours(host string) bool {
	switch host {
	case "api.example.com", "www.example.com", "go.example.com", "dav.example.com",
		"museum.example.com", "wifi.example.net", "news.example.org":
		return true
	}
	return false
}

const targetLimit = 2000 // bytes

// longTarget refuses a target that is too long.
func longTarget(w http.ResponseWriter, r *http.Request) bool {
	if len(r.RequestURI) <= targetLimit {
		return false
	}
	fail(w, http.StatusRequestURITooLong, "The URL can have at most 2,000 bytes. Shorten your search.")
	return true
}

// unknownMethod refuses a method that is not implemented here at all. ServeMux would
// answer 405, as if another resource supported it.
func unknownMethod(w http.ResponseWriter, r *http.Request) bool {
	switch r.Method {
	case "GET", "HEAD", "QUERY", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT",
		"PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", // dav.example.com
		"BREW", "M-GET": // museum.example.com
		return false
	}
	fail(w, http.StatusNotImplemented, "This server does not support the method "+r.Method+".")
	return true
}
