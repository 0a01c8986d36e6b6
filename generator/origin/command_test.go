//go:build unix

package origin_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// TestMain is also the watchdog of the commands that tests start, each bad
// origin of badOrigins, and the build that is killed.
func TestMain(m *testing.M) {
	os.Setenv("GORACE", "atexit_sleep_ms=0 "+os.Getenv("GORACE")) // of the processes below: they end often
	origin.Watchdog()
	if kind, ok := os.LookupEnv("BAD_ORIGIN"); ok {
		badOrigin(kind)
		os.Exit(0)
	}
	if folder, ok := os.LookupEnv("KILLED_BUILD"); ok {
		killedBuild(folder)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A tree is a course on disk, whose one origin is this test binary.
type course struct {
	root     string
	commands *origin.Commands
	origins  map[string]origin.Origin
	prover   *proof.Prover
	tree     *note.Tree
}

// newCourse writes a site.yaml and notes. In yaml, SELF is this test binary.
func newCourse(t *testing.T, yaml string, notes ...string) *course {
	t.Helper()
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "content", "origin"), 0o755); err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"site.yaml": {Data: []byte("title: t\norigins:\n  app:\n    hosts: [a]\n" + strings.ReplaceAll(yaml, "SELF", os.Args[0]))}}
	for i, n := range notes {
		fsys[fmt.Sprintf("n%d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: t\n---\n\n" + n)}
	}
	tree, faults := note.Read(fsys)
	for _, f := range faults {
		t.Fatal(f.Error())
	}
	return prepareCourse(t, root, tree, false)
}

// prepareCourse makes a prover. Where the course sets no limits, only a broken
// origin meets them.
func prepareCourse(t testing.TB, root string, tree *note.Tree, requireAll bool) *course {
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &course{root: root, tree: tree, commands: origin.NewCommands(root, "")}
	t.Cleanup(c.commands.Close)
	c.origins = map[string]origin.Origin{}
	for name, o := range tree.Config.Origins {
		o.Optional = o.Optional && !requireAll
		o.StartDeadline, o.Deadline = cmp.Or(o.StartDeadline, guard), cmp.Or(o.Deadline, guard)
		c.origins[name] = c.commands.Origin(name, o)
	}
	c.prover = proof.NewProver(tree, facts, c.origins)
	return c
}

// prove proves the notes of a tree against the origin of the course.
func (c *course) prove(ctx context.Context, tree *note.Tree) (*proof.Proof, []source.Fault) {
	scripts, faults := exchange.Read(tree)
	proven, more := proof.Prove(ctx, scripts, c.prover, nil)
	return proven, append(faults, more...)
}

// exchanges writes requests for these targets, each with a response that is 200
// and the word well.
func exchanges(targets ...string) string {
	var b strings.Builder
	for _, target := range targets {
		fmt.Fprintf(&b, "```http\nGET %s HTTP/1.1\nHost: a\n```\n\n```http\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 4\n\nwell\n```\n\n", target)
	}
	return b.String()
}

// listen is the listener of a bad origin, where it is told to listen.
func listen() net.Listener {
	network, address := "tcp", "127.0.0.1:"+os.Getenv("PORT")
	if s := os.Getenv("SOCKET"); s != "" {
		network, address = "unix", s
	}
	l, err := net.Listen(network, address)
	if err != nil {
		log.Fatal(err)
	}
	return l
}

// serve answers each request of a connection of its own by its target.
func serve(answer func(c net.Conn, target string)) {
	l := listen()
	for {
		c, err := l.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer c.Close()
			b := make([]byte, 4096)
			n, _ := c.Read(b)
			if parts := strings.Fields(string(b[:n])); len(parts) > 1 {
				answer(c, parts[1])
			}
		}()
	}
}

func well(c net.Conn, _ string) {
	io.WriteString(c, "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Length: 4\r\n\r\nwell")
}

