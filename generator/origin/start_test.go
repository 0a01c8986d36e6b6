//go:build unix

package origin_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// TestNotInstalled: an optional origin that is not here is no fault, and its
// exchanges are not proven; any other is one fault for each note.
func TestNotInstalled(t *testing.T) {
	for _, c := range []struct {
		name, yaml string
		want       string // in the one fault; empty: none
		reason     string
	}{
		{"program", "    command: [no-such-program, \"${PORT}\"]\n", "the origin app is not installed: no program no-such-program is in PATH", ""},
		{"path", "    command: [./no-such-program, \"${PORT}\"]\n", "the origin app is not installed: no program ./no-such-program is there", ""},
		{"optional program", "    command: [no-such-program, \"${PORT}\"]\n    optional: true\n", "", "no-such-program is not installed where this site was built"},
		{"optional module", badCommand("well", "    optional: true\n    by: Flask ${INSTALLED}\n    installed: [sh, -c, \"echo no module >&2; exit 1\"]\n"), "", "Flask is not installed where this site was built"},
		{"module", badCommand("well", "    installed: [sh, -c, \"echo no module >&2; exit 1\"]\n"), "ended with status 1: no module", ""},
		{"no program to ask", badCommand("well", "    installed: [no-such-program]\n"), "no program no-such-program is in PATH", ""},
		{"asks for ever", badCommand("well", "    start-deadline: 200ms\n    installed: [sleep, 60]\n"), "did not end within 200ms", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			course := newCourse(t, c.yaml, exchanges("/", "/2"))
			proven, faults := course.prover.Note(t.Context(), course.tree.Notes[0])
			text := printed(faults)
			if c.want != "" {
				if len(faults) != 1 || faults[0].ID != "origin-not-installed" || faults[0].Status() != source.ExitOrigin || !strings.Contains(text, c.want) {
					t.Errorf("want %q in one fault, got\n%s", c.want, text)
				}
				return
			}
			if len(faults) > 0 {
				t.Error(text)
			}
			for _, e := range proven.Results {
				if e.State() != proof.Missing || e.Reason != c.reason {
					t.Errorf("%s, %q", e.State(), e.Reason)
				}
			}
			all := prepareCourse(t, course.root, course.tree, true)
			_, faults = all.prover.Note(t.Context(), course.tree.Notes[0])
			if len(faults) != 1 || faults[0].Status() != source.ExitOrigin {
				t.Errorf("where all are required:\n%s", printed(faults))
			}
		})
	}
}

// TestBy: the name of a command has the version that is installed, and no name twice.
func TestBy(t *testing.T) {
	for _, c := range []struct{ by, prints, want string }{
		{"Flask ${INSTALLED} (Werkzeug)", "3.0", "Flask 3.0 (Werkzeug)"},
		{"nginx ${INSTALLED}", "nginx version: nginx/1.22.1", "nginx 1.22.1"},
		{"Python ${INSTALLED}", "Python 3.11.2", "Python 3.11.2"},
		{"${INSTALLED}", "Python 3.11.2", "Python 3.11.2"},
		{"net/http ${INSTALLED}", "go1.26.8", "net/http go1.26.8"},
		{"Flask ${INSTALLED}", "2.2.2 on Flask-Old", "Flask 2.2.2 on Flask-Old"},
		{"app ${INSTALLED}", "app", "app app"},
	} {
		course := newCourse(t, badCommand("well", "    by: "+c.by+"\n    installed: [echo, \""+c.prints+"\"]\n"), "")
		if by := course.origins["app"].By(); by != c.want {
			t.Errorf("%s, %s: %q, not %q", c.by, c.prints, by, c.want)
		}
	}
}

// TestShared: notes share a process and are played one after the other, or each
// has its own.
func TestShared(t *testing.T) {
	for _, c := range []struct {
		more string
		want int
	}{{"", 1}, {"    fresh: true\n", 6}} {
		file := filepath.Join(t.TempDir(), "started")
		notes := slices.Repeat([]string{exchanges("/", "/")}, 6)
		course := newCourse(t, badCommand("well", "      STARTED: "+file+"\n"+c.more), notes...)
		_, faults := course.prove(t.Context(), course.tree)
		if len(faults) > 0 {
			t.Fatal(printed(faults))
		}
		course.commands.Close()
		started, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(started); n != c.want {
			t.Errorf("%q: %d processes for 6 notes, want %d", c.more, n, c.want)
		}
		if n := course.commands.PortsInUse(); n > 0 {
			t.Errorf("%d ports are still taken", n)
		}
	}
}

