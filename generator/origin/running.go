package origin

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"sync"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// foreign is a server that runs already, and that wirebook neither starts nor ends.
// It cannot be brought into its first state.
type foreign struct {
	note.Origin
	name string
	turn sync.Mutex
}

// Running is the origin of that name that listens at o.Running, an address of this
// machine.
func Running(name string, o note.Origin) Origin { return &foreign{Origin: o, name: name} }

func (f *foreign) Start(context.Context) (Instance, error) { return f, nil }

func (f *foreign) By() string           { return f.Origin.Running }
func (f *foreign) Limit() time.Duration { return cmp.Or(f.Deadline, patience) }
func (f *foreign) Fresh() bool          { return false }
func (f *foreign) Name() string         { return f.name }
func (f *foreign) Absent() string       { return "" }
func (f *foreign) Turn() sync.Locker    { return &f.turn }
func (f *foreign) Restart() bool        { return false }
func (f *foreign) Sendable() bool       { return false }
func (f *foreign) Routes() []Route      { return nil }

// Code is not known of a server that others started.
func (f *foreign) Code(string, []string) ([]Handler, *source.Fault) { return nil, nil }

// Dial reaches no other machine, whatever a name stands for here.
func (f *foreign) Dial(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, f.Limit())
	defer cancel()
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", f.Origin.Running)
	if err != nil {
		return nil, &Trouble{ID: "origin-not-running", What: fmt.Sprintf("the origin %s does not answer at %s: %v", f.name, f.Origin.Running, err),
			Do: "start it, and see that it listens there", Exit: source.ExitOrigin, Unstarted: true}
	}
	if addr, ok := conn.RemoteAddr().(*net.TCPAddr); !ok || !addr.IP.IsLoopback() {
		conn.Close()
		return nil, &Trouble{ID: "origin-not-running", What: fmt.Sprintf("the origin %s is on another machine: %s", f.name, conn.RemoteAddr()), Do: "name an address of this machine: 127.0.0.1", Exit: source.ExitUsage, Unstarted: true}
	}
	return conn, nil
}

func (f *foreign) Logged() []string                                   { return nil }
func (f *foreign) Answered(net.Addr, string, string) ([]string, bool) { return nil, false }
func (f *foreign) Failing(bool) ([]string, error)                     { return nil, nil }
func (f *foreign) Stop()                                              {}
