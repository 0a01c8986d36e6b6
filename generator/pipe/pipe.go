// Package pipe makes connections in memory. Conn is one end of one: it buffers as a socket
// does, has deadlines, and can close its half. A Listener gives an http.Server the other
// ends:
//
//	l := pipe.Listen()
//	go server.Serve(l)
//	conn, err := l.Dial(1)
//
// A Log collects what the server logs.
package pipe

import (
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// A Conn is one end of a connection in memory. Unlike net.Pipe it buffers, as a socket
// does, and one side can close its half: a server that answers early closes its sending
// half and then waits, and the client must see that at once.
type Conn struct {
	in, out *stream
	local   net.Addr
	remote  net.Addr
}

// New returns the two ends of a connection. The addresses are only informative: an
// http.Server wants an IP address and a port.
func New(client, server net.Addr) (c, s *Conn) {
	up, down := newStream(), newStream()
	return &Conn{in: down, out: up, local: client, remote: server}, &Conn{in: up, out: down, local: server, remote: client}
}

func (p *Conn) Read(b []byte) (int, error)         { return p.in.read(b) }
func (p *Conn) Write(b []byte) (int, error)        { return p.out.write(b) }
func (p *Conn) LocalAddr() net.Addr                { return p.local }
func (p *Conn) RemoteAddr() net.Addr               { return p.remote }
func (p *Conn) SetReadDeadline(t time.Time) error  { return p.in.setDeadline(t) }
func (p *Conn) SetWriteDeadline(t time.Time) error { return nil } // a write never blocks
func (p *Conn) SetDeadline(t time.Time) error      { return p.in.setDeadline(t) }

// CloseWrite tells the other side that no more data will come.
func (p *Conn) CloseWrite() error {
	p.out.finish()
	return nil
}

// Close ends both directions.
func (p *Conn) Close() error {
	p.out.finish()
	p.in.abandon()
	return nil
}

// A stream is one direction of a pipe.
type stream struct {
	mu        sync.Mutex
	ready     sync.Cond
	data      []byte
	read0     int // bytes of data already read
	finished  bool
	abandoned bool // the reader is gone
	deadline  time.Time
	timer     *time.Timer
}

func newStream() *stream {
	s := &stream{}
	s.ready.L = &s.mu
	return s
}

func (s *stream) read(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		switch {
		case s.abandoned:
			return 0, net.ErrClosed
		case !s.deadline.IsZero() && !time.Now().Before(s.deadline):
			return 0, os.ErrDeadlineExceeded
		case s.read0 < len(s.data):
			n := copy(b, s.data[s.read0:])
			if s.read0 += n; s.read0 == len(s.data) {
				s.data, s.read0 = s.data[:0], 0
			}
			return n, nil
		case s.finished:
			return 0, io.EOF
		case len(b) == 0:
			return 0, nil
		}
		s.ready.Wait()
	}
}

func (s *stream) write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.finished {
		return 0, net.ErrClosed
	}
	if s.abandoned {
		return 0, syscall.EPIPE
	}
	s.data = append(s.data, b...)
	s.ready.Broadcast()
	return len(b), nil
}

func (s *stream) finish() {
	s.mu.Lock()
	s.finished = true
	s.ready.Broadcast()
	s.mu.Unlock()
}

func (s *stream) abandon() {
	s.mu.Lock()
	s.abandoned = true
	if s.timer != nil {
		s.timer.Stop()
	}
	s.ready.Broadcast()
	s.mu.Unlock()
}

func (s *stream) setDeadline(t time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deadline = t
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	if wait := time.Until(t); !t.IsZero() && wait > 0 {
		s.timer = time.AfterFunc(wait, func() {
			s.mu.Lock()
			s.ready.Broadcast()
			s.mu.Unlock()
		})
	}
	s.ready.Broadcast()
	return nil
}

// A Listener hands the server ends of connections to an http.Server.
type Listener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
	addr  net.Addr
}

// Listen returns a listener at 127.0.0.1:80. The address is only informative.
func Listen() *Listener {
	return &Listener{conns: make(chan net.Conn), done: make(chan struct{}), addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}}
}

func (l *Listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *Listener) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

func (l *Listener) Addr() net.Addr { return l.addr }

// Dial opens a connection to the server; n makes its address unique. After Close the
// error is net.ErrClosed.
func (l *Listener) Dial(n int) (net.Conn, error) {
	client, server := New(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 49152 + n%16384}, l.addr)
	select {
	case l.conns <- server:
		return client, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
