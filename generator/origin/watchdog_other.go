//go:build unix && !linux

package origin

import (
	"os"
	"syscall"
)

// ownBinary is the file that this process runs.
func ownBinary() string {
	name, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return name
}

// inGroup starts a command as the leader of a group.
func inGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// adoptOrphans does nothing: only Linux can give a process the orphans of its children.
// Elsewhere a process that leaves its group is not ended.
func adoptOrphans() {}
func endOrphans()   {}
func endLost()      {}
