//go:build unix

package serve_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/serve"
	trials "wirebook/generator/trial/program"
)

// triedOrigin is set in the processes of the command that these tests send trials to:
// the file in which it notes each request, with its process.
const triedOrigin = "WIREBOOK_TRIED"

func TestMain(m *testing.M) {
	generator.Watchdog()
	if seen := os.Getenv(triedOrigin); seen != "" {
		beTried(seen)
	}
	os.Exit(m.Run())
}

// beTried is an origin that keeps a value, hangs, and drips.
func beTried(seen string) {
	value := "none\n"
	handler := func(w http.ResponseWriter, r *http.Request) {
		f, _ := os.OpenFile(seen, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		fmt.Fprintln(f, os.Getpid(), r.URL.Path)
		f.Close()
		switch r.URL.Path {
		case "/hang":
			select {}
		case "/drip":
			for http.NewResponseController(w).Flush() == nil {
				io.WriteString(w, "x")
				time.Sleep(time.Millisecond)
			}
		}
		if r.Method == "PUT" {
			b, _ := io.ReadAll(r.Body)
			value = string(b)
		}
		io.WriteString(w, value)
	}
	l, err := net.Listen("unix", os.Getenv("SOCKET"))
	if err == nil {
		err = http.Serve(l, http.HandlerFunc(handler))
	}
	fmt.Println(err)
	os.Exit(1)
}

const triedYAML = `title: Tried
origins:
  app:
    hosts: [app.example]
    folder: app
    command: [SELF]
    environment: {WIREBOOK_TRIED: SEEN, SOCKET: "${SOCKET}"}
    deadline: 1s
    by: the tried
`

const triedNote = "---\ntitle: Tried\n---\n\n```http\nPUT /value HTTP/1.1\nHost: app.example\nContent-Length: 4\n\none\n```\n\n" + triedAnswer + `
## Later

` + "```http try=\"/other\"\nGET /value HTTP/1.1\nHost: app.example\n```\n\n" + triedAnswer + "\n```http norun=\"it is not sent\"\nGET /never HTTP/1.1\nHost: app.example\n```\n\n```http\nHTTP/1.1 204 No Content\nDate: Sun, 22 Nov 2026 18:15:04 GMT\n```\n" + triedTask

const triedAnswer = "```http\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:15:04 GMT\nContent-Length: 4\nContent-Type: text/plain; charset=utf-8\n\none\n```\n"

// triedTask needs the first state of its origin: there the value is none.
const triedTask = "\n## A task\n\nMake it two.\n\n```http task=send\nGET /value HTTP/1.1\nHost: app.example\n```\n\n```http goal\nHTTP/1.1 200 OK\n…: …\n\ntwo\n```\n\n" +
	"```http solution\nPUT /value HTTP/1.1\nHost: app.example\nContent-Length: 3\n\ntwo\n```\n\n```http wrong\nPUT /value HTTP/1.1\nHost: app.example\nContent-Length: 3\n\none\n```\n\n" +
	"```http wrong\nGET /value HTTP/1.1\nHost: app.example\nAccept: text/plain\n```\n"

// A tried is serve on a site whose examples a command answers.
type tried struct {
	*tree
	seen  string // the file with its requests
	token string
	run   string
}

func newTried(t *testing.T, longest time.Duration) *tried {
	t.Helper()
	seen := filepath.Join(t.TempDir(), "seen")
	tr := &tried{tree: newTree(t, "app/readme.txt", "", "content/index.md", triedNote, "content/site.yaml", strings.NewReplacer("SELF", os.Args[0], "SEEN", seen).Replace(triedYAML)), seen: seen}
	layouts := filepath.Join(tr.root, "layouts")
	if err := errors.Join(os.RemoveAll(layouts), os.CopyFS(layouts, os.DirFS("../../layouts"))); err != nil {
		t.Fatal(err)
	}
	session := generator.NewSession(generator.Options{Root: tr.root})
	if longest > 0 {
		session.Trials.Longest = longest
	}
	ctx, cancel := context.WithCancel(t.Context())
	tr.cancel = cancel
	go func() {
		err := serve.Serve(ctx, serve.Options{Options: session.Options, Addr: tr.addr, Out: &tr.out, Build: session.Build, Rest: session.Rest, Trials: session.Trials})
		session.Trials.Close()
		session.Close()
		tr.done <- err
	}()
	t.Cleanup(func() { tr.stop() })
	for end := time.Now().Add(deadline); !strings.Contains(tr.out.String(), "serving http://"); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("serve did not begin: %s", tr.out.String())
		}
	}
	if !strings.Contains(tr.out.String(), "built ") {
		t.Fatal(tr.out.String())
	}
	_, body := tr.get("/-/trial?page=/")
	var offer struct {
		Token string
		By    map[int]string
		Tasks map[int]string
		Steps []trials.Step
		Tries []trials.Try
	}
	if err := json.Unmarshal([]byte(body), &offer); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	if len(offer.By) != 2 || len(offer.Tasks) != 1 || offer.Tasks[1] != "the tried" || offer.By[2] != "the tried" || len(offer.Steps) != 2 || len(offer.Tries) != 1 || !strings.HasPrefix(offer.Tries[0].Send, "GET /other HTTP/1.1\r\n") || offer.Token == "" {
		t.Errorf("the page is offered %+v", offer)
	}
	tr.token = offer.Token
	return tr
}

