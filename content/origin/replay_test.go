package origin_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"wirebook/generator/origin"
)

// A recorder plays a note against the real origin and keeps what came on each
// connection, in the order in which they were opened.
type recorder struct {
	origin.Origin
	mu    sync.Mutex
	conns []*record
	logs  [][]string // of each call of Logged
}

// A record is what came on one connection, and whether the origin closed it of
// its own accord.
type record struct {
	bytes.Buffer
	closed bool
}

func (r *recorder) Start(ctx context.Context) (origin.Instance, error) {
	i, err := r.Origin.Start(ctx)
	return &recording{i, r}, err
}

type recording struct {
	origin.Instance
	r *recorder
}

func (i *recording) Dial(ctx context.Context) (net.Conn, error) {
	c, err := i.Instance.Dial(ctx)
	i.r.mu.Lock()
	defer i.r.mu.Unlock()
	i.r.conns = append(i.r.conns, new(record))
	return &recordedConn{Conn: c, came: i.r.conns[len(i.r.conns)-1]}, err
}

func (i *recording) Logged() []string {
	lines := i.Instance.Logged()
	i.r.mu.Lock()
	defer i.r.mu.Unlock()
	i.r.logs = append(i.r.logs, lines)
	return lines
}

type recordedConn struct {
	net.Conn
	came *record
	half bool // the client has closed its half
}

func (c *recordedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.came.Write(b[:n])
	c.came.closed = c.came.closed || err == io.EOF && !c.half
	return n, err
}

func (c *recordedConn) CloseWrite() error {
	c.half = true
	return c.Conn.(interface{ CloseWrite() error }).CloseWrite()
}

// A replay answers each connection with what was recorded, whatever it is sent.
type replay struct {
	*recorder
	from   int // the first connection
	dialed int // in the last play
}

func (r *replay) Start(context.Context) (origin.Instance, error) {
	r.dialed = 0
	return &replaying{r: r}, nil
}
func (r *replay) By() string           { return "a recording" }
func (r *replay) Limit() time.Duration { return time.Second }
func (r *replay) Fresh() bool          { return false }

type replaying struct {
	r      *replay
	logged int
}

func (i *replaying) Dial(context.Context) (net.Conn, error) {
	c := &replayConn{closed: true, r: bytes.NewReader(nil)}
	if n := i.r.from + i.r.dialed; n < len(i.r.conns) {
		c.closed, c.r = i.r.conns[n].closed, bytes.NewReader(i.r.conns[n].Bytes())
	}
	i.r.dialed++
	return c, nil
}

func (i *replaying) Stop()                          {}
func (i *replaying) Failing(bool) ([]string, error) { return nil, nil }

// Logged is called once for each connection, at its end.
func (i *replaying) Logged() (lines []string) {
	if n := i.r.from + i.logged; n < len(i.r.logs) {
		lines = append(lines, i.r.logs[n]...)
	}
	i.logged++
	return lines
}

func (i *replaying) Answered(net.Addr, string, string) ([]string, bool) {
	return nil, false
}

type replayConn struct {
	net.Conn
	r      *bytes.Reader
	closed bool // nothing more will come
}

func (c *replayConn) Read(b []byte) (int, error) {
	if c.r.Len() == 0 && !c.closed {
		return 0, os.ErrDeadlineExceeded
	}
	return c.r.Read(b)
}

func (c *replayConn) CloseWrite() error {
	c.closed = true
	return nil
}

func (c *replayConn) Write(b []byte) (int, error)     { return len(b), nil }
func (c *replayConn) Close() error                    { return nil }
func (c *replayConn) SetReadDeadline(time.Time) error { return nil }
func (c *replayConn) LocalAddr() net.Addr             { return &net.TCPAddr{} }
