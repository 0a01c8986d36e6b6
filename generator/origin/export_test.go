//go:build unix

package origin

import "os"

// What the tests in package origin_test look at.

// Grace is how long a process has to end after it was asked to.
const Grace = grace

// Reaped is how long an exit may take to be known.
const Reaped = reaped

// PortsInUse is how many ports the commands have taken.
func (c *Commands) PortsInUse() int { return len(c.ports) }

// Shared is the process that all notes share, and what watches it.
func Shared(o Origin) (pid int, address string, watcher *os.Process, ended <-chan struct{}) {
	p := o.(*command).process
	return p.pid, p.address, p.watcher.Process, p.ended
}

// Process is the process of an instance.
func Process(i Instance) (pid int, ended <-chan struct{}) {
	p := i.(*commandRun).process
	return p.pid, p.ended
}