// post sends a call with more fields, which replace those that a page sends.
func (tr *tried) post(ctx context.Context, call map[string]any, fields ...string) (int, []string) {
	tr.t.Helper()
	body, _ := json.Marshal(call)
	r, err := http.NewRequestWithContext(ctx, "POST", "http://"+tr.addr+"/-/trial", bytes.NewReader(body))
	if err != nil {
		tr.t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {"application/json"}, "Origin": {"http://" + tr.addr}, "Sec-Fetch-Site": {"same-origin"}, "Wirebook-Token": {tr.token}}
	for i := 0; i < len(fields); i += 2 {
		if r.Header.Set(fields[i], fields[i+1]); fields[i+1] == "" {
			r.Header.Del(fields[i])
		}
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, []string{err.Error()}
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, strings.Split(strings.TrimSpace(string(text)), "\n")
}

// try begins the second exchange and sends a request in it. It returns the report, or an
// error.
func (tr *tried) try(ctx context.Context, request string) (report trials.Report, failed string) {
	tr.t.Helper()
	return tr.tryOf(ctx, "exchange", 2, request)
}

// tryOf does so with an exchange or a task of that number.
func (tr *tried) tryOf(ctx context.Context, what string, number int, request string) (report trials.Report, failed string) {
	tr.t.Helper()
	var said struct {
		Result json.RawMessage
		Error  string
	}
	_, lines := tr.post(ctx, map[string]any{"call": "begin", "page": "/", what: number})
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &said); err != nil || said.Error != "" {
		return report, strings.Join(lines, " ")
	}
	var begun struct{ Run, By string }
	if err := json.Unmarshal(said.Result, &begun); err != nil || begun.By != "the tried" {
		tr.t.Errorf("begun: %s (%v)", said.Result, err)
	}
	tr.run, said.Result = begun.Run, nil
	_, lines = tr.post(ctx, map[string]any{"call": "send", "page": "/", what: number, "run": begun.Run, "bytes": []byte(request)})
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &said); err != nil || said.Result == nil {
		return report, strings.Join(lines[max(0, len(lines)-3):], " ")
	}
	if err := json.Unmarshal(said.Result, &report); err != nil {
		tr.t.Error(err)
	}
	return report, ""
}

// process returns the last process that was asked for a path.
func (tr *tried) process(path string) string {
	pids := tr.processes(path)
	if len(pids) == 0 {
		return ""
	}
	return pids[len(pids)-1]
}

// processes are those that were asked for a path, or for any.
func (tr *tried) processes(path string) (out []string) {
	text, err := os.ReadFile(tr.seen)
	if err != nil {
		tr.t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		pid, asked, _ := strings.Cut(strings.TrimSpace(line), " ")
		if path == "" || asked == path {
			out = append(out, pid)
		}
	}
	return out
}

// Each attempt at a task meets the command in its first state, and is compared with the
// goal.
func TestTrialOfATask(t *testing.T) {
	tr := newTried(t, 0)
	for range 2 {
		for _, c := range []struct{ request, missing string }{
			{"PUT /value HTTP/1.1\r\nHost: app.example\r\nContent-Length: 3\r\n\r\ntwo", ""},
			{"GET /value HTTP/1.1\r\nHost: app.example\r\n\r\n", "The body is not the one that is asked for."},
		} {
			report, failed := tr.tryOf(t.Context(), "task", 1, c.request)
			if failed != "" || report.Missing == nil || *report.Missing != c.missing {
				t.Errorf("%s: %+v %s", c.request, report.Missing, failed)
			}
		}
	}
	if report, _ := tr.try(t.Context(), "GET /value HTTP/1.1\r\nHost: app.example\r\n\r\n"); report.Missing != nil {
		t.Errorf("an exchange lacks %q", *report.Missing)
	}
	if _, failed := tr.tryOf(t.Context(), "task", 2, "GET / HTTP/1.1\r\n\r\n"); !strings.Contains(failed, "no task 2") {
		t.Errorf("a task that there is not: %q", failed)
	}
}

