// Package origin runs the servers that answer the examples of notes. An Origin is a
// server listed in site.yaml: BuiltIn makes the Go server of content/origin, which
// answers over connections in memory, and Commands start the others, programs that
// listen on a port or a socket (Flask, nginx).
//
//	server := origin.BuiltIn("library", New, 5*time.Second, files)
//	instance, err := server.Start(ctx) // in its first state, for one note
//	conn, err := instance.Dial(ctx)    // a net.Conn
//	instance.Stop()
//
// An Instance also tells which handler answered and what the server logged, and
// Origin.Code finds the code of that handler, which the page shows beside the response.
// The processes of commands end with the program, even if it is killed: see Watchdog.
package origin

import (
	"context"
	"net"
	"sync"
	"time"

	"wirebook/generator/source"
)

// patience is how long an origin may take to answer or to close, unless site.yaml says
// otherwise.
const patience = 5 * time.Second

// An Origin is a server that answers examples (RFC 9110 section 3.6).
type Origin interface {
	// Start returns an instance for one note.
	Start(ctx context.Context) (Instance, error)
	// By names the server in messages and on pages: net/http go1.26.8.
	By() string
	// Limit is how long one answer may take.
	Limit() time.Duration
	// Fresh reports whether every instance starts in its first state, so that a note
	// can be replayed up to any point.
	Fresh() bool
	// Name is its name in site.yaml.
	Name() string
	// Absent says why the origin is not available and nothing is played against it;
	// empty if it is available.
	Absent() string
	// Turn is held while a note is played on an origin that is not fresh: all notes
	// share its state.
	Turn() sync.Locker
	// Restart returns an origin that is not fresh to its first state, and reports whether
	// it could.
	Restart() bool
	// Sendable reports whether it is the built-in origin, which pages can contain.
	Sendable() bool
	// Code finds the code that answered: the declaration or region called name, as in
	// code=, or else what is registered under the patterns. Its fault has no position;
	// it returns neither code nor fault if the code is not available.
	Code(name string, patterns []string) ([]Handler, *source.Fault)
	// Routes returns the patterns that the code of the origin registers, in file order;
	// none if that is unknown.
	Routes() []Route
}

// An Instance is an origin in the state that a note starts from.
type Instance interface {
	// Dial opens a connection. Its LocalAddr identifies it to Answered.
	Dial(ctx context.Context) (net.Conn, error)
	// Logged returns what was logged since the last call and counts as a fault unless
	// the note expects it.
	Logged() []string
	// Answered returns the patterns that routed a request on the connection to a
	// handler. None means that the server itself answered; ok is false if that is
	// unknown.
	Answered(conn net.Addr, method, target string) (patterns []string, ok bool)
	// Failing explains a failed exchange: the last lines of the log, and why the
	// instance no longer answers, or nil while it runs. closed says that the instance
	// closed the connection.
	Failing(closed bool) (log []string, gone error)
	// Stop ends the instance. All its connections were read to their end before.
	Stop()
}