// TestTurns: notes that share two processes, in another order, do not wait for
// each other for ever.
func TestTurns(t *testing.T) {
	yaml := badCommand("well", "") + "  other:\n    hosts: [b]\n" + badCommand("well", "")
	one := exchanges("/")
	other := strings.ReplaceAll(one, "Host: a", "Host: b")
	course := newCourse(t, yaml, one+other, other+one, one+other, other+one)
	_, faults := course.prove(t.Context(), course.tree)
	if len(faults) > 0 {
		t.Error(printed(faults))
	}
}

// TestSocket: a command may listen on a Unix socket, which is gone afterwards.
func TestSocket(t *testing.T) {
	course := newCourse(t, "    command: [SELF]\n    environment: {BAD_ORIGIN: well, SOCKET: \"${SOCKET}\"}\n", exchanges("/"))
	if _, faults := course.prover.Note(t.Context(), course.tree.Notes[0]); len(faults) > 0 {
		t.Fatal(printed(faults))
	}
	_, socket, _, _ := origin.Shared(course.origins["app"])
	if _, err := os.Stat(socket); err != nil {
		t.Error(err)
	}
	course.commands.Close()
	if _, err := os.Stat(filepath.Dir(socket)); !os.IsNotExist(err) {
		t.Errorf("the scratch folder: %v", err)
	}
}

