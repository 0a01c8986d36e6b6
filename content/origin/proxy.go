package origin

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// asksProxy reports whether a request was sent to the forward proxy, proxy.example.net.
// One server plays every host of the notes, so the form of the target has to decide: to
// a proxy a client sends the whole URI or, for a tunnel, a host and a port (RFC 9112
// sections 3.2.2 and 3.2.3).
func asksProxy(r *http.Request) bool {
	return r.Method == http.MethodConnect || r.URL.Scheme == "http"
}

const proxyName = "proxy.example.net"

// proxy passes requests on for those who may use the proxy. It asks who they are with
// 407, not 401, which would speak for the server beyond it.
func (l *library) proxy(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		// If it is refused: the client may have sent bytes for the tunnel already, which
		// are not requests of its own (RFC 9931 section 8).
		w.Header().Set("Connection", "close")
	}
	credentials := http.Request{Header: http.Header{"Authorization": r.Header["Proxy-Authorization"]}}
	if name, password, _ := credentials.BasicAuth(); name != "reader" || password != "quiet" {
		w.Header().Set("Proxy-Authenticate", `Basic realm="reading room"`)
		fail(w, http.StatusProxyAuthRequired, "Send your name and password in Proxy-Authorization.")
		return
	}
	if r.Method == http.MethodConnect {
		l.tunnel(w, r)
		return
	}
	if host := hostName(r); !ours(host) { // a proxy never answers 421 (RFC 9110 section 15.5.20)
		w.Header().Set("Proxy-Status", proxyName+"; error=dns_error")
		fail(w, http.StatusBadGateway, "This proxy cannot find the address of "+host+".")
		return
	}
	r.Header.Del("Proxy-Authorization") // it was meant for the proxy
	r.Header.Add("Via", "1.1 "+proxyName)
	r.URL.Scheme, r.URL.Host = "", ""
	l.direct(&passing{ResponseWriter: w}, r)
}

// A passing response gets the proxy's name in Via when its head is sent, after the names
// of those that it passed before (RFC 9110 section 7.6.3).
type passing struct {
	http.ResponseWriter
	headed bool
}

// WriteHeader sends the head of an interim response, or of the final one.
func (p *passing) WriteHeader(status int) {
	if status >= http.StatusOK && !p.headed {
		p.headed = true
		p.Header().Add("Via", "1.1 "+proxyName)
	}
	p.ResponseWriter.WriteHeader(status)
}

func (p *passing) Write(content []byte) (int, error) {
	if !p.headed {
		p.WriteHeader(http.StatusOK)
	}
	return p.ResponseWriter.Write(content)
}

// Unwrap lets an http.ResponseController find the writer below.
func (p *passing) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// tunnel connects the client with the library, and from then on copies bytes without
// reading them. It leads to only one port, so that it cannot be used to send mail.
func (l *library) tunnel(w http.ResponseWriter, r *http.Request) {
	if r.URL.Host != "api.example.com:80" {
		fail(w, http.StatusForbidden, "This proxy does not open tunnels to "+r.URL.Host+".")
		return
	}
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		l.failInside(w, "no tunnel", err)
		return
	}
	fmt.Fprintf(conn, "HTTP/1.1 200 Connection Established\r\nDate: %s\r\n\r\n", time.Now().UTC().Format(http.TimeFormat))
	far := http.Server{Handler: l, ErrorLog: l.log, ReadTimeout: time.Minute}
	far.Serve(&tunnelEnd{Conn: conn, read: buffered.Reader, closed: make(chan struct{})})
}

// A tunnelEnd is the far end of a tunnel, and a listener that accepts only that.
type tunnelEnd struct {
	net.Conn
	read     *bufio.Reader // begins with what the client has already sent
	accepted bool
	once     sync.Once
	closed   chan struct{}
}

func (t *tunnelEnd) Read(b []byte) (int, error) { return t.read.Read(b) }
func (t *tunnelEnd) Addr() net.Addr             { return t.LocalAddr() }

func (t *tunnelEnd) Close() error {
	t.once.Do(func() { close(t.closed) })
	return t.Conn.Close()
}

// Accept returns the connection once, and ends the server when it is closed.
func (t *tunnelEnd) Accept() (net.Conn, error) {
	if !t.accepted {
		t.accepted = true
		return t, nil
	}
	<-t.closed
	return nil, net.ErrClosed
}
