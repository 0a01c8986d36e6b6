package origin

import (
	"cmp"
	"context"
	"math/rand/v2"
	"net"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"wirebook/generator/note"
)

// Commands are the origins of a tree that are programs of their own. Only what
// site.yaml of the tree names is ever run, and nothing from a note reaches it
// but the bytes of the requests.
type Commands struct {
	root    string // the folder that holds content/
	refused string // why none of them is run; empty where they are

	mu      sync.Mutex
	ports   map[int]bool // in use
	origins []*command
}

// NewCommands makes the commands of the tree in the folder root. Close ends
// their processes. Where a reason is given for refusing them, none is run, and
// exchanges with them are not played.
func NewCommands(root, refused string) *Commands {
	return &Commands{root: root, refused: refused, ports: map[int]bool{}}
}

// Origin is the origin of that name, as site.yaml describes it; o has a command.
// Nothing is started before a note asks for it.
func (c *Commands) Origin(name string, o note.Origin) Origin {
	out := &command{Origin: o, name: name, all: c, limit: cmp.Or(o.Deadline, patience), startLimit: cmp.Or(o.StartDeadline, startPatience)}
	c.mu.Lock()
	c.origins = append(c.origins, out)
	c.mu.Unlock()
	return out
}

// Close ends all processes, and waits until they are gone.
func (c *Commands) Close() {
	c.mu.Lock()
	origins := c.origins
	c.mu.Unlock()
	for _, o := range origins {
		o.Restart()
	}
}

// port takes a port of 127.0.0.1 on which nothing listens. It lies below those
// that systems give to clients, which may be taken at any moment.
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

// startPatience is how long a command may take until it is ready, where
// site.yaml does not say.
const startPatience = 10 * time.Second

// A command is an origin that is a program of its own.
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
	process *process // that all notes share; nil before the first, and where it ended
	failed  error    // why it did not start: it is not tried again for each note

	regionsOnce sync.Once
	regions     regions
}

// Name is that of site.yaml.
func (c *command) Name() string { return c.name }

// Turn is held while a note is played on the process that all notes share.
func (c *command) Turn() sync.Locker { return &c.turn }

// Routes cannot be told of a command.
func (c *command) Routes() []Route { return nil }

// Sendable is false: a reader cannot start what answers.
func (c *command) Sendable() bool { return false }

func (c *command) Limit() time.Duration { return c.limit }

// Fresh says that each note has a process of its own.
func (c *command) Fresh() bool { return c.Origin.Fresh }

// By is the name that site.yaml gives, with the version that is installed, or
// else the name of the program.
func (c *command) By() string {
	return c.called(c.prepare().installed)
}

func (c *command) called(installed string) string {
	name := strings.Join(strings.Fields(strings.ReplaceAll(c.Origin.By, "${INSTALLED}", installed)), " ")
	if name == "" {
		return path.Base(c.Command[0])
	}
	return name
}

// Start gives a note its process: one of its own, or the one that all share,
// which is started anew where it has ended.
func (c *command) Start(ctx context.Context) (Instance, error) {
	c.mu.Lock()
	p, err := c.process, c.failed
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if p == nil || p.hasEnded() {
		if p, err = c.launch(ctx); err != nil {
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

// Restart ends the process that all notes share: the next note gets a new one.
func (c *command) Restart() {
	c.mu.Lock()
	p := c.process
	c.process, c.failed = nil, nil
	c.mu.Unlock()
	p.stop()
}
