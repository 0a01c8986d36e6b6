// Package program answers trials: requests that a reader of the site sends to the
// built-in origin from the page. trial.Build compiles it to WebAssembly with the origin
// of the site, and a worker of the page runs it. All of it but the glue to the page also
// works natively, which is how it is tested.
//
//	p, err := program.New(origin.New)
//	p.Begin(note, 3)                    // the state in which the third exchange of a note begins
//	p.Send(request, false, tell)        // the reader's bytes; tell hears what passes, as it passes
//
// Begin starts a new origin and replays what the note sends before the exchange, so that
// the reader's request meets the same state as the documented one. Send returns a Report:
// the messages, how they differ from what the documented request gets, and which rules
// of the RFCs they break.
package program

import (
	"cmp"
	"errors"
	"log"
	"net"
	"net/http"
	"runtime"
	"time"

	"wirebook/generator/excerpt"
	"wirebook/generator/pipe"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
)

// limit is how long the origin may stay silent before a wait for it ends, unless the
// site says otherwise.
const limit = 5 * time.Second

// A Program answers trials, one at a time. It has one origin, which Begin replaces.
type Program struct {
	start func(*pipe.Log) (*Server, error) // nil if there is no origin
	by    string
	facts *registry.Registry
	judge *rule.Judge
	limit time.Duration

	explainer *excerpt.Explainer

	state
	note     *Note
	exchange int
	apart    bool              // each start is an origin of its own, beside the others
	answers  map[int][]*answer // what the exchanges of the note get, as far as that was asked for
}

// A Server is an origin that was started: Dial opens the nth connection to it.
type Server struct {
	Dial  func(n int) (net.Conn, error)
	Close func()
}

// state is an origin and the connections to it.
type state struct {
	server  *Server
	dialed  int
	clients map[int]*client // by the number of their conversation
	bound   map[string]string
	log     *pipe.Log
	spent   bool // the reader has sent something
}

// New makes a program for an origin. make may be nil: then Read and Judge work, and Begin
// is an error.
func New(make func(*log.Logger) *http.Server) (*Program, error) {
	p, err := Over("net/http "+runtime.Version(), nil)
	if err == nil && make != nil {
		p.apart = true
		p.start = func(lines *pipe.Log) (*Server, error) { return serve(make, lines), nil }
	}
	return p, err
}

// Over makes a program for another origin, whose name is by. start brings it into the
// state that notes are played from.
func Over(by string, start func() (*Server, error)) (*Program, error) {
	facts, err := registry.Load()
	if err != nil {
		return nil, err
	}
	p := &Program{by: by, facts: facts, judge: rule.NewJudge(facts), limit: limit}
	if start != nil {
		p.start = func(*pipe.Log) (*Server, error) { return start() }
	}
	return p, nil
}

// serve starts an origin that is reached over connections in memory.
func serve(make func(*log.Logger) *http.Server, lines *pipe.Log) *Server {
	listener, logger := pipe.Listen(), log.New(lines, "", 0)
	server := make(logger)
	server.ErrorLog = cmp.Or(server.ErrorLog, logger)
	go server.Serve(listener)
	return &Server{Dial: listener.Dial, Close: func() { server.Close() }}
}

// By names what answers: net/http go1.26.8.
func (p *Program) By() string { return p.by }

// reset starts a new origin.
func (p *Program) reset() error {
	p.Close()
	if p.start == nil {
		return errors.New("this site has no built-in origin")
	}
	lines := new(pipe.Log)
	server, err := p.start(lines)
	if err == nil {
		p.state = state{server: server, clients: map[int]*client{}, bound: map[string]string{}, log: lines}
	}
	return err
}

// Close ends the origin and its connections.
func (p *Program) Close() {
	for _, c := range p.clients {
		c.conn.Close()
	}
	if p.server != nil {
		p.server.Close()
	}
	p.state = state{}
}

// dial opens the connection of a conversation, unless it is open.
func (p *Program) dial(number int) (*client, error) {
	if c := p.clients[number]; c != nil {
		return c, nil
	}
	if p.server == nil {
		return nil, errors.New("no exchange was begun")
	}
	p.dialed++
	conn, err := p.server.Dial(p.dialed)
	if err != nil {
		return nil, err
	}
	c := newClient(conn, p.limit)
	p.clients[number] = c
	return c, nil
}