// badOrigin is the origin that does wrong in one way.
func badOrigin(kind string) {
	log.SetFlags(0)
	if name := os.Getenv("STARTED"); name != "" {
		f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			log.Fatal(err)
		}
		f.WriteString("x")
		f.Close()
	}
	switch kind {
	case "well":
		serve(well)
	case "exits at once":
		fmt.Fprintln(os.Stderr, "Traceback (most recent call last):\n  File \"app.py\", line 1\n\x1b[31mModuleNotFoundError: No module named 'flask'\x1b[0m")
		os.Exit(1)
	case "never listens":
		log.Print("warming up")
		select {}
	case "slow to start":
		time.Sleep(300 * time.Millisecond)
		serve(well)
	case "not healthy":
		serve(func(c net.Conn, _ string) { io.WriteString(c, "HTTP/1.1 503 Not Yet\r\nContent-Length: 0\r\n\r\n") })
	case "hangs":
		serve(func(c net.Conn, target string) {
			if target == "/well" {
				well(c, target)
				return
			}
			log.Print("thinking about " + target)
			select {}
		})
	case "floods":
		serve(func(c net.Conn, target string) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\n"+map[string]string{"/length": "Content-Length: 99999999999\r\n", "/chunks": "Transfer-Encoding: chunked\r\n"}[target]+"\r\n")
			block := strings.Repeat("x", 1<<16)
			if target == "/chunks" {
				block = "10000\r\n" + block + "\r\n"
			}
			for {
				if _, err := io.WriteString(c, block); err != nil {
					return
				}
			}
		})
	case "garbage":
		serve(func(c net.Conn, target string) {
			io.WriteString(c, "SSH-2.0-OpenSSH_9.2\r\n\x00\xff\xfe")
			if target == "/open" {
				select {}
			}
		})
	case "closes":
		serve(func(c net.Conn, target string) {
			io.WriteString(c, map[string]string{
				"/head":   "HTTP/1.1 200 OK\r\nContent-Le",
				"/length": "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Length: 4\r\n\r\nwe",
				"/chunks": "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nwe\r\n",
			}[target])
		})
	case "dies":
		var last atomic.Bool // answer
		serve(func(c net.Conn, target string) {
			switch target {
			case "/kill":
				syscall.Kill(os.Getpid(), syscall.SIGKILL)
			case "/exit":
				log.Print("out of books")
				os.Exit(3)
			case "/last":
				last.Store(true)
			default:
				if last.Load() {
					os.Exit(4)
				}
			}
			well(c, target)
		})
	case "logs":
		line := strings.Repeat("l", 100) + "\n"
		for range 200 { // 64 MB in all, half of it in one line
			os.Stderr.WriteString(strings.Repeat(line, 1600))
		}
		for range 200 {
			os.Stdout.WriteString(strings.Repeat("m", 160000))
		}
		os.Stdout.WriteString("\nthe last line\n")
		serve(func(c net.Conn, target string) {
			io.WriteString(c, "HTTP/1.1 500 Sorry\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Length: 0\r\n\r\n")
		})
	case "forks":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "BAD_ORIGIN=sleeps")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if err := child.Start(); err != nil {
			log.Fatal(err)
		}
		away := exec.Command(os.Args[0]) // which leaves the process group, and outlives its parent
		away.Env = append(os.Environ(), "BAD_ORIGIN=leaves")
		if err := away.Run(); err != nil {
			log.Fatal(err)
		}
		for n := 0; n < 2; time.Sleep(time.Millisecond) { // until both have begun
			data, _ := os.ReadFile(os.Getenv("WIREBOOK_PIDS"))
			n = strings.Count(string(data), "\n")
		}
		serve(well)
	case "kills its watchdog":
		away := exec.Command(os.Args[0])
		away.Env = append(os.Environ(), "BAD_ORIGIN=leaves")
		if err := away.Run(); err != nil {
			log.Fatal(err)
		}
		for n := 0; n < 1; time.Sleep(time.Millisecond) {
			data, _ := os.ReadFile(os.Getenv("WIREBOOK_PIDS"))
			n = strings.Count(string(data), "\n")
		}
		syscall.Kill(os.Getppid(), syscall.SIGKILL)
		select {}
	case "leaves":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "BAD_ORIGIN=sleeps")
		child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		if err := child.Start(); err != nil {
			log.Fatal(err)
		}
	case "sleeps":
		signal.Ignore(syscall.SIGTERM, syscall.SIGHUP)
		f, err := os.OpenFile(os.Getenv("WIREBOOK_PIDS"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Fprintln(f, os.Getpid())
		time.Sleep(2 * guard)
	case "loses its port":
		if first, _ := os.ReadFile(os.Getenv("STARTED")); len(first) > 1 {
			serve(well)
		}
		name := filepath.Join(os.Getenv("PORTS"), "port")
		os.WriteFile(name+".new", []byte(os.Getenv("PORT")), 0o644)
		os.Rename(name+".new", name)
		for ; ; time.Sleep(time.Millisecond) {
			if _, err := os.Stat(filepath.Join(os.Getenv("PORTS"), "taken")); err == nil {
				log.Fatal("address already in use")
			}
		}
	case "stubborn":
		signal.Ignore(syscall.SIGTERM)
		serve(well)
	default:
		log.Fatal("no such kind")
	}
}

