package cli_test

import (
	"bytes"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wirebook/generator/cli"
)

// processesIn returns the processes whose temporary folder is dir, but for those of it
// that wait to be reaped.
func processesIn(dir string) (pids []int) {
	all, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, name := range all {
		env, _ := os.ReadFile(name)
		if slices.Contains(strings.Split(string(env), "\x00"), "TMPDIR="+dir) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
			pids = append(pids, pid)
		}
	}
	return pids
}

const byHandSite = `title: T
origins:
  library: {built-in: true, hosts: [api.example.com]}
  app: {command: [server, "${PORT}"], hosts: [app.example.com]}
  gone: {command: [no-such-program, "${PORT}"], hosts: [gone.example.com], optional: true}
`

const byHandNote = "---\ntitle: T\n---\n\n```http\nGET /books/1 HTTP/1.1\nHost: app.example.com\n```\n\n```http\nHTTP/1.1 …\n```\n\n" +
	"```http raw\nGET\\t/\\r\\nHost: app.example.com\\r\\n\\r\\n\n```\n\n```http\nHTTP/1.1 …\n```\n\n" +
	"```http\nGET / HTTP/1.1\nHost: gone.example.com\n```\n\n```http\nHTTP/1.1 …\n```\n"

// origin runs the commands of site.yaml with their own addresses, prints how to send what
// they answer, hands every byte on, and leaves no process behind.
func TestOriginOfCommands(t *testing.T) {
	for _, killed := range []bool{false, true} {
		dir := t.TempDir()
		t.Setenv("TMPDIR", dir)
		cmd, out, _ := start(t, "wirebook", map[string]string{"content/site.yaml": byHandSite, "content/index.md": byHandNote, "content/origin/x": ""},
			"origin", "--addr", "127.0.0.1:0", "--note", "content/index.md")
		first, _ := out.ReadString('\n')
		_, rest, _ := strings.Cut(first, "the origin app listens on http://")
		addr, as, _ := strings.Cut(rest, " ")
		if as != "as app.example.com (server)\n" {
			t.Fatalf("it says %q", first)
		}
		_, port, _ := net.SplitHostPort(addr)
		want := "each keeps its state, and the code that it was started with, until you stop it (Ctrl-C)\n" +
			"curl --include --connect-to app.example.com:80:" + addr + " \\\n  --header Accept: \\\n  http://app.example.com/books/1\n" +
			`(printf 'GET\011/\r\nHost: app.example.com\r\n\r\n'; sleep 1) | nc -N 127.0.0.1 ` + port + "\n"
		said := make([]byte, len(want))
		if io.ReadFull(out, said); string(said) != want {
			t.Fatalf("it says %q, not %q", said, want)
		}
		client, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(client, "GET /lf HTTP/1.1\r\nHost: app.example.com\r\n\r\n")
		client.(*net.TCPConn).CloseWrite()
		if answer, err := io.ReadAll(client); err != nil || string(answer) != "HTTP/1.1 204 No Content\n"+date[:len(date)-2]+"\n\n" {
			t.Errorf("the answer is %q, %v", answer, err)
		}
		idle, err := net.Dial("tcp", addr) // does not keep it from ending
		if err != nil {
			t.Fatal(err)
		}
		status, ended := 0, make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		if killed {
			for _, pid := range processesIn(dir) {
				if args, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline"); bytes.HasPrefix(args, []byte("server\x00")) {
					if p, err := os.FindProcess(pid); err == nil {
						p.Kill()
					}
				}
			}
			status = 3
			io.ReadAll(idle)      // ends with the process
			for len(ended) == 0 { // a process that is being killed may take one more
				if late, err := net.Dial("tcp", addr); err == nil {
					io.ReadAll(late)
				}
			}
		} else if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		<-ended
		if got := cmd.ProcessState.ExitCode(); got != status {
			t.Errorf("exit status %d, not %d", got, status)
		}
		if left := processesIn(dir); len(left) > 0 {
			t.Errorf("killed %t: processes %v remain", killed, left)
		}
	}
}

// What cannot be started is a fault if it was asked for, and a line on standard error if
// it is optional.
func TestOriginNotThere(t *testing.T) {
	for _, test := range []struct {
		site, args, says string
		status           int
	}{
		{byHandSite, "--origin gone", "the origin gone is not installed: no program no-such-program is in PATH", 3},
		{byHandSite, "--origin apq", `did you mean "app"? the origins are: library, app, gone`, 2},
		{strings.Replace(byHandSite, ", optional: true", "", 1), "", "the origin gone is not installed", 3},
		{"title: T\norigins:\n  gone: {command: [no-such-program, \"${PORT}\"], optional: true}\n", "", "no-such-program is not installed", 2},
		{"title: T\n", "", "no origin of content/site.yaml can be started", 2},
		{"title: T\norigins:\n  app: {comand: [x]}\n", "", `did you mean "command"?`, 2},
		{byHandSite, "--addr localhost", "--addr localhost is not an address with a port", 2},
		{byHandSite, "--addr 127.0.0.1:http2", "the address 127.0.0.1:http2 cannot be opened", 2},
		{byHandSite, "--note content/nothing.md", "has no request that can be sent by hand", 2},
	} {
		root := t.TempDir()
		put := func(name, text string) {
			os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755)
			if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		put("content/site.yaml", test.site)
		put("content/nothing.md", "---\ntitle: N\n---\n")
		put("content/origin/x", "")
		var out, errs bytes.Buffer
		args := append([]string{"origin", "--root", root, "--addr", "127.0.0.1:0"}, strings.Fields(test.args)...)
		if got := cli.Run(t.Context(), args, cli.Program{Out: &out, Err: &errs, Origin: newOrigin}); got != test.status || !strings.Contains(errs.String(), test.says) {
			t.Errorf("%s %s: exit status %d, %s%s", test.site, test.args, got, out.String(), errs.String())
		}
	}
}
