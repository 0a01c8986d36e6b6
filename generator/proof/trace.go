package proof

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"wirebook/generator/exchange"
)

// A Trace writes down what goes over the connection of one exchange: every byte both
// ways, with the milliseconds since the connection was opened. Lines begin with > for
// what the client sends, < for what it receives, and * for events. Bytes are written as
// in a raw fence. After the first 8 KiB that go one way in one step of the note, the
// rest is only counted.
type Trace struct {
	W    io.Writer
	File string // the name of the note's file: content/status/404.md
	Line int    // a line of one of the fences of the exchange

	mu      sync.Mutex
	found   bool // an exchange that is played is at the line
	dialed  bool
	began   time.Time
	number  int // the number of the exchange that is being played
	up      flow
	down    flow
	closing bool
}

// traceMost is the number of bytes of a flow that are shown in one step.
const traceMost = 8 << 10

// A flow is one direction of the connection.
type flow struct {
	mark  string
	total int
	shown int // in this step
	left  int // bytes left out in this step
}

// Trace sets the trace to write while the notes are played; nil writes none. Call it
// before.
func (p *Prover) Trace(t *Trace) { p.trace = t }

// Found reports whether an exchange that is played was at the line.
func (t *Trace) Found() bool { return t != nil && t.found }

// attach sets the connection to trace, if it is in the plan.
func (t *Trace) attach(p *plan) {
	if t == nil || p.File().Name != t.File {
		return
	}
	for _, st := range p.Steps {
		if !p.left[st] && st.Exchange.At(p.File(), t.Line) {
			p.connections[st.Conversation].trace = t
			t.found = true
			return
		}
	}
}

// open begins the trace with the connection of a turn. Another connection, as for a
// twin, is not traced.
func (t *Trace) open(conn net.Conn, of *turn) net.Conn {
	if t == nil || t.dialed {
		return conn
	}
	t.dialed, t.began = true, time.Now()
	t.up, t.down = flow{mark: ">"}, flow{mark: "<"}
	line, _ := of.file.Position(of.step.Fence.Marker.Start)
	fmt.Fprintf(t.W, "* %s:%d: connection %d of the note, to %s\n", of.file.Name, line, of.conn.Number, of.conn.server.By())
	return &traced{Conn: conn, trace: t}
}

// step writes which exchange the connection carries from now on.
func (t *Trace) step(of *turn) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.dialed || t.closing { // a twin is played
		return
	}
	t.settle()
	if n := of.step.Exchange.Number; n != t.number {
		t.number = n
		line, _ := of.file.Position(of.step.Fence.Marker.Start)
		t.event("exchange %d, line %d", n, line)
	}
}

// settle ends a step, and writes how much of it was left out.
func (t *Trace) settle() {
	for _, f := range []*flow{&t.up, &t.down} {
		if f.left > 0 {
			fmt.Fprintf(t.W, "%s             … %d more bytes are left out here\n", f.mark, f.left)
		}
		f.shown, f.left = 0, 0
	}
}

func (t *Trace) event(format string, args ...any) {
	fmt.Fprintf(t.W, "* %s %s\n", t.time(), fmt.Sprintf(format, args...))
}

func (t *Trace) time() string {
	return fmt.Sprintf("%8.2f ms", float64(time.Since(t.began).Microseconds())/1000)
}

// bytes writes bytes that went one way at once.
func (t *Trace) bytes(f *flow, b []byte) {
	f.total += len(b)
	n := min(len(b), traceMost-f.shown)
	f.shown += n
	f.left += len(b) - n
	at := t.time()
	for _, line := range visibleLines(b[:n]) {
		fmt.Fprintf(t.W, "%s %s %s\n", f.mark, at, line)
		at = "           "
	}
}

// visibleLines returns bytes as a raw fence shows them, split into lines, with printable
// characters outside ASCII as they are.
func visibleLines(b []byte) (lines []string) {
	line := ""
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r >= utf8.RuneSelf && r != utf8.RuneError && unicode.IsPrint(r) {
			line += string(r)
		} else {
			line += exchange.Escape(b[:n])
		}
		if r == '\n' {
			lines, line = append(lines, line), ""
		}
		b = b[n:]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// A traced connection reports to its trace what goes over it.
type traced struct {
	net.Conn
	trace *Trace
	ended bool
}

func (c *traced) Write(b []byte) (int, error) {
	c.trace.mu.Lock()
	c.trace.bytes(&c.trace.up, b)
	c.trace.mu.Unlock()
	n, err := c.Conn.Write(b)
	if err != nil {
		c.trace.mu.Lock()
		c.trace.event("not everything was sent: %v", err)
		c.trace.mu.Unlock()
	}
	return n, err
}

func (c *traced) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	t := c.trace
	t.mu.Lock()
	defer t.mu.Unlock()
	if n > 0 {
		t.bytes(&t.down, b[:n])
	}
	switch {
	case err == nil || c.ended:
	case errors.Is(err, os.ErrDeadlineExceeded):
		t.event("nothing was received in time")
	default:
		c.ended = true
		t.settle()
		if err == io.EOF {
			t.event("the origin closed its half")
		} else {
			t.event("the connection ended: %v", err)
		}
	}
	return n, err
}

// CloseWrite closes the sending half, if the connection has one.
func (c *traced) CloseWrite() error {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if !ok {
		return nil
	}
	c.trace.mu.Lock()
	c.trace.settle()
	c.trace.event("the client closes its half")
	c.trace.mu.Unlock()
	return half.CloseWrite()
}

func (c *traced) Close() error {
	t := c.trace
	t.mu.Lock()
	if !t.closing {
		t.closing = true
		t.settle()
		t.event("the client closes; %d bytes sent, %d received", t.up.total, t.down.total)
	}
	t.mu.Unlock()
	return c.Conn.Close()
}
