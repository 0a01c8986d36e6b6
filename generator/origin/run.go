package origin

import (
	"context"
	"net"
	"time"
)

// A commandRun is a command while one note is played on it.
type commandRun struct {
	command *command
	process *process
	began   int // lines of the log before the note
	mark    int // and before the last connection
	told    bool
}

func (r *commandRun) Dial(ctx context.Context) (net.Conn, error) {
	r.mark = r.process.log.count()
	ctx, cancel := context.WithTimeout(ctx, r.command.limit)
	defer cancel()
	var d net.Dialer
	conn, err := d.DialContext(ctx, r.process.network, r.process.address)
	if err == nil {
		return conn, nil
	}
	if t := r.gone(true, "between two exchanges"); t != nil {
		return nil, t
	}
	return nil, err
}

// Logged is nothing: what a command logs is no fault by itself.
func (r *commandRun) Logged() []string { return nil }

// Answered cannot be told of a command.
func (r *commandRun) Answered(net.Addr, string, string) ([]string, bool) { return nil, false }

// Stop ends a process that this note has for itself.
func (r *commandRun) Stop() {
	if r.command.Origin.Fresh {
		r.process.stop()
	}
}

// reaped is how long an exit may take to be known after its connections closed.
const reaped = 300 * time.Millisecond

// gone is why the process has ended, or nil while it runs. It waits a moment
// where the connection was closed, which may be all that is known of an end.
func (r *commandRun) gone(closed bool, when string) *Trouble {
	wait := time.Duration(0)
	if closed {
		wait = reaped
	}
	if p := r.process; !p.endsIn(wait) && !(p.exiting() && p.endsIn(r.command.limit)) {
		return nil
	}
	t := r.command.exited(r.process, when, "see why it ends: a server answers one request after the other")
	t.Again, r.told = r.told, true
	return t
}

// Failing tells what the process logged since the last connection was opened, and
// why it answers no more.
func (r *commandRun) Failing(closed bool) ([]string, error) {
	if t := r.gone(closed, "instead of answering"); t != nil {
		return nil, t
	}
	if !closed {
		time.Sleep(logLag)
	}
	for _, from := range []int{r.mark, r.began} {
		if log := r.process.log.since(from); len(log) > 0 {
			return log, nil
		}
	}
	return r.process.log.since(0), nil
}

// logLag is how long what was logged before an answer may come behind it.
const logLag = 30 * time.Millisecond
