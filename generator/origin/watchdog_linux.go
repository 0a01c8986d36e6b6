package origin

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// ownBinary is the file that this process runs, even if it has since been replaced.
func ownBinary() string { return "/proc/self/exe" }

// inGroup starts a command as the leader of a group that dies with the watchdog.
func inGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// adoptOrphans makes this process the parent of whatever the command leaves behind,
// even if it left its process group.
func adoptOrphans() {
	const setChildSubreaper = 36 // PR_SET_CHILD_SUBREAPER
	syscall.RawSyscall(syscall.SYS_PRCTL, setChildSubreaper, 1, 0)
}

// endOrphans kills the children of this process, and the children it inherits from
// them, until none are left.
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

// children returns the processes whose parent is of.
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

// endLost kills what a command left behind whose watchdog was killed, also outside its
// process group. Since startProcess called adoptOrphans, such processes are children of
// this one, in other sessions. Watchdogs are so, too, and are known by their variable.
func endLost() {
	const session = 3
	own := statFields("/proc/self/stat")[session]
	seen := map[int]bool{} // a process is looked at twice: it may have just been forked, and become a watchdog
	for until := time.Now().Add(slowest / 2); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		found := false
		for _, pid := range children(os.Getpid()) {
			folder := filepath.Join("/proc", strconv.Itoa(pid))
			environment, _ := os.ReadFile(filepath.Join(folder, "environ"))
			f := statFields(filepath.Join(folder, "stat"))
			if len(f) <= session || f[session] == own || bytes.Contains(environment, []byte(watchdogVariable+"=")) {
				continue
			}
			found = true
			if seen[pid] {
				syscall.Kill(pid, syscall.SIGKILL)
				syscall.Wait4(pid, nil, syscall.WNOHANG, nil)
			}
			seen[pid] = true
		}
		if !found {
			return
		}
	}
}
