package origin

import (
	"os"
	"os/exec"
	"sync"
	"time"
)

// A process is a started command and the watchdog that guards it.
type process struct {
	pid     int // of the command, which leads a process group
	log     logTail
	ended   chan struct{} // closed when the command has ended
	how     string        // how it ended, then: status 1, or signal: killed
	closed  chan struct{} // closed when every writer to the log is gone
	watcher *exec.Cmd
	gone    chan struct{} // closed when the watchdog, and with it the group, has ended
	life    *os.File      // closing it makes the watchdog end the group
	stopped sync.Once

	network, address string // where it listens
	release          func() // frees its port
}

// slowest is how long an end may take that should be immediate.
const slowest = 3 * time.Second

// hasEnded reports whether the command itself has ended.
func (p *process) hasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// endsIn waits for the command to end, and reports whether it did.
func (p *process) endsIn(wait time.Duration) bool {
	select {
	case <-p.ended:
		return true
	case <-time.After(wait):
		return p.hasEnded()
	}
}

// drained returns the complete log of a command that has ended.
func (p *process) drained() []string {
	select {
	case <-p.closed:
	case <-time.After(slowest / 3):
	}
	return p.log.since(0)
}

// stop ends the command and its whole process group. A nil process has already ended.
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
