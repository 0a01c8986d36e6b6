// Package serve shows the site to its author as it is written. Serve builds the site,
// serves public/ on loopback, builds again when a file of the tree changes, and notifies
// the open pages.
//
//   - A page reloads only if its own bytes changed.
//   - Faults are shown over the page as text, and disappear when they are fixed.
//   - When Go code changes, the program is compiled and replaces itself with the new
//     one, so that the examples are always played against the server in the tree. Where
//     a process cannot replace itself, a fault says to restart.
//
// A trial of an exchange that a command of site.yaml answers is sent to a process of that
// command that is kept for trials; see the file trial.go.
//
// serve adds its script to pages as it sends them; the files in public/ are the
// published ones. The headers are those of netlify.toml and public/_headers, so that a page that its own
// Content-Security-Policy breaks is broken here too.
package serve

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
	"wirebook/generator/trial"
)

// Options say what to serve, and where.
type Options struct {
	generator.Options

	Addr  string    // a loopback address with its port; empty is DefaultAddr
	Out   io.Writer // receives the address, a line for each build, and the faults
	Color bool      // Out shows colours

	// Build makes the site in Root/public; nil means that of a generator.Session with the
	// Options above.
	Build func(context.Context) (generator.Summary, []source.Fault)
	// Rest makes what Build left because no page waits for it. It may be nil.
	Rest func(context.Context) (generator.Summary, []source.Fault)
	// Trials answers the trials of readers. It may be nil: then there are none.
	Trials *trial.Live
}

// reading limits the time to read a request, with its body. An event stream may last
// longer, because its request has been read.
const reading = 30 * time.Second

// DefaultAddr is the address used if Options.Addr is empty.
const DefaultAddr = "127.0.0.1:8080"

// A server is one run of Serve.
type server struct {
	Options
	shown *shown
	token string // pages of this run show it with a trial
}

// Serve builds the site and serves it until ctx ends. Then it returns nil, and nothing
// that it started is still running. If the address is busy or not on loopback, or the
// tree cannot be watched, it returns an error, which is a source.Fault. Faults of the
// notes are printed and shown in the pages, not returned.
func Serve(ctx context.Context, o Options) error {
	if o.Build == nil {
		session := generator.NewSession(o.Options)
		defer session.Close()
		defer session.Trials.Close()
		o.Build, o.Rest, o.Trials = session.Build, session.Rest, session.Trials
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

	s := &server{Options: o, shown: newShown(), token: rand.Text()}
	// Watching starts before the first build, so that no change is missed.
	w, err := Watch(o.Root)
	if err != nil {
		return err
	}
	group.Go(func() { w.Run(ctx) })

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
	fmt.Fprintf(o.Out, "serving http://%s/ (press Ctrl-C to stop)\n", listener.Addr())

	ended, echo := time.Now(), Echo{}
	var rest <-chan time.Time // after a build without a change behind it
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-served:
			return source.Usage("not-served", fmt.Sprintf("the server stopped: %v", err), "start serve again")
		case change := <-w.Changes:
			is, say := echo.Is(change, ended)
			if say != "" {
				fmt.Fprintln(o.Out, say)
			}
			if is {
				continue
			}
			if change.Code || s.shown.stale() {
				s.renew(ctx)
			} else {
				s.build(ctx)
				rest = time.After(restLag)
			}
			ended = time.Now()
		case <-rest:
			s.rest(ctx)
		}
	}
}

// stop shuts the server down and waits up to a second for requests in progress. Event
// streams end with the context.
func stop(hs *http.Server, cancel context.CancelFunc) {
	cancel()
	ctx, done := context.WithTimeout(context.Background(), time.Second)
	defer done()
	if hs.Shutdown(ctx) != nil {
		hs.Close()
	}
}

// build makes the site once and shows the result.
func (s *server) build(ctx context.Context) {
	start := time.Now()
	headers, faults := ReadHeaders(s.Root)
	summary, more := s.Build(ctx)
	if ctx.Err() != nil {
		return // a build that was cut short says nothing about the notes
	}
	faults = append(faults, more...)
	s.report(faults)
	made := builtHeaders(s.Root)
	s.print(append(summary.Notices, headers.hides(made)...))
	headers = append(made, headers...)
	if len(faults) == 0 {
		fmt.Fprintf(s.Out, "built %d pages, %d exchanges proven, in %.2f s\n", summary.Pages, summary.Proven, time.Since(start).Seconds())
	}
	s.shown.set(headers, faults, false) // last: a page that reloads finds everything in place
}

// restLag is how long after a build the rest of it is made: the next change may come
// at once, and the pages load again.
const restLag = 100 * time.Millisecond

// rest makes what a build left.
func (s *server) rest(ctx context.Context) {
	if s.Rest == nil {
		return
	}
	if _, faults := s.Rest(ctx); len(faults) > 0 && ctx.Err() == nil {
		s.report(faults)
		headers, _, _ := s.shown.get()
		s.shown.set(headers, faults, false)
	}
}

// report prints faults as the other commands do, and their number.
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
