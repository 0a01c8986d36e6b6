package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// stuck is an origin that is never there.
func stuck(*log.Logger) *http.Server {
	fmt.Println("asked")
	select {}
}

// start starts a program of TestMain in a tree with these files.
func start(t *testing.T, program string, files map[string]string, args ...string) (cmd *exec.Cmd, out *bufio.Reader, root string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("it reads /proc")
	}
	root = t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS("../../layouts")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		full := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(exe)
	cmd.Args = append([]string{program, "--root", root}, args...)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, bufio.NewReader(pipe), root
}

// worked waits until a process has worked for so many ticks of the system.
func worked(t *testing.T, cmd *exec.Cmd, ticks int) {
	t.Helper()
	for {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", cmd.Process.Pid))
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := bytes.Cut(stat, []byte(") "))
		fields := strings.Fields(string(rest))
		if len(fields) < 13 || fields[0] == "Z" {
			t.Fatal("it ended by itself")
		}
		if done, _ := strconv.Atoi(fields[11]); done >= ticks { // utime
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// The first signal ends a build whatever it is doing, and public/ stays as it was.
func TestSignalWhileItComputes(t *testing.T) {
	cmd, out, root := start(t, "wirebook", map[string]string{
		"content/site.yaml": "title: T\n",
		"content/index.md":  "---\ntitle: T\n---\n",
		"layouts/home.html": "{{range 1000000000000000}}{{end}}",
		"public/.gitignore": "*\n!.gitignore\n",
		"public/mine.txt":   "mine",
	})
	worked(t, cmd, 100)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(out)
	cmd.Wait()
	if cmd.ProcessState.ExitCode() != 2 || !strings.Contains(string(text), "stopped: interrupt signal received\n") {
		t.Errorf("%v: %s", cmd.ProcessState, text)
	}
	if entries, err := os.ReadDir(filepath.Join(root, "public")); err != nil || len(entries) != 2 {
		t.Errorf("public/ holds %v, %v", entries, err)
	}
}

// A second signal ends the process at once, where the first one did not.
func TestSecondSignal(t *testing.T) {
	cmd, out, _ := start(t, "stuck", map[string]string{
		"content/site.yaml": "title: T\norigins:\n  library: {built-in: true, hosts: [api.example.com]}\n",
		"content/index.md":  "---\ntitle: T\n---\n\n```http\nGET / HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 …\n```\n",
	}, "check")
	if line, _ := out.ReadString('\n'); line != "asked\n" {
		t.Fatalf("it says %q", line)
	}
	done := make(chan error)
	go func() { done <- cmd.Wait() }()
	for {
		cmd.Process.Signal(os.Interrupt)
		select {
		case <-done:
			if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGINT {
				t.Errorf("it ended so: %v", cmd.ProcessState)
			}
			return
		case <-time.After(20 * time.Millisecond): // and one more
		}
	}
}
