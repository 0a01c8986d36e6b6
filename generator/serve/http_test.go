package serve_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/serve"
	"wirebook/generator/source"
)

func TestAddresses(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	tests := []struct{ addr, want string }{
		{busy.Addr().String(), "the address " + busy.Addr().String() + " is in use by another program"},
		{"0.0.0.0:8080", "--addr 0.0.0.0:8080 is not on loopback"},
		{":8080", "--addr :8080 is not on loopback"},
		{"[::]:8080", "--addr [::]:8080 is not on loopback"},
		{"192.0.2.1:8080", "--addr 192.0.2.1:8080 is not on loopback"},
		{"example.com:80", "--addr example.com:80 is not on loopback"},
		{"8080", "--addr 8080 is not an address with a port"},
		{"localhost", "--addr localhost is not an address with a port"},
		{"localhost:", "--addr localhost: is not an address with a port"},
	}
	for _, test := range tests {
		err := serve.Serve(t.Context(), serve.Options{
			Options: generator.Options{Root: t.TempDir()}, Addr: test.addr, Out: io.Discard,
			Build: func(context.Context) (generator.Summary, []source.Fault) {
				t.Errorf("%s: a build was made", test.addr)
				return generator.Summary{}, nil
			},
		})
		var f source.Fault
		if !errors.As(err, &f) {
			t.Errorf("%s: got %v, want a fault", test.addr, err)
			continue
		}
		if f.What != test.want || f.Status() != source.ExitUsage || !strings.Contains(f.Do, "--addr ") {
			t.Errorf("%s: got %q, %q, status %d", test.addr, f.What, f.Do, f.Status())
		}
	}
}

func TestNoTree(t *testing.T) {
	err := serve.Serve(t.Context(), serve.Options{
		Options: generator.Options{Root: filepath.Join(t.TempDir(), "nowhere")}, Addr: freeAddr(t), Out: io.Discard,
		Build: func(context.Context) (generator.Summary, []source.Fault) { return generator.Summary{}, nil },
	})
	var f source.Fault
	if !errors.As(err, &f) || f.Status() != source.ExitUsage || !strings.Contains(f.What, "nowhere cannot be watched") {
		t.Errorf("got %v", err)
	}
}

// raw sends bytes and returns the status line, the head and the body.
func (tr *tree) raw(request string) string {
	tr.t.Helper()
	conn, err := net.Dial("tcp", tr.addr)
	if err != nil {
		tr.t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(deadline))
	fmt.Fprint(conn, request)
	answer, err := io.ReadAll(bufio.NewReader(conn))
	if err != nil {
		tr.t.Fatal(err)
	}
	return string(answer)
}

func TestHost(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	tests := []struct {
		host string
		want string
	}{
		{tr.addr, "200"}, {"localhost:8080", "200"}, {"LOCALHOST", "200"}, {"127.0.0.1", "200"}, {"[::1]:80", "200"}, {"[::1]", "200"},
		{"evil.example", "421"}, {"evil.example:8080", "421"}, {"localhost.evil.example", "421"},
		{"127.0.0.1.evil.example", "421"}, {"192.168.1.1", "421"}, {"", "421"},
	}
	for _, test := range tests {
		for _, target := range []string{"/", "/-/serve.js", "/-/events?page=/&seen=x"} {
			if test.want == "200" && strings.Contains(target, "events") {
				continue // does not end
			}
			got := tr.raw("GET " + target + " HTTP/1.1\r\nHost: " + test.host + "\r\nConnection: close\r\n\r\n")
			if !strings.HasPrefix(got, "HTTP/1.1 "+test.want) {
				t.Errorf("Host %q, %s: got %.40q, want %s", test.host, target, got, test.want)
			}
			if test.want != "200" && strings.Contains(got, "home") {
				t.Errorf("Host %q got the page", test.host)
			}
		}
	}
}

