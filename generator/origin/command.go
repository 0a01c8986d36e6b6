package origin

import (
	"cmp"
	"context"
	"io"
	"math/rand/v2"
	"net"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"wirebook/generator/note"
)

// Commands are the origins of a tree that run as separate programs. Only commands
// listed in site.yaml are ever run, and the only thing they get from a note is the
// bytes of its requests.
type Commands struct {
	// Log, unless it is nil, gets what the commands write. It must be set before they start.
	Log io.Writer

	root    string // the folder that holds content/
	refused string // why none of them may run; empty if they may

	mu      sync.Mutex
	ports   map[int]bool // in use
	origins []*command
}

// NewCommands returns the commands of the tree in the folder root. Close ends their
// processes. If refused gives a reason, no command runs, and exchanges with them are
// not played.
func NewCommands(root, refused string) *Commands {
	return &Commands{root: root, refused: refused, ports: map[int]bool{}}
}

// Origin returns the origin with that name, as site.yaml describes it; o must have a
// command. It starts when the first note needs it.
func (c *Commands) Origin(name string, o note.Origin) Origin {
	out := &command{Origin: o, name: name, all: c, limit: cmp.Or(o.Deadline, patience), startLimit: cmp.Or(o.StartDeadline, startPatience)}
	c.mu.Lock()
	c.origins = append(c.origins, out)
	c.mu.Unlock()
	return out
}

// Close ends all processes and waits until they are gone.
func (c *Commands) Close() {
	c.mu.Lock()
	origins := c.origins
	c.mu.Unlock()
	for _, o := range origins {
		o.Restart()
		o.mu.Lock()
		kept := o.spare
		o.spare = nil
		o.mu.Unlock()
		kept.stop()
	}
}

// Renew has each command that notes were played on end, and start again beforehand: notes
// that need it later find a process in its first state. It does not wait.
func (c *Commands) Renew() {
	c.mu.Lock()
	origins := c.origins
	c.mu.Unlock()
	for _, o := range origins {
		o.renew()
	}
}

// port picks a port of 127.0.0.1 on which nothing listens. It is below the range that
// systems assign to clients, where any port may be taken at any moment.
func (c *Commands) port() (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for tries := 0; ; tries++ {
		port := 20000 + rand.IntN(12000)
		if c.ports[port] {
			continue
		}
		err := portFree(port)
		if err == nil {
			c.ports[port] = true
			return port, nil
		}
		if tries == 100 {
			return 0, err
		}
	}
}

func portFree(port int) error {
	l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err == nil {
		l.Close()
	}
	return err
}

func (c *Commands) freePort(port int) {
	c.mu.Lock()
	delete(c.ports, port)
	c.mu.Unlock()
}

// startPatience is how long a command may take to become ready, unless site.yaml says
// otherwise.
const startPatience = 10 * time.Second

// A command is an origin that runs as a separate program.
type command struct {
	note.Origin
	name       string
	all        *Commands
	limit      time.Duration
	startLimit time.Duration

	prepareOnce sync.Once
	program     program

	turn sync.Mutex

	mu      sync.Mutex
	process *process // shared by all notes; nil before the first start and after Restart
	failed  error    // why it did not start; not retried for each note
	started bool     // a process was started for a note
	spare   *spare   // nil where none is kept ready

	regionsOnce sync.Once
	regions     regions
}

// Name is its name in site.yaml.
func (c *command) Name() string { return c.name }

// Turn is held while a note is played on the shared process.
func (c *command) Turn() sync.Locker { return &c.turn }

// Routes returns nil: the routes of a command are unknown.
func (c *command) Routes() []Route { return nil }

// Sendable is false: a page cannot contain this server.
func (c *command) Sendable() bool { return false }

func (c *command) Limit() time.Duration { return c.limit }

// Fresh reports whether each note has a process of its own.
func (c *command) Fresh() bool { return c.Origin.Fresh }

// By is the name given in site.yaml with the installed version, or else the name of the
// program.
func (c *command) By() string {
	return c.called(c.prepare().installed)
}

func (c *command) called(installed string) string {
	const filled = "${INSTALLED}"
	before, _, _ := strings.Cut(c.Origin.By, filled)
	if words := strings.Fields(before); len(words) > 0 {
		installed = after(installed, words[len(words)-1])
	}
	name := strings.Join(strings.Fields(strings.ReplaceAll(c.Origin.By, filled, installed)), " ")
	if name == "" {
		return path.Base(c.Command[0])
	}
	return name
}

// after leaves the name of a program out of the line with its version, where the line has
// it before the first digit: nginx -v prints "nginx version: nginx/1.22.1".
func after(line, name string) string {
	digit := strings.IndexAny(line, "0123456789")
	if at := strings.LastIndex(line[:max(digit, 0)], name); at >= 0 {
		return strings.TrimLeft(line[at+len(name):], " /:")
	}
	return line
}

// Start gives a note its process: one of its own, or the shared one, restarted if it
// has ended.
func (c *command) Start(ctx context.Context) (Instance, error) {
	c.mu.Lock()
	p, err := c.process, c.failed
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if p == nil || p.hasEnded() {
		if p, err = c.next(ctx); err != nil {
			if ctx.Err() == nil {
				c.mu.Lock()
				c.failed = err
				c.mu.Unlock()
			}
			return nil, err
		}
		if !c.Origin.Fresh {
			c.mu.Lock()
			was := c.process
			c.process = p
			c.mu.Unlock()
			was.stop()
		}
	}
	return &commandRun{command: c, process: p, began: p.log.count()}, nil
}

// Restart ends the shared process: the next note gets a new one.
func (c *command) Restart() bool {
	c.mu.Lock()
	p := c.process
	c.process, c.failed = nil, nil
	c.mu.Unlock()
	p.stop()
	return true
}

// A spare is a process that no note has played on.
type spare struct {
	ready   chan struct{} // closed when it is, or has failed
	process *process
	end     context.CancelFunc
}

// next returns a process in its first state: the spare one, or one started now.
func (c *command) next(ctx context.Context) (*process, error) {
	c.mu.Lock()
	kept := c.spare
	c.spare, c.started = nil, true
	c.mu.Unlock()
	if kept != nil {
		select {
		case <-kept.ready:
		case <-ctx.Done():
			kept.stop()
			return nil, ctx.Err()
		}
		if p := kept.process; p != nil && !p.hasEnded() {
			kept.end()
			return p, nil
		}
		kept.stop()
	}
	return c.launch(ctx)
}

// renew drops the process that notes were played on, and keeps another one ready. Whatever
// keeps that from starting is told when a note needs it.
func (c *command) renew() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.started { // what is kept is not played on
		c.failed = nil
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	next, was := &spare{ready: make(chan struct{}), end: cancel}, c.process
	c.spare, c.started, c.process, c.failed = next, false, nil, nil
	go func() {
		defer close(next.ready)
		was.stop()
		next.process, _ = c.launch(ctx)
	}()
}

// stop ends a spare that is not needed, or that could not be started.
func (s *spare) stop() {
	if s == nil {
		return
	}
	s.end()
	<-s.ready
	s.process.stop()
}