// badCommand is the part of site.yaml that makes the test binary an origin.
func badCommand(kind, more string) string {
	return fmt.Sprintf("    command: [SELF]\n    environment:\n      BAD_ORIGIN: %s\n      PORT: ${PORT}\n%s", kind, more)
}

// printed is what a person reads of the faults.
func printed(faults []source.Fault) string {
	var b strings.Builder
	for _, f := range source.Sort(faults) {
		source.Printer{W: &b}.Print(f)
	}
	return b.String()
}

// A badCase is what one bad origin does to a note, and the fault that tells of it.
type badCase struct {
	kind, more string // of badCommand
	notes      string
	id         string // of the fault; empty: there is none
	exit       int
	want       []string // in this order in what is printed
}

// play plays the note of a case and ends the origin.
func (c badCase) play(t *testing.T) {
	course := newCourse(t, badCommand(c.kind, c.more), c.notes)
	var faults []source.Fault
	soon(t, "the note", func() { _, faults = course.prover.Note(t.Context(), course.tree.Notes[0]) })
	soon(t, "the end of the origin", course.commands.Close)
	text := printed(faults)
	if c.id == "" {
		if len(faults) > 0 {
			t.Fatal(text)
		}
		return
	}
	if len(faults) != 1 || faults[0].ID != c.id || faults[0].Status() != c.exit {
		t.Errorf("want one fault %s with the status %d, got", c.id, c.exit)
		for _, f := range faults {
			t.Logf("%s, status %d", f.ID, f.Status())
		}
	}
	rest := text
	for _, w := range c.want {
		i := strings.Index(rest, w)
		if i < 0 {
			t.Fatalf("there is no %q in\n%s", w, text)
		}
		rest = rest[i+len(w):]
	}
}

// guard is how long a test waits for what must happen. It is met only where
// something is broken.
const guard = 2 * time.Minute

// soon does something that must end by itself.
func soon(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(guard):
		t.Fatalf("%s takes more than %v", what, guard)
	}
}

// until waits for a condition.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(guard); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within %v", what, guard)
		}
	}
}

// TestBadOrigins: whatever an origin does, the failure says which.
func TestBadOrigins(t *testing.T) {
	for _, c := range []badCase{
		{"exits at once", "", exchanges("/"), "origin-exited", 3,
			[]string{"the origin app exited before it was ready (status 1): ModuleNotFoundError: No module named 'flask'\n", "GET / HTTP/1.1", "its log:\n", "| Traceback", "| ModuleNotFoundError: No module named 'flask'\n"}},
		{"slow to start", "", exchanges("/"), "", 0, nil},
		{"well", "    ready: /health\n", exchanges("/"), "", 0, nil},
		{"closes", "", exchanges("/nothing"), "closed-early", 3, []string{"the origin closed the connection without an answer"}},
		{"dies", "", exchanges("/exit", "/well"), "origin-exited", 3,
			[]string{"the origin app exited instead of answering (status 3): out of books\n", "| out of books\n"}},
	} {
		t.Run(c.kind+c.notes[8:24], c.play)
	}
}

// alive says that a process runs; one that waits to be reaped does not.
func alive(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err == nil {
		return !strings.Contains(string(stat), ") Z ")
	}
	return runtime.GOOS != "linux" && syscall.Kill(pid, 0) == nil
}

