//go:build !unix

package origin

import (
	"errors"
	"io"
	"runtime"
)

// commandsSupported is false where a system has no process groups to end.
const commandsSupported = false

func startProcess(path string, args []string, folder string, env []string, copied io.Writer) (*process, error) {
	return nil, errors.New("a command cannot be an origin on " + runtime.GOOS)
}

func (p *process) killGroup() {}

// Watchdog does nothing on this system.
func Watchdog() {}
