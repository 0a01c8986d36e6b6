package origin

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// ownBinary is the file that this process runs, also where another stands in its
// place by now.
func ownBinary() string { return "/proc/self/exe" }

// inGroup starts a command as the leader of a group, which dies with the watchdog.
func inGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// adoptOrphans makes this process the parent of what the command leaves behind,
// also of what left its process group.
func adoptOrphans() {
	const setChildSubreaper = 36 // PR_SET_CHILD_SUBREAPER
	syscall.RawSyscall(syscall.SYS_PRCTL, setChildSubreaper, 1, 0)
}

// endOrphans kills the children of this process, and those that it inherits from
// them, until there are none.
func endOrphans() {
	for until := time.Now().Add(slowest / 2); time.Now().Before(until); {
		for _, pid := range children(os.Getpid()) {
			syscall.Kill(pid, syscall.SIGKILL)
		}
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		if err == syscall.ECHILD {
			return
		}
		if pid == 0 {
			time.Sleep(time.Millisecond)
		}
	}
}

// children are the processes whose parent is the process.
func children(of int) (pids []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		if f := statFields(name); len(f) < 2 || f[1] != strconv.Itoa(of) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(name))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
