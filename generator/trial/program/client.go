package program

import (
	"errors"
	"io"
	"net"
	"os"
	"time"

	"wirebook/generator/wire"
)

// most is how many bytes of one connection are kept.
const most = 8 << 20

var (
	errSilent = errors.New("the origin stays silent")
	errFlood  = errors.New("the origin sends more than is kept")
)

// A client is the reader's end of a connection. It keeps what was received and not yet
// taken.
type client struct {
	conn   net.Conn
	limit  time.Duration
	data   []byte
	total  int
	ended  bool // the origin closed its half
	half   bool // the client closed its half
	heard  func(b []byte, ended bool)
	begun  []byte // a request whose content the origin asked for (RFC 9110 section 10.1.1)
	nth    int    // how many parts of it were sent
	buffer []byte

	// switched is set after a 101: both ends speak another protocol (RFC 9110 section
	// 15.2.2), of which only the bytes are known here.
	switched bool
}

func newClient(conn net.Conn, limit time.Duration) *client {
	return &client{conn: conn, limit: limit, buffer: make([]byte, 32<<10)}
}

// more waits for at least one byte, or for the end. Its error is io.EOF, errSilent or
// errFlood.
func (c *client) more() error {
	switch {
	case c.ended:
		return io.EOF
	case c.total > most:
		return errFlood
	}
	c.conn.SetReadDeadline(time.Now().Add(c.limit))
	n, err := c.conn.Read(c.buffer)
	c.data, c.total = append(c.data, c.buffer[:n]...), c.total+n
	c.ended = err != nil && !errors.Is(err, os.ErrDeadlineExceeded)
	if c.heard != nil && (n > 0 || c.ended) {
		c.heard(c.buffer[:n], c.ended)
	}
	switch {
	case err == nil:
		return nil
	case c.ended:
		return io.EOF
	}
	return errSilent
}

// take takes n bytes of what was received.
func (c *client) take(n int) []byte {
	out := append([]byte(nil), c.data[:n]...)
	c.data = c.data[n:]
	return out
}

// response takes one response. On an error it returns what there is of it, or nil.
func (c *client) response(method string) (*wire.Message, error) {
	for {
		m, complete := wire.Received(c.data, c.ended, method)
		if complete {
			return c.message(m), nil
		}
		if err := c.more(); err == nil {
			continue
		} else if m, _ = wire.Received(c.data, true, method); m != nil {
			return c.message(m), err
		} else {
			return nil, err
		}
	}
}

// message takes a message from what was received, with bytes of its own.
func (c *client) message(m *wire.Message) *wire.Message {
	m.Text = c.take(m.Span.End)
	return m
}

// bytes takes exactly n bytes, or as many as there are.
func (c *client) bytes(n int) ([]byte, error) {
	for len(c.data) < n {
		if err := c.more(); err != nil {
			return c.take(len(c.data)), err
		}
	}
	return c.take(n), nil
}

// lull is how long a connection of another protocol is quiet before what was received is
// shown.
const lull = 100 * time.Millisecond

// whatever takes what is received, in a protocol that is not known here, for as long as the
// limit at the most. Its error is that of more if nothing is.
func (c *client) whatever() ([]byte, error) {
	if len(c.data) == 0 {
		if err := c.more(); err != nil {
			return nil, err
		}
	}
	was, end := c.limit, time.Now().Add(c.limit)
	for c.limit = min(lull, was); c.more() == nil && time.Now().Before(end); {
	}
	c.limit = was
	return c.take(len(c.data)), nil
}

// end closes the sending half.
func (c *client) end() {
	if half, ok := c.conn.(interface{ CloseWrite() error }); ok && !c.half {
		c.half = true
		half.CloseWrite()
	}
}

// finish closes the sending half, reads to the end, and returns what was still received.
func (c *client) finish() []byte {
	c.end()
	for c.more() == nil {
	}
	c.conn.Close()
	return c.take(len(c.data))
}
