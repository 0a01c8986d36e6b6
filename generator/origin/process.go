package origin

import (
	"os"
	"os/exec"
	"sync"
	"time"
)

// A process is a command that was started, and the watchdog above it.
type process struct {
	pid     int // of the command, which leads a process group
	log     logTail
	ended   chan struct{} // closed when the command has ended
	how     string        // how it ended, once it has: status 1, or signal: killed
	closed  chan struct{} // closed when all that wrote to the log are gone
	watcher *exec.Cmd
	gone    chan struct{} // closed when the watchdog has ended, and with it the group
	life    *os.File      // the watchdog ends the group when this is closed
	stopped sync.Once

	network, address string // where it listens
	release          func() // of its port
}

// slowest is how long an end may take that should take no time at all.
const slowest = 3 * time.Second

// hasEnded says that the command itself has ended.
func (p *process) hasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// endsIn waits for the command to end, and says whether it did.
func (p *process) endsIn(wait time.Duration) bool {
	select {
	case <-p.ended:
		return true
	case <-time.After(wait):
		return p.hasEnded()
	}
}

// drained is the log of a command that has ended, when all of it has come.
func (p *process) drained() []string {
	select {
	case <-p.closed:
	case <-time.After(slowest / 3):
	}
	return p.log.since(0)
}

// stop ends the command, and with it its whole process group. A nil process has
// ended already.
func (p *process) stop() {
	if p == nil {
		return
	}
	p.stopped.Do(func() {
		p.life.Close()
		select {
		case <-p.gone:
		case <-time.After(slowest):
			p.watcher.Process.Kill()
			<-p.gone
		}
		p.killGroup()
		if p.release != nil {
			p.release()
		}
	})
}