func TestNoPathLeadsOut(t *testing.T) {
	tr := newTree(t, "content/index.md", "home", "secret.txt", "SECRET", "secret.html", "SECRET")
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret.html"), []byte("SECRET"), 0o644); err != nil {
		t.Fatal(err)
	}
	tr.start()
	// Links that appear after the build: a build would remove them.
	tr.put("public/assets/.secret.html", "SECRET")
	for name, target := range map[string]string{"out": outside, "one.html": filepath.Join(outside, "secret.html"), "two.txt": "../secret.txt"} {
		if err := os.Symlink(target, filepath.Join(tr.root, "public", name)); err != nil {
			t.Fatal(err)
		}
	}
	targets := []string{
		"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.html", "/assets/..%2f..%2fsecret.txt",
		"/.wirebook", "/.gitignore", "/%2egitignore", "/assets/.secret.html", "/..%5csecret.txt", "/.%00./secret.txt", "/out/secret.html", "/out/", "/one.html", "/two.txt", "//secret.txt", "/./../secret.txt",
	}
	for _, target := range targets {
		got := tr.raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		if strings.Contains(got, "SECRET") || strings.HasPrefix(got, "HTTP/1.1 2") || strings.HasPrefix(got, "HTTP/1.1 5") {
			t.Errorf("%s: got %.80q", target, got)
		}
	}
}

// A folder in whose place a link to another stands is not served.
func TestPublicLeadsOut(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "index.html"), []byte("SECRET"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(tr.root, "public")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(tr.root, "public")); err != nil {
		t.Fatal(err)
	}
	if got := tr.raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); strings.Contains(got, "SECRET") {
		t.Errorf("got %.80q", got)
	}
}

func TestAnswers(t *testing.T) {
	tr := newTree(t, "content/index.md", "home", "content/status/index.md", "all codes").start()
	tests := []struct {
		path, location string
		status         int
		body           string
	}{
		{"/", "", 200, "<p>home</p>"},
		{"/index.html", "", 200, "<p>home</p>"},
		{"/status/", "", 200, "<p>all codes</p>"},
		{"/status", "/status/", 307, ""},
		{"/assets/a.css", "", 200, "p{}"},
		{"/assets/", "", 404, "Not found"},
		{"/nothing", "", 404, "Not found"},
		{"/-/nothing", "", 404, ""},
	}
	for _, test := range tests {
		resp, body := tr.get(test.path)
		if resp.StatusCode != test.status || !strings.Contains(body, test.body) || resp.Header.Get("Location") != test.location {
			t.Errorf("%s: %s %q %q", test.path, resp.Status, resp.Header, body)
		}
		for name, want := range map[string]string{"Content-Security-Policy": csp, "Cache-Control": "no-store", "Strict-Transport-Security": "", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", test.path, name, got, want)
			}
		}
		if got := resp.Header.Get("X-Asset"); (got == "yes") != strings.HasPrefix(test.path, "/assets/") {
			t.Errorf("%s: X-Asset is %q", test.path, got)
		}
	}
	tr.put("content/404.md", "our own words")
	events := tr.follow("/nothing")
	for strings.Contains(tr.out.String(), "built 4 pages") == false {
		next(t, events)
	}
	if resp, body := tr.get("/nothing"); resp.StatusCode != 404 || !strings.Contains(body, "<p>our own words</p>") {
		t.Errorf("%s: %s", resp.Status, body)
	}
	resp, err := http.Post("http://"+tr.addr+"/", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 405 || resp.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %s %q", resp.Status, resp.Header)
	}
}

