package origin

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"time"
)

func (l *library) routeBadUpstreams(mux *router) {
	mux.HandleFunc("GET www.example.com/garbled/", l.getGarbled)
	mux.HandleFunc("GET www.example.com/asleep/", l.getAsleep)
}

// getGarbled passes the request to a server that does not speak HTTP.
func (l *library) getGarbled(w http.ResponseWriter, r *http.Request) {
	l.passTo(time.Minute, func(conn net.Conn) {
		io.WriteString(conn, "220 mail.example.com ready\r\n")
	}).ServeHTTP(w, r)
}

// getAsleep passes the request to a server that reads it and says nothing.
func (l *library) getAsleep(w http.ResponseWriter, r *http.Request) {
	l.passTo(50*time.Millisecond, func(conn net.Conn) {
		io.Copy(io.Discard, conn) // until the gateway gives up
	}).ServeHTTP(w, r)
}

// passTo is a gateway to one server, which reads a request and then does what answer
// says. The gateway waits for the head of a response no longer than wait.
func (l *library) passTo(wait time.Duration, answer func(net.Conn)) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "http", "upstream.example.com"
			r.Out.Header.Add("Via", "1.1 www.example.com")
		},
		Transport: &http.Transport{
			DisableKeepAlives:     true,
			ResponseHeaderTimeout: wait,
			DialContext: func(context.Context, string, string) (net.Conn, error) {
				near, far := net.Pipe()
				go func() {
					defer far.Close()
					if _, err := http.ReadRequest(bufio.NewReader(far)); err == nil {
						answer(far)
					}
				}()
				return near, nil
			},
		},
		ErrorHandler: explainUpstream,
		ErrorLog:     l.log,
	}
}

// explainUpstream answers for the server that failed: 504 if it was too slow, 502 if its
// answer makes no sense. Proxy-Status names the gateway, and says what went wrong (RFC
// 9209 section 2.1.1).
func explainUpstream(w http.ResponseWriter, r *http.Request, err error) {
	var slow net.Error
	if errors.As(err, &slow) && slow.Timeout() {
		w.Header().Set("Proxy-Status", "www.example.com; error=http_response_timeout")
		fail(w, http.StatusGatewayTimeout, "The server behind this gateway did not answer in time. Try again later.")
		return
	}
	w.Header().Set("Proxy-Status", "www.example.com; error=http_protocol_error")
	fail(w, http.StatusBadGateway, "The server behind this gateway sent something that is not HTTP. Try again later.")
}
