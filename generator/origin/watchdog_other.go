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

// Only Linux gives a process the orphans of its children. Elsewhere what leaves
// its process group is not ended.
func adoptOrphans() {}
func endOrphans()   {}
