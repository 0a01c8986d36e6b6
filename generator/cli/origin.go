package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"

	"wirebook/generator"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/serve"
	"wirebook/generator/source"
)

type originCommand struct {
	Addr   string `help:"Address of the first origin; loopback only. Each other has the next port." default:"${origin}" placeholder:"HOST:PORT"`
	Note   string `help:"Print how to send the requests of this note, which expects fresh origins, and run only those." placeholder:"FILE"`
	Origin string `help:"Run only this origin of site.yaml." placeholder:"NAME"`
}

// Run serves the origins of the course until it is stopped, or one of them ends.
func (c *originCommand) Run(r *run) (err error) {
	var sel generator.Selection
	if c.Note != "" {
		if sel, err = generator.Select(r.root, []string{c.Note}); err != nil {
			return err
		}
	}
	hand, err := r.options("").ByHand(sel, c.Origin, r.program.Err)
	if err != nil {
		return err
	}
	defer hand.Close()
	ctx, stop := context.WithCancel(r.ctx)
	defer stop()
	ended, running := make(chan error, len(hand.Origins)), 0
	defer func() { // before the processes end
		stop()
		for ; running > 0; running-- {
			err = cmp.Or(<-ended, err)
		}
	}()
	addrs := map[string]string{}
	for _, o := range hand.Origins {
		if why := o.Absent(); why != "" && c.Origin == "" {
			fmt.Fprintln(r.program.Err, why)
			continue
		}
		run, l, err := c.open(ctx, r, o, hand.Config)
		switch {
		case r.ctx.Err() != nil: // it was stopped while they start
			return nil
		case err != nil:
			return err
		}
		addrs[o.Name()] = l.Addr().String()
		running++
		go func() { ended <- run() }()
	}
	if running == 0 {
		return source.Usage("no-origin", "no origin of content/site.yaml can be started", "name one with a command and install what it needs; or add content/origin, and name it in main.go")
	}
	fmt.Fprintln(r.program.Out, "each keeps its state, and the code that it was started with, until you stop it (Ctrl-C)")
	for _, request := range hand.Requests {
		if addr := addrs[request.Origin]; addr != "" {
			send := request.Send(addr)
			fmt.Fprintln(r.program.Out, cmp.Or(send.Curl, send.Pipe))
		}
	}
	select {
	case err = <-ended:
		running--
	case <-r.ctx.Done():
	}
	return err
}

// open starts an origin and returns what serves it, and where, until ctx ends.
func (c *originCommand) open(ctx context.Context, r *run, o origin.Origin, config note.Config) (run func() error, l net.Listener, err error) {
	l, err = serve.Listen(ctx, exchange.AddrOf(config, o.Name(), c.Addr))
	if err != nil {
		return nil, nil, err
	}
	host := ""
	if hosts := config.Origins[o.Name()].Hosts; len(hosts) > 0 {
		host = hosts[0]
	}
	if o.Sendable() {
		server := r.program.Origin(log.New(r.program.Err, "", 0))
		server.Handler = onLoopback(server.Handler, host)
		run = func() error { return served(ctx, server, l) }
	} else {
		instance, err := o.Start(ctx)
		if err != nil {
			l.Close()
			return nil, nil, trouble(err)
		}
		run = func() error { return trouble(origin.Relay(ctx, l, instance)) }
	}
	as := ""
	if host != "" {
		as = " as " + host
	}
	fmt.Fprintf(r.program.Out, "the origin %s listens on http://%s%s (%s)\n", o.Name(), l.Addr(), as, o.By())
	return run, l, nil
}

// served serves the built-in origin until ctx ends.
func served(ctx context.Context, server *http.Server, l net.Listener) error {
	defer context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Shutdown(ctx)
	})()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// trouble is the fault of an origin that did not start, or ended.
func trouble(err error) error {
	if t, is := errors.AsType[*origin.Trouble](err); is {
		return t.Fault()
	}
	return err
}

// onLoopback lets `curl http://127.0.0.1:8081/books/1` reach the host that the notes
// use, without a Host field of its own.
func onLoopback(next http.Handler, host string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Host
		if h, _, err := net.SplitHostPort(name); err == nil {
			name = h
		}
		if host != "" && serve.Loopback(name) {
			r.Host = host
		}
		next.ServeHTTP(w, r)
	})
}
