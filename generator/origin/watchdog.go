//go:build unix

package origin

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// watchdogVariable is set where this binary is to be a watchdog; its value is
// the scratch folder.
const watchdogVariable = "WIREBOOK_WATCHDOG"

// scratchPrefix begins the name of a scratch folder. Nothing else is removed.
const scratchPrefix = "wirebook-"

// grace is how long a command may take to end when it is asked to.
const grace = 500 * time.Millisecond

// Watchdog makes a watchdog of this process where it was started as one, and
// then does not return. A program that uses Commands calls it before it does
// anything else, and so does the TestMain of a test.
//
// A watchdog starts a command as the leader of a process group and holds the
// read end of a pipe. When the pipe is closed, on purpose or because the process
// that held its other end was killed, it ends the group and goes.
func Watchdog() {
	scratch, ok := os.LookupEnv(watchdogVariable)
	if !ok {
		return
	}
	os.Unsetenv(watchdogVariable)
	w := watchdog{life: os.NewFile(3, "life"), status: os.NewFile(4, "status")}
	syscall.CloseOnExec(3)
	syscall.CloseOnExec(4)
	if len(os.Args) < 3 {
		os.Exit(2)
	}
	w.watch(os.Args[1], os.Args[2:])
	if strings.HasPrefix(filepath.Base(scratch), scratchPrefix) {
		os.RemoveAll(scratch)
	}
	os.Exit(0)
}

type watchdog struct {
	life, status *os.File
}

func (w watchdog) watch(path string, args []string) {
	runtime.LockOSThread() // the command is to die with this thread, where the system can do that
	adoptOrphans()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	closed := make(chan struct{})
	go func() {
		io.Copy(io.Discard, w.life)
		close(closed)
	}()
	cmd := &exec.Cmd{Path: path, Args: args, Stdout: os.Stdout, Stderr: os.Stderr, SysProcAttr: inGroup()}
	if err := cmd.Start(); err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		fmt.Fprintf(w.status, "failed %v\n", err)
		return
	}
	fmt.Fprintf(w.status, "pid %d\n", cmd.Process.Pid)
	ended := make(chan struct{})
	go func() {
		cmd.Wait()
		close(ended)
	}()
	group := -cmd.Process.Pid
	select {
	case <-ended:
	case <-closed:
		terminate(group, ended)
	case <-stop:
		terminate(group, ended)
	}
	syscall.Kill(group, syscall.SIGKILL)
	<-ended
	endOrphans()
	fmt.Fprintf(w.status, "ended %s\n", how(cmd.ProcessState))
}

// terminate asks a process group to end, and gives it some time to.
func terminate(group int, ended chan struct{}) {
	syscall.Kill(group, syscall.SIGTERM)
	select {
	case <-ended:
	case <-time.After(grace):
	}
}

// how says how a command ended.
func how(s *os.ProcessState) string {
	if s.Exited() {
		return fmt.Sprintf("status %d", s.ExitCode())
	}
	return s.String()
}