// TestDeadBetween: a process that ended between two exchanges is named so, once.
func TestDeadBetween(t *testing.T) {
	course := newCourse(t, badCommand("well", ""), exchanges("/"))
	i, err := course.origins["app"].Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pid, ended := origin.Process(i)
	syscall.Kill(pid, syscall.SIGTERM)
	<-ended
	_, err = i.Dial(t.Context())
	first, ok := errors.AsType[*origin.Trouble](err)
	if !ok || first.What != "the origin app exited between two exchanges (signal: terminated)" || first.Again {
		t.Errorf("%v", err)
	}
	_, err = i.Dial(t.Context())
	if second, ok := errors.AsType[*origin.Trouble](err); !ok || !second.Again {
		t.Errorf("it is told again: %v", err)
	}
	fresh, err := course.origins["app"].Start(t.Context())
	if err != nil {
		t.Fatal("the next note gets no new process:", err)
	}
	conn, err := fresh.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

// TestDeadIsToldLate: on a busy machine the end of a process is reported long after
// its connections were closed. It is named all the same.
func TestDeadIsToldLate(t *testing.T) {
	if runtime.GOOS != "linux" {
		return // no other system is asked whether a process is about to end
	}
	course := newCourse(t, badCommand("well", ""), exchanges("/"))
	i, err := course.origins["app"].Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pid, _, watcher, _ := origin.Shared(course.origins["app"])
	watcher.Signal(syscall.SIGSTOP)
	syscall.Kill(pid, syscall.SIGKILL)
	until(t, "the process is killed", func() bool { return !alive(pid) })
	time.AfterFunc(2*origin.Reaped, func() { watcher.Signal(syscall.SIGCONT) })
	until(t, "the connection is refused", func() bool { // threads of the process may end after the first
		conn, e := i.Dial(t.Context())
		if e == nil {
			conn.Close()
		}
		err = e
		return e != nil
	})
	if got, ok := errors.AsType[*origin.Trouble](err); !ok || got.What != "the origin app exited between two exchanges (signal: killed)" {
		t.Errorf("%v", err)
	}
}

// TestFolder: a command runs in a folder of the tree, and in no other.
func TestFolder(t *testing.T) {
	course := newCourse(t, badCommand("well", "    folder: app\n"), exchanges("/"))
	outside := t.TempDir()
	for _, c := range []struct {
		name, want string
		make       func(name string) error
	}{
		{"missing", "cannot be used: no such file or directory", func(string) error { return nil }},
		{"a file", "it is not a folder", func(name string) error { return os.WriteFile(name, nil, 0o644) }},
		{"a link out", "path escapes from parent", func(name string) error { return os.Symlink(outside, name) }},
		{"a folder", "", func(name string) error { return os.Mkdir(name, 0o755) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(course.root, "app")
			os.Remove(name)
			if err := c.make(name); err != nil {
				t.Fatal(err)
			}
			o := course.commands.Origin("app", course.tree.Config.Origins["app"])
			_, err := o.Start(t.Context())
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if f, ok := errors.AsType[*origin.Trouble](err); !ok || f.Exit != source.ExitUsage || !strings.Contains(f.What, c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// TestUnsound: where site.yaml has faults, nothing of it is run.
func TestUnsound(t *testing.T) {
	file := filepath.Join(t.TempDir(), "started")
	course := newCourse(t, badCommand("well", "      STARTED: "+file+"\n"), exchanges("/"))
	commands := origin.NewCommands(course.root, "none is run")
	defer commands.Close()
	facts, _ := registry.Load()
	p := proof.NewProver(course.tree, facts, map[string]origin.Origin{"app": commands.Origin("app", course.tree.Config.Origins["app"])})
	proven, faults := p.Note(t.Context(), course.tree.Notes[0])
	if len(faults) > 0 || proven.Results[0].State() == proof.Proven {
		t.Errorf("proven %t\n%s", proven.Results[0].State() == proof.Proven, printed(faults))
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("it was started")
	}
}

// TestStopped: a build that is stopped does not wait for a command to be ready.
func TestStopped(t *testing.T) {
	course := newCourse(t, badCommand("never listens", fmt.Sprintf("    start-deadline: %v\n", 2*guard)), exchanges("/"))
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	soon(t, "a note whose build is stopped", func() { course.prover.Note(ctx, course.tree.Notes[0]) })
}

// TestPortTaken: where another program takes the port first, the command is
// started once more, at another.
func TestPortTaken(t *testing.T) {
	folder := t.TempDir()
	course := newCourse(t, badCommand("loses its port", "      PORTS: "+folder+"\n      STARTED: "+filepath.Join(folder, "started")+"\n"), exchanges("/"))
	go func() {
		for ; t.Context().Err() == nil; time.Sleep(time.Millisecond) {
			port, err := os.ReadFile(filepath.Join(folder, "port"))
			if err != nil || len(port) == 0 {
				continue
			}
			l, err := net.Listen("tcp", "127.0.0.1:"+string(port))
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			os.WriteFile(filepath.Join(folder, "taken"), nil, 0o644)
			<-t.Context().Done()
			return
		}
	}()
	if _, faults := course.prover.Note(t.Context(), course.tree.Notes[0]); len(faults) > 0 {
		t.Error(printed(faults))
	}
	if started, _ := os.ReadFile(filepath.Join(folder, "started")); len(started) != 2 {
		t.Errorf("it was started %d times", len(started))
	}
}

// TestStartAndStop: forty processes begin and end, several at a time.
func TestStartAndStop(t *testing.T) {
	course := newCourse(t, badCommand("well", "    fresh: true\n"), exchanges("/"))
	o := course.origins["app"]
	source.Each(40, func(int) {
		i, err := o.Start(t.Context())
		if err != nil {
			t.Error(err)
			return
		}
		i.Stop()
	})
}

// Renew ends the process that notes were played on, and has another one ready for the next
// note: in its first state, whether notes share it or not.
func TestRenew(t *testing.T) {
	for _, more := range []string{"", "    fresh: true\n"} {
		course := newCourse(t, badCommand("well", more), exchanges("/"))
		o := course.origins["app"]
		var ends []<-chan struct{}
		seen := map[int]bool{}
		for range 3 {
			i, err := o.Start(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			pid, ended := origin.Process(i)
			if seen[pid] {
				t.Errorf("%q: notes were played on the process %d already", more, pid)
			}
			seen[pid], ends = true, append(ends, ended)
			i.Stop()
			course.commands.Renew()
			course.commands.Renew() // one spare is enough
		}
		course.commands.Close()
		for _, ended := range ends {
			<-ended
		}
	}
}
