package serve_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/public"
	"wirebook/generator/serve"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// deadline is how long a test waits for what must come. It is met only where
// something is broken.
const deadline = 2 * time.Minute

// A tree is a folder with notes, and serve running on it. Its build makes a page
// of each note, and a fault of each line that begins with "wrong".
type tree struct {
	t      *testing.T
	root   string
	addr   string
	out    buffer
	cancel context.CancelFunc
	done   chan error
}

type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

const csp = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"

const hosting = `
[[headers]]
for = "/*"
[headers.values]
Content-Security-Policy = "` + csp + `"
Strict-Transport-Security = "max-age=9"
[[headers]]
for = "/assets/*"
[headers.values]
Cache-Control = "public, max-age=31536000, immutable"
X-Asset = "yes"
`

// newTree makes a tree with the files: path, text, path, text…
func newTree(t *testing.T, files ...string) *tree {
	t.Helper()
	tr := &tree{t: t, root: t.TempDir(), addr: freeAddr(t), done: make(chan error, 1)}
	tr.put("netlify.toml", hosting)
	tr.put("layouts/page.html", "")
	for i := 0; i < len(files); i += 2 {
		tr.put(files[i], files[i+1])
	}
	return tr
}

// start serves the tree until the test ends.
func (tr *tree) start() *tree {
	tr.t.Helper()
	ctx, cancel := context.WithCancel(tr.t.Context())
	tr.cancel = cancel
	go func() {
		tr.done <- serve.Serve(ctx, serve.Options{
			Options: generator.Options{Root: tr.root}, Addr: tr.addr, Out: &tr.out, Build: tr.build,
		})
	}()
	tr.t.Cleanup(func() { tr.stop() })
	for end := time.Now().Add(deadline); !strings.Contains(tr.out.String(), "serving http://"); {
		if time.Now().After(end) {
			tr.t.Fatalf("serve did not begin: %s", tr.out.String())
		}
		time.Sleep(2 * time.Millisecond)
	}
	return tr
}

// stop ends serve and waits for it.
func (tr *tree) stop() {
	if tr.cancel == nil {
		return
	}
	tr.cancel()
	tr.cancel = nil
	select {
	case err := <-tr.done:
		if err != nil {
			tr.t.Errorf("serve ended with %v", err)
		}
	case <-time.After(deadline):
		tr.t.Error("serve did not end")
	}
}

func (tr *tree) build(ctx context.Context) (generator.Summary, []source.Fault) {
	var files []site.File
	var faults []source.Fault
	filepath.WalkDir(filepath.Join(tr.root, "content"), func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return nil
		}
		rel, _ := filepath.Rel(filepath.Join(tr.root, "content"), name)
		data, _ := os.ReadFile(name)
		if at := bytes.Index(data, []byte("wrong")); at >= 0 {
			file, _ := source.NewFile("content/"+filepath.ToSlash(rel), data)
			faults = append(faults, source.Fault{File: file, Span: source.Span{Start: at, End: at + 5}, What: "<this> is wrong", Do: "put it right"})
		}
		files = append(files, site.File{
			Path: strings.TrimSuffix(filepath.ToSlash(rel), ".md") + ".html",
			Data: fmt.Appendf(nil, "<!DOCTYPE html><html lang=en><head><title>T</title></head><body><p>%s</p></body></html>", data),
		})
		return nil
	})
	if len(faults) > 0 {
		return generator.Summary{}, faults
	}
	files = append(files, site.File{Path: "assets/a.css", Data: []byte("p{}"), Asset: true})
	out, faults := public.Open(ctx, tr.root, filepath.Join(tr.root, public.Name))
	if len(faults) == 0 {
		defer out.Close()
		_, faults = out.Write(ctx, &site.Files{List: files}, false)
	}
	return generator.Summary{Notes: len(files), Pages: len(files)}, faults
}

// put writes a file, in one step for those who watch: a file that is seen empty and
// then full is two changes on a busy machine.
func (tr *tree) put(name, text string) {
	tr.t.Helper()
	full := filepath.Join(tr.root, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		tr.t.Fatal(err)
	}
	aside := filepath.Join(tr.t.TempDir(), "aside")
	if err := os.WriteFile(aside, []byte(text), 0o644); err != nil {
		tr.t.Fatal(err)
	}
	if err := os.Rename(aside, full); err != nil {
		tr.t.Fatal(err)
	}
}

// get asks for a path of the site, whatever its status.
func (tr *tree) get(urlPath string) (*http.Response, string) {
	tr.t.Helper()
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       deadline,
	}
	resp, err := client.Get("http://" + tr.addr + urlPath)
	if err != nil {
		tr.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		tr.t.Fatal(err)
	}
	return resp, string(body)
}

var seenAttribute = regexp.MustCompile(`src="/-/serve.js" data-seen="([0-9a-f]+)"`)

// An event is what a page is told.
type event struct{ name, data string }

// follow opens the event stream of a page, as the script in it does.
func (tr *tree) follow(urlPath string) <-chan event {
	tr.t.Helper()
	_, body := tr.get(urlPath)
	m := seenAttribute.FindStringSubmatch(body)
	if m == nil {
		tr.t.Fatalf("%s has no script: %s", urlPath, body)
	}
	return tr.stream(urlPath, m[1])
}

// stream opens the event stream of a page of which the browser has seen this.
func (tr *tree) stream(urlPath, seen string) <-chan event {
	tr.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	tr.t.Cleanup(cancel)
	req, _ := http.NewRequestWithContext(ctx, "GET", "http://"+tr.addr+"/-/events?"+url.Values{"page": {urlPath}, "seen": {seen}}.Encode(), nil)
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		tr.t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		tr.t.Fatalf("events have type %q", got)
	}
	events := make(chan event, 100)
	go func() {
		defer resp.Body.Close()
		defer close(events)
		var e event
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			field, value, _ := strings.Cut(lines.Text(), ":")
			switch value = strings.TrimPrefix(value, " "); {
			case field == "event":
				e.name = value
			case field == "data":
				e.data = value
			case field == "" && e.name != "":
				events <- e
				e = event{}
			}
		}
	}()
	return events
}

// next is the next event of a stream.
func next(t *testing.T, events <-chan event) event {
	t.Helper()
	select {
	case e, ok := <-events:
		if !ok {
			t.Fatal("the stream ended")
		}
		return e
	case <-time.After(deadline):
		t.Fatal("no event came")
	}
	return event{}
}

// wants checks the next events of a stream: "ok" for a fault event without
// faults, "fault" for one with some, "reload". It returns the last one's faults.
func wants(t *testing.T, events <-chan event, names ...string) string {
	t.Helper()
	var faults string
	for _, want := range names {
		e := next(t, events)
		got := e.name
		if got == "fault" {
			if err := json.Unmarshal([]byte(e.data), &faults); err != nil {
				t.Fatal(err)
			}
			if faults == "" {
				got = "ok"
			}
		}
		if got != want {
			t.Fatalf("got event %q (%s), want %q", got, e.data, want)
		}
	}
	return faults
}

// reloads waits until the page is told to reload. One change may be seen as
// several: each is a build, after which the page is told that all is well.
func reloads(t *testing.T, events <-chan event) {
	t.Helper()
	for {
		e := next(t, events)
		if e.name == "reload" {
			return
		}
		if e.name != "fault" || e.data != `""` {
			t.Fatalf("got event %q (%s)", e.name, e.data)
		}
	}
}

// freeAddr is an address on loopback that nobody uses.
func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
