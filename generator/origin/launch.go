package origin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirebook/generator/source"
)

// launch starts the command and waits until it is ready.
func (c *command) launch(ctx context.Context) (*process, error) {
	program := c.prepare()
	switch {
	case program.err != nil:
		return nil, program.err
	case program.absent != nil:
		return nil, program.absent
	}
	for tries := 0; ; tries++ {
		p, port, err := c.start(program)
		if err != nil {
			return nil, &Trouble{ID: "origin-start", What: fmt.Sprintf("the origin %s cannot be started: %v", c.name, err), Do: "check the command in content/site.yaml", Exit: source.ExitOrigin, Unstarted: true}
		}
		if err = c.await(ctx, p, port); err == nil {
			return p, nil
		}
		stolen := p.hasEnded() && port > 0 && portFree(port) != nil
		p.stop()
		if !stolen || tries == 3 {
			return nil, err
		}
	}
}

// start starts the command on an address of its own.
func (c *command) start(program program) (p *process, port int, err error) {
	var env []string
	args := slices.Clone(c.Command)
	asks := slices.ContainsFunc(args, func(a string) bool { return strings.Contains(a, "${PORT}") })
	for name, v := range c.Environment {
		asks = asks || strings.Contains(v, "${PORT}")
		env = append(env, name+"="+v)
	}
	if asks {
		if port, err = c.all.port(); err != nil {
			return nil, 0, err
		}
		for _, list := range [][]string{args, env} {
			for i := range list {
				list[i] = strings.ReplaceAll(list[i], "${PORT}", strconv.Itoa(port))
			}
		}
	}
	p, err = startProcess(program.path, args, program.folder, env, c.all.Log)
	switch {
	case err != nil && asks:
		c.all.freePort(port)
	case err != nil:
	case asks:
		p.network, p.address = "tcp", "127.0.0.1:"+strconv.Itoa(port)
		p.release = func() { c.all.freePort(port) }
	default:
		p.network = "unix"
	}
	return p, port, err
}

// doubt is how long to watch a command when another program listens on its port: the
// command exits if that program took the port first, which takes it seconds on a busy
// machine. If the other program works for it, as that of a container does, this is how
// long its start takes.
const doubt = 10 * time.Second

// await waits until the command is ready, up to its start-deadline.
func (c *command) await(ctx context.Context, p *process, port int) error {
	deadline := time.NewTimer(c.startLimit)
	defer deadline.Stop()
	var since time.Time // since when it seems ready
	for wait := 2 * time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		notYet := c.ready(ctx, p)
		if notYet == nil && since.IsZero() {
			since = time.Now()
		}
		if notYet == nil && !p.hasEnded() && (port == 0 || p.owns(port) || time.Since(since) > doubt) {
			return nil
		}
		select {
		case <-p.ended:
			t := c.exited(p, "before it was ready", "fix it, or its command in content/site.yaml; it must stay in the foreground")
			t.Unstarted = true
			return t
		case <-deadline.C:
			if notYet == nil {
				return nil
			}
			return &Trouble{ID: "origin-start", What: fmt.Sprintf("the origin %s was not ready within %s: %v", c.name, c.startLimit, notYet),
				Do: "make sure that it listens where ${PORT} or ${SOCKET} says, or raise its start-deadline in content/site.yaml", Exit: source.ExitOrigin, Unstarted: true, Log: p.log.since(0)}
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// ready checks once whether the command is ready: it accepts a connection, or answers a
// request with success.
func (c *command) ready(ctx context.Context, p *process) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	var d net.Dialer
	if !strings.HasPrefix(c.Ready, "/") {
		conn, err := d.DialContext(ctx, p.network, p.address)
		if err != nil {
			return c.silent(p)
		}
		return conn.Close()
	}
	host := "localhost"
	if len(c.Hosts) > 0 {
		host = c.Hosts[0]
	}
	client := http.Client{
		Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return d.DialContext(ctx, p.network, p.address)
		}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	req, err := http.NewRequestWithContext(ctx, "GET", "http://"+host+c.Ready, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(req)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("it does not answer GET %s", c.Ready)
	case err != nil:
		return c.silent(p)
	}
	answer.Body.Close()
	if answer.StatusCode >= 400 {
		return fmt.Errorf("it answers GET %s with %s", c.Ready, answer.Status)
	}
	return nil
}

// silent returns the error that nobody listens.
func (c *command) silent(p *process) error {
	if p.network == "unix" {
		return errors.New("nothing listens on its socket")
	}
	return fmt.Errorf("nothing listens on %s", p.address)
}