// pids waits for n lines of a file.
func pids(t *testing.T, name string, n int) (out []int) {
	t.Helper()
	until(t, fmt.Sprintf("%d lines of process ids", n), func() bool {
		out = nil
		data, _ := os.ReadFile(name)
		for _, l := range strings.Fields(string(data)) {
			pid, _ := strconv.Atoi(l)
			out = append(out, pid)
		}
		return len(out) == n
	})
	return out
}

func gone(t *testing.T, pids []int) {
	t.Helper()
	for _, pid := range pids {
		until(t, fmt.Sprintf("process %d ends", pid), func() bool { return !alive(pid) })
	}
}

// grandchildren is how many of "forks" can be ended on this system.
func grandchildren() int {
	if runtime.GOOS == "linux" {
		return 2
	}
	return 1
}

// TestGrandchildren: what a command leaves behind ends with it.
func TestGrandchildren(t *testing.T) {
	for _, more := range []string{"", "    fresh: true\n"} {
		file := filepath.Join(t.TempDir(), "pids")
		t.Setenv("WIREBOOK_PIDS", file)
		course := newCourse(t, badCommand("forks", more), exchanges("/"))
		if _, faults := course.prover.Note(t.Context(), course.tree.Notes[0]); len(faults) > 0 {
			t.Fatal(printed(faults))
		}
		began := pids(t, file, 2)
		course.commands.Close()
		if runtime.GOOS == "linux" { // Close has waited for it
			for _, pid := range began {
				if alive(pid) {
					t.Errorf("process %d is still there", pid)
				}
			}
		} else {
			gone(t, began[:1])
		}
	}
}

// TestKillsItsWatchdog: a command that kills its watchdog leaves nothing behind either.
func TestKillsItsWatchdog(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux gives a process the orphans of its children")
	}
	file := filepath.Join(t.TempDir(), "pids")
	t.Setenv("WIREBOOK_PIDS", file)
	course := newCourse(t, badCommand("kills its watchdog", ""), exchanges("/"))
	if _, faults := course.prover.Note(t.Context(), course.tree.Notes[0]); len(faults) == 0 {
		t.Error("no fault")
	}
	began := pids(t, file, 1)
	course.commands.Close()
	for _, pid := range began {
		if alive(pid) {
			t.Errorf("process %d is still there", pid)
		}
	}
}

// killedBuild plays a note and waits to be killed.
func killedBuild(root string) {
	c := origin.NewCommands(root, "")
	o := c.Origin("app", note.Origin{Command: []string{os.Args[0]}, Environment: map[string]string{"BAD_ORIGIN": "forks", "SOCKET": "${SOCKET}"}})
	if _, err := o.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	pid, address, _, _ := origin.Shared(o)
	fmt.Println(pid, address)
	select {}
}

// TestKilledBuild: after a SIGKILL of the build its command is gone, with all
// that the command started and with its scratch folder.
func TestKilledBuild(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "content", "origin"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "pids")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "KILLED_BUILD="+root, "WIREBOOK_PIDS="+file)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	var socket string
	if _, err := fmt.Fscan(out, &pid, &socket); err != nil {
		t.Fatal(err)
	}
	began := append(pids(t, file, 2), pid)
	for _, p := range began {
		if !alive(p) {
			t.Fatalf("process %d does not run", p)
		}
	}
	cmd.Process.Kill()
	cmd.Wait()
	if grandchildren() == 1 {
		began = []int{pid}
	}
	gone(t, began)
	until(t, "the scratch folder is removed", func() bool {
		_, err := os.Stat(filepath.Dir(socket))
		return os.IsNotExist(err)
	})
}

// TestKilledWatchdog: not even the end of the watchdog leaves a command behind.
func TestKilledWatchdog(t *testing.T) {
	course := newCourse(t, badCommand("well", ""), exchanges("/"))
	course.prover.Note(t.Context(), course.tree.Notes[0])
	pid, _, watcher, ended := origin.Shared(course.origins["app"])
	watcher.Kill()
	<-ended
	_, faults := course.prover.Note(t.Context(), course.tree.Notes[0])
	if len(faults) > 0 {
		t.Error("the next note gets no new process:", printed(faults))
	}
	gone(t, []int{pid})
}
