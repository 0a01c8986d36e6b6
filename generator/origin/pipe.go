package origin

import (
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// A Pipe is one end of a connection in memory. Unlike net.Pipe it buffers, as a socket
// does, and one side can close its half: a server that answers early closes its
// sending half and then waits, and the client must see that at once.
type Pipe struct {
	in, out *stream
	local   net.Addr
	remote  net.Addr
}

// NewPipe makes the two ends of a connection. The addresses are for show: an
// http.Server wants an IP address and a port.
func NewPipe(client, server net.Addr) (c, s *Pipe) {
	up, down := newStream(), newStream()
	return &Pipe{in: down, out: up, local: client, remote: server}, &Pipe{in: up, out: down, local: server, remote: client}
}

func (p *Pipe) Read(b []byte) (int, error)         { return p.in.read(b) }
func (p *Pipe) Write(b []byte) (int, error)        { return p.out.write(b) }
func (p *Pipe) LocalAddr() net.Addr                { return p.local }
func (p *Pipe) RemoteAddr() net.Addr               { return p.remote }
func (p *Pipe) SetReadDeadline(t time.Time) error  { return p.in.setDeadline(t) }
func (p *Pipe) SetWriteDeadline(t time.Time) error { return nil } // a write never waits
func (p *Pipe) SetDeadline(t time.Time) error      { return p.in.setDeadline(t) }

// CloseWrite tells the other side that nothing more will come.
func (p *Pipe) CloseWrite() error {
	p.out.finish()
	return nil
}

// Close ends both directions.
func (p *Pipe) Close() error {
	p.out.finish()
	p.in.abandon()
	return nil
}

// A stream is one direction of a pipe.
type stream struct {
	mu        sync.Mutex
	ready     sync.Cond
	data      []byte
	read0     int // bytes of data that were read
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

// A listener hands the server ends of pipes to an http.Server.
type listener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
	addr  net.Addr
}

func newListener() *listener {
	return &listener{conns: make(chan net.Conn), done: make(chan struct{}), addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}}
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

func (l *listener) Addr() net.Addr { return l.addr }

// dial opens a connection to the server; n makes its address differ from others.
func (l *listener) dial(n int) (net.Conn, error) {
	client, server := NewPipe(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 49152 + n%16384}, l.addr)
	select {
	case l.conns <- server:
		return client, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
