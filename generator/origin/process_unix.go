//go:build unix

package origin

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const commandsSupported = true

// startProcess starts a program under its own watchdog: this binary again, in a new
// session, so that what ends us does not end it. Its environment is ours plus env. In
// args and env, ${SCRATCH} becomes a folder that is removed afterwards, and ${SOCKET} a
// path in it. What the program writes also goes to copied, unless that is nil.
func startProcess(path string, args []string, folder string, env []string, copied io.Writer) (_ *process, err error) {
	if _, nested := os.LookupEnv(watchdogVariable); nested {
		return nil, errors.New("this program does not call Watchdog, which it needs for its commands")
	}
	scratch, err := os.MkdirTemp("", scratchPrefix)
	if err != nil {
		return nil, err
	}
	var files []*os.File
	defer func() {
		for _, f := range files {
			f.Close()
		}
		if err != nil {
			os.RemoveAll(scratch)
		}
	}()
	pipe := func() (r, w *os.File) {
		if err == nil {
			if r, w, err = os.Pipe(); err == nil {
				files = append(files, r, w)
			}
		}
		return r, w
	}
	lifeRead, life := pipe()
	status, statusWrite := pipe()
	log, logWrite := pipe()
	if err != nil {
		return nil, err
	}
	socket := filepath.Join(scratch, "socket")
	fill := strings.NewReplacer("${SCRATCH}", scratch, "${SOCKET}", socket)
	cmd := exec.Command(ownBinary(), path)
	cmd.Args[0] = os.Args[0]
	for _, a := range args {
		cmd.Args = append(cmd.Args, fill.Replace(a))
	}
	cmd.Env = environment()
	for _, e := range env {
		cmd.Env = append(cmd.Env, fill.Replace(e))
	}
	cmd.Env = append(cmd.Env, watchdogVariable+"="+scratch)
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, logWrite, logWrite
	cmd.ExtraFiles = []*os.File{lifeRead, statusWrite}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	adoptOrphans() // of a watchdog that the command kills
	if err = cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{ended: make(chan struct{}), closed: make(chan struct{}), gone: make(chan struct{}), watcher: cmd, life: life, address: socket}
	files = []*os.File{lifeRead, statusWrite, logWrite}
	go func() {
		var to io.Writer = &p.log
		if copied != nil {
			to = io.MultiWriter(to, copied)
		}
		io.Copy(to, log)
		log.Close()
		close(p.closed)
	}()
	go func() {
		cmd.Wait()
		os.RemoveAll(scratch)
		close(p.gone)
	}()
	in := bufio.NewReader(status)
	status.SetReadDeadline(time.Now().Add(startPatience))
	first, _ := in.ReadString('\n')
	if _, err := fmt.Sscanf(first, "pid %d", &p.pid); err != nil {
		life.Close()
		status.Close()
		cmd.Process.Kill()
		<-p.gone
		if reason, ok := strings.CutPrefix(strings.TrimSpace(first), "failed "); ok {
			return nil, fmt.Errorf("%s", reason)
		}
		return nil, fmt.Errorf("its watchdog did not answer: %v", p.drained())
	}
	status.SetReadDeadline(time.Time{})
	go func() {
		end, _ := in.ReadString('\n')
		status.Close()
		p.how, _ = strings.CutPrefix(strings.TrimSpace(end), "ended ")
		close(p.ended)
	}()
	return p, nil
}

// killGroup is for a watchdog that was itself killed. If it ended normally, the group
// no longer exists.
func (p *process) killGroup() {
	if !p.watcher.ProcessState.Success() {
		syscall.Kill(-p.pid, syscall.SIGKILL)
		endLost()
	}
}
