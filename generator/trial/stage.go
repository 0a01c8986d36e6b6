package trial

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"wirebook/generator/origin"
	"wirebook/generator/trial/program"
)

var errEnded = errors.New("the server was ended: send it again")

// A stage is an origin on which trials are played, one at a time.
type stage struct {
	origin  origin.Origin
	program *program.Program
	ctx     context.Context // done when the stage has ended
	cancel  context.CancelFunc
	turn    chan struct{} // holds a value while a call has its turn

	// What follows belongs to the call that has its turn.
	call     context.Context
	run      string // the name of the last Begin
	doubtful bool   // the process was silent, or is in the middle of something

	mu    sync.Mutex
	conns map[*conn]bool
}

func newStage(o origin.Origin) (*stage, error) {
	s := &stage{origin: o, turn: make(chan struct{}, 1), conns: map[*conn]bool{}}
	p, err := program.Over(o.By(), s.start)
	s.program = p
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, err
}

// do gives a call its turn. A call that was stopped leaves nothing behind: the next
// begins with a new process.
func (s *stage) do(ctx context.Context, longest time.Duration, call func() error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, longest, fmt.Errorf("it was not done after %s", longest))
	defer cancel()
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-s.ctx.Done():
		return errEnded
	}
	defer func() { <-s.turn }()
	defer context.AfterFunc(s.ctx, cancel)()
	defer context.AfterFunc(ctx, s.cut)()
	if s.ctx.Err() != nil {
		return errEnded
	}
	s.call = ctx
	err := call()
	if ctx.Err() != nil {
		s.doubtful, s.run = true, ""
		s.program.Close()
		if err = context.Cause(ctx); s.ctx.Err() != nil {
			err = errEnded
		}
	}
	return err
}

// end stops the call that has its turn, and lets no other begin. The process is then free
// to be ended.
func (s *stage) end() {
	s.cancel()
	s.turn <- struct{}{}
	s.program.Close()
	<-s.turn
}

// renew has the next Begin start a new process: tasks begin in the first state.
func (s *stage) renew() { s.doubtful = true }

// start returns the process of the origin.
func (s *stage) start() (*program.Server, error) {
	if s.doubtful {
		s.origin.Restart()
		s.doubtful = false
	}
	instance, err := s.origin.Start(s.call)
	if err != nil {
		s.doubtful = true // so that the next trial tries again
		return nil, err
	}
	return &program.Server{
		Dial: func(int) (net.Conn, error) {
			c, err := instance.Dial(s.call)
			if err != nil {
				return nil, err
			}
			return s.open(c), nil
		},
		Close: instance.Stop,
	}, nil
}

// open keeps a connection, so that it can be cut.
func (s *stage) open(c net.Conn) net.Conn {
	out := &conn{Conn: c, stage: s, written: make(chan struct{})}
	close(out.written)
	s.mu.Lock()
	s.conns[out] = true
	s.mu.Unlock()
	if s.call.Err() != nil {
		out.Close()
	}
	return out
}

// cut closes all connections.
func (s *stage) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.Conn.Close()
	}
}

// A conn does not wait in Write, as a pipe.Conn does not: an origin may answer before it
// has all of a request, and then read no more.
type conn struct {
	net.Conn
	stage   *stage
	written chan struct{} // closed when all that was to be written is
}

// stuck is how long an origin may take to read before no more is written to it.
const stuck = 10 * time.Second

func (c *conn) Write(b []byte) (int, error) {
	before, done := c.written, make(chan struct{})
	c.written = done
	b = bytes.Clone(b)
	go func() {
		defer close(done)
		<-before
		c.Conn.SetWriteDeadline(time.Now().Add(stuck))
		c.Conn.Write(b) // a failure shows in what is received
	}()
	return len(b), nil
}

// CloseWrite tells the origin that no more will be sent.
func (c *conn) CloseWrite() error {
	<-c.written
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

func (c *conn) Close() error {
	c.stage.mu.Lock()
	delete(c.stage.conns, c)
	c.stage.mu.Unlock()
	return c.Conn.Close()
}
