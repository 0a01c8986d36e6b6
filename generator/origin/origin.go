// Package origin runs the servers that answer the examples of notes. An Origin is
// one that site.yaml names: BuiltIn makes the Go server of content/origin, which
// answers over connections in memory, and Commands start the others, programs that
// listen on a port or a socket (Flask, nginx).
//
//	server := origin.BuiltIn("library", New, 5*time.Second, files)
//	instance, err := server.Start(ctx) // in its first state, for one note
//	conn, err := instance.Dial(ctx)    // a net.Conn
//	instance.Stop()
//
// An Instance also tells which handler answered and what the server logged, and the
// Origin has the Code of that handler, which the page shows beside the response. The
// processes of commands end with the program, also where it is killed: Watchdog.
package origin

import (
	"context"
	"net"
	"sync"
	"time"

	"wirebook/generator/source"
)

// patience is how long an origin may take for an answer, or to close, where
// site.yaml does not say.
const patience = 5 * time.Second

// An Origin is a server that answers examples (RFC 9110 section 3.6).
type Origin interface {
	// Start gives an instance for one note.
	Start(ctx context.Context) (Instance, error)
	// By names the server in messages and on pages: net/http go1.26.8.
	By() string
	// Limit is how long it may take for one answer.
	Limit() time.Duration
	// Fresh says that every instance is in its first state, so that what a note
	// did can be done again up to any point.
	Fresh() bool
	// Name is that of site.yaml.
	Name() string
	// Absent says why the origin is not here and nothing is played against it;
	// empty where it is.
	Absent() string
	// Turn is held while a note is played on an origin that is not fresh: its one
	// state is shared by all notes.
	Turn() sync.Locker
	// Restart brings an origin that is not fresh back into its first state.
	Restart()
	// Sendable says that a reader can start the origin by a command of wirebook.
	Sendable() bool
	// Code finds the code that answered: the declaration or region called name, as
	// code= gives it, or else what is registered under the patterns. A fault has no
	// place; there is no code to be found, and no fault, where the code is not here.
	Code(name string, patterns []string) ([]Handler, *source.Fault)
	// Routes are the patterns that the code of the origin registers, in the order
	// of its files; none where that cannot be told.
	Routes() []Route
}

// An Instance is an origin in the state in which a note finds it.
type Instance interface {
	// Dial opens a connection. Its LocalAddr names it to Answered.
	Dial(ctx context.Context) (net.Conn, error)
	// Logged returns what was logged since the last call, and what is a fault
	// unless the note expects it.
	Logged() []string
	// Answered tells by which patterns a request on the connection was routed to
	// a handler. None: the server itself answered; ok is false where it cannot
	// be told.
	Answered(conn net.Addr, method, target string) (patterns []string, ok bool)
	// Failing explains an exchange that failed: the last lines of its log, and why
	// the instance answers no more, nil while it runs. Closed says that it closed
	// the connection.
	Failing(closed bool) (log []string, gone error)
	// Stop ends the instance. All its connections were read to their end before.
	Stop()
}
