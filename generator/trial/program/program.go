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
	"log"
	"net/http"
	"runtime"
	"strings"
	"sync"
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
	make  func(*log.Logger) *http.Server
	facts *registry.Registry
	judge *rule.Judge
	limit time.Duration

	explainer *excerpt.Explainer

	state
	note     *Note
	exchange int
}

// state is an origin and the connections to it.
type state struct {
	server   *http.Server
	listener *pipe.Listener
	dialed   int
	clients  map[int]*client // by the number of their conversation
	bound    map[string]string
	log      *logLines
	spent    bool // the reader has sent something
}

// New makes a program for an origin. make may be nil: then Read and Judge work, and Begin
// is an error.
func New(make func(*log.Logger) *http.Server) (*Program, error) {
	facts, err := registry.Load()
	if err != nil {
		return nil, err
	}
	return &Program{make: make, facts: facts, judge: rule.NewJudge(facts), limit: limit}, nil
}

// By names what answers: net/http go1.26.8.
func (p *Program) By() string { return "net/http " + runtime.Version() }

// reset starts a new origin.
func (p *Program) reset() {
	p.Close()
	p.state = state{listener: pipe.Listen(), clients: map[int]*client{}, bound: map[string]string{}, log: new(logLines)}
	logger := log.New(p.log, "", 0)
	p.server = p.make(logger)
	p.server.ErrorLog = cmp.Or(p.server.ErrorLog, logger)
	go p.server.Serve(p.listener)
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
	p.dialed++
	conn, err := p.listener.Dial(p.dialed)
	if err != nil {
		return nil, err
	}
	c := newClient(conn, p.limit)
	p.clients[number] = c
	return c, nil
}

// logLines collects what the origin logs.
type logLines struct {
	mu    sync.Mutex
	lines []string
}

func (l *logLines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, strings.TrimRight(string(b), "\n"))
	return len(b), nil
}

// take returns the lines since the last call.
func (l *logLines) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines
	l.lines = nil
	return lines
}