func TestTrial(t *testing.T) {
	tr := newTried(t, 0)
	proofs := tr.processes("")
	report, failed := tr.try(t.Context(), "GET /value HTTP/1.1\r\nHost: app.example\r\n\r\n")
	if !report.Same || !strings.Contains(strings.Join(report.Words, " "), "The answer is the same: 200 OK") || report.By != "the tried" {
		t.Errorf("as the note has it: %+v %s", report, failed)
	}
	report, failed = tr.try(t.Context(), "PUT /mine HTTP/1.1\r\nHost: app.example\r\nContent-Length: 7\r\n\r\nanother")
	if len(report.Received) == 0 || report.Received[0].Code != 200 || !strings.Contains(strings.Join(report.Words, " "), "You changed the method, the path") {
		t.Errorf("another request: %+v %s", report, failed)
	}
	own := tr.process("/mine")
	if own == "" || slices.Contains(proofs, own) {
		t.Errorf("process %s has the trial, and the proofs had %v", own, proofs)
	}
	if again, failed := tr.try(t.Context(), "GET /again HTTP/1.1\r\nHost: app.example\r\n\r\n"); tr.process("/again") != own {
		t.Errorf("after %+v another process answers the next trial: %+v %s", report, again, failed)
	}

	// The tree has no Go module, so the site has no editor of its own: serve has one.
	for name, has := range map[string]string{"trial.js": "window.wirebookTrial = ", "trial.css": ".editor", "answer.js": "404 page not found", "read.js": "404 page not found"} {
		if _, body := tr.get("/-/trial/" + name); !strings.Contains(body, has) {
			t.Errorf("/-/trial/%s has no %q: %.80q", name, has, body)
		}
	}

	// A build behind the trials does not meet their process, nor the value they left.
	events := tr.follow("/")
	wants(t, events, "ok")
	before := len(tr.processes(""))
	tr.put("content/index.md", strings.Replace(triedNote, "PUT /value", "PUT /other", 1))
	reloads(t, events)
	if after := tr.processes("")[before:]; len(after) == 0 || slices.Contains(after, own) {
		t.Errorf("process %s had the trials, and the build played on %v", own, after)
	}

	// What answers is what site.yaml says now.
	config, _ := os.ReadFile(filepath.Join(tr.root, "content/site.yaml"))
	tr.put("content/site.yaml", strings.Replace(string(config), "title: Tried", "title: Anew", 1))
	reloads(t, events)
	tr.try(t.Context(), "GET /anew HTTP/1.1\r\nHost: app.example\r\n\r\n")

	tr.stop()
	for _, pid := range tr.processes("") {
		var number int
		fmt.Sscan(pid, &number)
		if err := syscall.Kill(number, 0); err == nil {
			t.Errorf("process %s still runs", pid)
		}
	}
}

// A run ends when another begins, and a page cannot go on in it.
func TestTrialOfAnotherRun(t *testing.T) {
	tr := newTried(t, 0)
	tr.try(t.Context(), "GET /value HTTP/1.1\r\nHost: app.example\r\n\r\n")
	was := tr.run
	tr.try(t.Context(), "GET /value HTTP/1.1\r\nHost: app.example\r\n\r\n")
	_, lines := tr.post(t.Context(), map[string]any{"call": "send", "page": "/", "exchange": 2, "run": was, "bytes": []byte("GET /late HTTP/1.1\r\n\r\n")})
	if !strings.Contains(lines[len(lines)-1], "another trial was begun") || tr.process("/late") != "" {
		t.Errorf("got %q", lines)
	}
}

