package proof

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// most is the size in bytes of the largest answer that is read. It bounds the memory if
// an origin never stops sending.
const most = 64 << 20

// mostInterim is the number of interim responses that are read before a final one.
const mostInterim = 100

// A client is the client's end of one connection. It sends bytes as they are given to
// it, and keeps all bytes that it receives.
type client struct {
	conn  net.Conn
	limit time.Duration
	data  []byte // received, but not yet taken
	ended bool   // the origin closed its half
	flood bool   // the origin sent more than the client reads
	sent  chan error

	stopped <-chan struct{} // closed when there is nothing more to wait for
	release func() bool     // releases what ends a read when stopped
}

// newClient returns the client of a connection. When ctx is done, it stops waiting.
func newClient(ctx context.Context, conn net.Conn, limit time.Duration) *client {
	return &client{conn: conn, limit: limit, stopped: ctx.Done(), release: context.AfterFunc(ctx, func() {
		conn.SetReadDeadline(time.Unix(1, 0))
	})}
}

// close closes the connection.
func (c *client) close() error {
	c.release()
	return c.conn.Close()
}

var (
	errTime  = errors.New("no answer in time")
	errFlood = fmt.Errorf("more than %d MiB were received", most>>20)
	errClose = errors.New("the connection was closed")

	errInterim = fmt.Errorf("more than %d interim responses were received", mostInterim)
)

// send writes while the client reads, so that it sees an early answer while a large
// request is still being sent.
func (c *client) send(b []byte) {
	before := c.sent
	done := make(chan error, 1)
	c.sent = done
	if len(b) <= 1<<15 && before == nil {
		_, err := c.conn.Write(b)
		done <- err
		return
	}
	go func() {
		if before != nil {
			if err := <-before; err != nil {
				done <- err
				return
			}
		}
		_, err := c.conn.Write(b)
		done <- err
	}()
}

// deadline returns when an answer that is requested now must have been received.
func (c *client) deadline() time.Time { return time.Now().Add(c.limit) }

// more reads what has arrived, and waits until that is at least one byte.
func (c *client) more(deadline time.Time) error {
	if c.ended {
		return io.EOF
	}
	if len(c.data) > most {
		c.flood = true
		return errFlood
	}
	c.conn.SetReadDeadline(deadline)
	select {
	case <-c.stopped:
		return errTime
	default:
	}
	if cap(c.data)-len(c.data) < 4096 {
		grown := make([]byte, len(c.data), max(8192, 2*cap(c.data)))
		copy(grown, c.data)
		c.data = grown
	}
	n, err := c.conn.Read(c.data[len(c.data):cap(c.data)])
	c.data = c.data[:len(c.data)+n]
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return errTime
	default: // EOF, or a reset: nothing more will arrive
		c.ended = true
		return io.EOF
	}
}

// response takes one response to a request with that method from the connection. On an
// error the message is what was received of it by the deadline, or nil if that is
// nothing.
func (c *client) response(method string, deadline time.Time) (*wire.Message, error) {
	for {
		m, complete := wire.Received(c.data, c.ended, method)
		if complete {
			return c.take(m), nil
		}
		err := c.more(deadline)
		switch {
		case err == nil:
			continue
		case err != io.EOF:
			return c.take(m), err
		case len(c.data) == 0:
			return nil, errClose
		}
		m, _ = wire.Received(c.data, c.ended, method)
		return c.take(m), nil
	}
}

// take removes the message from the received data and gives it its own copy of the
// bytes.
func (c *client) take(m *wire.Message) *wire.Message {
	if m == nil {
		if len(c.data) == 0 {
			return nil
		}
		m = wire.Parse(c.data, source.Span{End: len(c.data)}, wire.Response, "")
	}
	end := m.Span.End
	m.Text = bytes.Clone(c.data[:end])
	c.data = append(c.data[:0], c.data[end:]...)
	return m
}

// bytes takes exactly n bytes, or returns fewer and an error.
func (c *client) bytes(n int) ([]byte, error) {
	deadline := c.deadline()
	for len(c.data) < n {
		if err := c.more(deadline); err != nil {
			out := bytes.Clone(c.data)
			c.data = c.data[:0]
			if err == io.EOF {
				err = errClose
			}
			return out, err
		}
	}
	out := bytes.Clone(c.data[:n])
	c.data = append(c.data[:0], c.data[n:]...)
	return out, nil
}

// closed reports whether the origin closes the connection by itself within wait; 0
// stands for the usual limit.
func (c *client) closed(wait time.Duration) bool {
	if wait == 0 {
		wait = c.limit
	}
	deadline := time.Now().Add(wait)
	for !c.ended {
		if c.more(deadline) == errTime || len(c.data) > 0 {
			return false
		}
	}
	return true
}

// finish closes the sending half and reads to the end. What it returns was not
// documented.
func (c *client) finish() (extra []byte, err error) {
	if c.flood {
		return nil, c.close()
	}
	if half, ok := c.conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
	deadline := c.deadline()
	for err == nil {
		err = c.more(deadline)
	}
	c.close()
	if err == io.EOF {
		err = nil
	}
	return c.data, err
}
