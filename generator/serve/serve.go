// Package serve shows the site to its author while it is written. Serve builds,
// serves public/ on loopback, builds again when a file of the tree changes, and
// tells the open pages.
//
//   - A page reloads when its own bytes changed, and only then.
//   - A fault is shown over the page as text, and goes away when it is mended.
//   - When Go code changes, the program is compiled anew and becomes the new one,
//     so that the examples are always played against the server that the tree
//     holds. Where a process cannot become another, the fault says to restart.
//
// What serve adds to a page it adds on the way out: the files in public/ are
// those that are published. The headers are those of netlify.toml, so that a
// page that its Content-Security-Policy breaks is broken here as well.
package serve

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
)

// Options say what is served and where.
type Options struct {
	generator.Options

	Addr  string    // a loopback address with its port; empty is DefaultAddr
	Out   io.Writer // takes what there is to say: the address, each build, each fault
	Color bool      // Out is a terminal that shows colours

	// Build makes the site in Root/public; nil is generator.Build with the Options
	// above.
	Build func(context.Context) (generator.Summary, []source.Fault)
}

// reading is how long a request may take to be read, with its body. An event stream
// may last: its request has been read.
const reading = 30 * time.Second

// DefaultAddr is where the site is served if nothing else is asked for.
const DefaultAddr = "127.0.0.1:8080"

// A server is one run of Serve.
type server struct {
	Options
	shown *shown
}

// Serve builds the site and serves it until ctx ends; then it returns nil, and
// nothing that it started still runs. An address that is busy or not on
// loopback, and a tree that cannot be watched, are errors: a source.Fault.
// Faults of the notes are none: they are printed and shown in the pages.
func Serve(ctx context.Context, o Options) error {
	if o.Build == nil {
		o.Build = func(ctx context.Context) (generator.Summary, []source.Fault) { return generator.Build(ctx, o.Options) }
	}
	listener, err := Listen(ctx, o.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	discardOwnBinary()

	s := &server{Options: o, shown: newShown()}
	// Watching begins before the first build, so that no change falls in between.
	w, err := watch(o.Root)
	if err != nil {
		return source.Usage("not-watched", fmt.Sprintf("changes in %s cannot be watched: %v", o.Root, err), watchAdvice(err))
	}
	group.Go(func() { w.run(ctx) })

	s.build(ctx)
	hs := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       reading,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the event streams
	}
	served := make(chan error, 1)
	group.Go(func() { served <- hs.Serve(listener) })
	defer stop(hs, cancel)
	fmt.Fprintf(o.Out, "serving http://%s/ (Ctrl-C ends it)\n", listener.Addr())

	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-served:
			return source.Usage("not-served", fmt.Sprintf("the server ended: %v", err), "start it again")
		case change := <-w.changes:
			if change.code || s.shown.stale() {
				s.renew(ctx)
			} else {
				s.build(ctx)
			}
		}
	}
}

// stop ends the server and waits for those who are being answered. The event
// streams end with the context.
func stop(hs *http.Server, cancel context.CancelFunc) {
	cancel()
	ctx, done := context.WithTimeout(context.Background(), time.Second)
	defer done()
	if hs.Shutdown(ctx) != nil {
		hs.Close()
	}
}

// build makes the site once and shows what came of it.
func (s *server) build(ctx context.Context) {
	start := time.Now()
	headers, faults := readHeaders(s.Root)
	summary, more := s.Build(ctx)
	if ctx.Err() != nil {
		return // a build that was cut short says nothing about the notes
	}
	faults = append(faults, more...)
	s.report(faults)
	s.print(summary.Notices)
	if len(faults) == 0 {
		fmt.Fprintf(s.Out, "built %d pages, %d exchanges proven, in %.2f s\n", summary.Pages, summary.Proven, time.Since(start).Seconds())
	}
	s.shown.set(headers, faults, false) // last: whoever hears of it finds all of it said
}

// report prints faults as the other commands do.
func (s *server) report(faults []source.Fault) {
	s.print(faults)
	if n := len(faults); n > 0 {
		fmt.Fprintf(s.Out, "%d %s; waiting for a change\n", n, plural(n, "fault", "faults"))
	}
}

func (s *server) print(faults []source.Fault) {
	for _, f := range faults {
		source.Printer{W: s.Out, Color: s.Color}.Print(f)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