func TestTrialsRefused(t *testing.T) {
	tr := newTried(t, 0)
	begin := map[string]any{"call": "begin", "page": "/", "exchange": 2}
	for _, test := range []struct {
		what   string
		call   map[string]any
		fields []string
		status int
		says   string
	}{
		{"as a page does", begin, nil, 200, `"by":"the tried"`},
		{"no Sec-Fetch-Site", begin, []string{"Sec-Fetch-Site", ""}, 200, "the tried"},
		{"another site", begin, []string{"Sec-Fetch-Site", "cross-site"}, 403, ""},
		{"another port", begin, []string{"Sec-Fetch-Site", "same-site"}, 403, "Only pages of this site"},
		{"typed", begin, []string{"Sec-Fetch-Site", "none"}, 403, "Only pages of this site"},
		{"another origin", begin, []string{"Origin", "http://evil.example"}, 403, "Only pages of this site"},
		{"the origin of another port", begin, []string{"Origin", "http://127.0.0.1:1"}, 403, "Only pages of this site"},
		{"a sandboxed page", begin, []string{"Origin", "null"}, 403, "Only pages of this site"},
		{"no origin", begin, []string{"Origin", ""}, 403, "Only pages of this site"},
		{"no token", begin, []string{"Wirebook-Token", ""}, 403, "token"},
		{"a wrong token", begin, []string{"Wirebook-Token", strings.Repeat("A", len(tr.token))}, 403, "token"},
		{"a form", begin, []string{"Content-Type", "text/plain"}, 415, "application/json"},
		{"too large", map[string]any{"call": "send", "page": "/", "exchange": 2, "bytes": make([]byte, 800_000)}, nil, 413, "700 kB"},
		{"no page", map[string]any{"call": "begin", "page": "/no.html", "exchange": 1}, nil, 200, `"error":"the page no.html has no exchange 1"`},
		{"no exchange", map[string]any{"call": "begin", "page": "/", "exchange": 4}, nil, 200, `"error":"the page index.html has no exchange 4"`},
		{"no origin of site.yaml", map[string]any{"call": "begin", "page": "/", "exchange": 3}, nil, 200, `"error":"no command of site.yaml answers this exchange"`},
		{"no call", map[string]any{"call": "stop", "page": "/", "exchange": 2}, nil, 200, `"error":"no call is named stop"`},
		{"not begun", map[string]any{"call": "send", "page": "/", "exchange": 2, "bytes": []byte("GET / HTTP/1.1\r\n\r\n")}, nil, 200, `"error":"another trial was begun`},
	} {
		status, lines := tr.post(t.Context(), test.call, test.fields...)
		if said := strings.Join(lines, "\n"); status != test.status || !strings.Contains(said, test.says) {
			t.Errorf("%s: %d %s", test.what, status, said)
		}
	}
	// The token is not told to other sites, nor to other programs of this machine.
	for _, field := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none", "Origin: http://evil.example"} {
		got := tr.raw("GET /-/trial?page=/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + field + "\r\n\r\n")
		if !strings.HasPrefix(got, "HTTP/1.1 403") || strings.Contains(got, tr.token) {
			t.Errorf("%s: got %.200q", field, got)
		}
	}
	if got := tr.raw("GET /-/trial?page=/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"); !strings.HasPrefix(got, "HTTP/1.1 421") {
		t.Errorf("a name that leads here: got %.200q", got)
	}
}

// A process that hangs or never stops is ended, and the next trial meets a new one.
func TestTrialHangs(t *testing.T) {
	const well = "GET /well HTTP/1.1\r\nHost: app.example\r\n\r\n"
	t.Run("silent", func(t *testing.T) {
		tr := newTried(t, 0)
		report, failed := tr.try(t.Context(), "GET /hang HTTP/1.1\r\nHost: app.example\r\n\r\n")
		if report.Ending != "silent" || report.Wait != 1000 {
			t.Errorf("%+v %s", report, failed)
		}
		if report, failed := tr.try(t.Context(), well); len(report.Received) != 1 || tr.process("/well") == tr.process("/hang") {
			t.Errorf("after it: %+v %s", report, failed)
		}
	})
	t.Run("stopped by the page", func(t *testing.T) {
		tr := newTried(t, 0)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			for ctx.Err() == nil && tr.process("/drip") == "" {
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
		if _, failed := tr.try(ctx, "GET /drip HTTP/1.1\r\nHost: app.example\r\n\r\n"); failed == "" {
			t.Errorf("it was stopped, and says %q", failed)
		}
		if report, failed := tr.try(t.Context(), well); len(report.Received) != 1 || tr.process("/well") == tr.process("/drip") {
			t.Errorf("after it: %+v %s", report, failed)
		}
	})
	t.Run("too long", func(t *testing.T) {
		tr := newTried(t, 3*time.Second)
		failed := ""
		for end := time.Now().Add(deadline); !strings.Contains(failed, "not done after 3s") || tr.process("/drip") == ""; {
			if _, failed = tr.try(t.Context(), "GET /drip HTTP/1.1\r\nHost: app.example\r\n\r\n"); time.Now().After(end) {
				t.Fatalf("it says %q", failed)
			}
		}
	})
}
