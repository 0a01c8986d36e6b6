package origin

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// owns says that a process of the command listens on a port of this machine.
// It does not where another program took the port, and where the command has
// something else listen for it.
func (p *process) owns(port int) bool {
	sockets := map[string]bool{}
	for _, name := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		for _, inode := range listening(name, port) {
			sockets["socket:["+inode+"]"] = true
		}
	}
	session := strconv.Itoa(p.watcher.Process.Pid)
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		if f := statFields(name); len(f) < 4 || f[3] != session {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(filepath.Dir(name), "fd", "*"))
		for _, f := range files {
			if to, err := os.Readlink(f); err == nil && sockets[to] {
				return true
			}
		}
	}
	return false
}

// exiting says that the command is about to end. Its connections are closed before
// its end is told, on a busy machine long before.
func (p *process) exiting() bool {
	f := statFields(fmt.Sprintf("/proc/%d/stat", p.pid))
	if len(f) < 7 {
		return true // nothing is left of it
	}
	const flagExiting = 0x4 // PF_EXITING of the kernel
	flags, _ := strconv.ParseUint(f[6], 10, 64)
	return flags&flagExiting != 0
}

// listening are the inodes of the sockets that listen on a port, by a table of
// the kernel.
func listening(name string, port int) (inodes []string) {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	end := fmt.Sprintf(":%04X", port)
	for in := bufio.NewScanner(f); in.Scan(); {
		// number: local remote state queues timer retransmits user timeout inode
		if c := strings.Fields(in.Text()); len(c) > 9 && strings.HasSuffix(c[1], end) && c[3] == "0A" {
			inodes = append(inodes, c[9])
		}
	}
	return inodes
}

// statFields are the fields of /proc/PID/stat behind the name of the program:
// state, parent, group, session, terminal, its group, flags.
func statFields(name string) []string {
	stat, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
}