// A page of another site gets nothing; a link in it may lead here.
func TestPageOfAnotherSite(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	for _, test := range []struct{ method, path, site, mode, dest, want string }{
		{"GET", "/", "", "", "", "200"},
		{"GET", "/", "none", "navigate", "document", "200"},
		{"GET", "/assets/a.css", "same-origin", "no-cors", "style", "200"},
		{"GET", "/", "cross-site", "navigate", "document", "200"},
		{"GET", "/", "cross-site", "navigate", "iframe", "403"},
		{"GET", "/", "cross-site", "no-cors", "document", "403"},
		{"POST", "/", "cross-site", "navigate", "document", "403"},
		{"GET", "/assets/a.css", "cross-site", "no-cors", "script", "403"},
		{"GET", "/assets/a.css", "cross-site", "cors", "empty", "403"},
		{"GET", "/-/serve.js", "cross-site", "no-cors", "script", "403"},
		{"GET", "/-/events?page=/", "cross-site", "cors", "empty", "403"},
	} {
		request := test.method + " " + test.path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
		for name, value := range map[string]string{"Site": test.site, "Mode": test.mode, "Dest": test.dest} {
			if value != "" {
				request += "Sec-Fetch-" + name + ": " + value + "\r\n"
			}
		}
		got := tr.raw(request + "\r\n")
		if !strings.HasPrefix(got, "HTTP/1.1 "+test.want) || test.want == "403" && (strings.Contains(got, "home") || strings.Contains(got, "p{}")) {
			t.Errorf("%+v: got %.60q", test, got)
		}
	}
}

func TestBrokenHostingFileIsAFault(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	events := tr.follow("/")
	wants(t, events, "ok")
	tr.put("netlify.toml", "[build]\npublish = public\n")
	if got := wants(t, events, "fault"); !strings.HasPrefix(got, "netlify.toml:2:11: this is not TOML: ") {
		t.Errorf("got %q", got)
	}
	tr.put("netlify.toml", "[[headers]]\nfor = 3\n")
	if got := wants(t, events, "fault"); !strings.HasPrefix(got, "netlify.toml:") || !strings.Contains(got, "headers") {
		t.Errorf("got %q", got)
	}
	tr.put("netlify.toml", hosting)
	wants(t, events, "ok")
}

func TestNothingStillRuns(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	events := tr.follow("/")
	wants(t, events, "ok")
	tr.stop()
	if _, open := <-events; open {
		t.Error("the event stream still speaks")
	}
	if conn, err := net.Dial("tcp", tr.addr); err == nil {
		conn.Close()
		t.Error("the address is still open")
	}
	for end := time.Now().Add(deadline); ; time.Sleep(5 * time.Millisecond) {
		running := stillRunning()
		if len(running) == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%v after the end this still runs:\n%s", deadline, strings.Join(running, "\n\n"))
		}
	}
}

// stillRunning are the goroutines that serve has started, directly or not.
func stillRunning() (running []string) {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(stack, "generator/serve.") || strings.Contains(stack, "fsnotify") || strings.Contains(stack, "net/http.(*conn).serve") {
			running = append(running, stack)
		}
	}
	return running
}

// The policy that a build writes for hosts is sent, too, as it is after that build. What
// netlify.toml says for the same path wins, as on Netlify, and that is told.
func TestPolicyOfTheBuild(t *testing.T) {
	tr := newTree(t, "content/index.md", "home")
	tr.put("netlify.toml", strings.Replace(hosting, "Content-Security-Policy", "X-Other", 1))
	tr.start()
	wants(t, tr.follow("/"), "ok")
	policy := func() string {
		resp, _ := tr.get("/")
		return resp.Header.Get("Content-Security-Policy")
	}
	for _, want := range []string{"default-src 'none'; font-src 'self'", "default-src 'none'"} {
		events := tr.follow("/")
		wants(t, events, "ok")
		tr.put("public/_headers", "/*\n  Content-Security-Policy: "+want+"\n/*.svg\n  Content-Security-Policy: sandbox\n")
		tr.put("content/index.md", "home, "+want)
		reloads(t, events)
		if got := policy(); got != want {
			t.Errorf("the policy is %q, not %q", got, want)
		}
	}
	if strings.Contains(tr.out.String(), "netlify.toml") {
		t.Errorf("a policy that nothing hides is told: %s", tr.out.String())
	}
	events := tr.follow("/")
	wants(t, events, "ok")
	tr.put("netlify.toml", hosting)
	tr.put("content/index.md", "home again")
	reloads(t, events)
	if got := policy(); got != csp || !strings.Contains(tr.out.String(), "the policy for /* is not the one that the build wrote into public/_headers, and hosts send this one") {
		t.Errorf("the policy is %q, and serve said: %s", got, tr.out.String())
	}
}
