//go:build full

package reader_test

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"log"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"wirebook/generator"
	"wirebook/generator/cache"
)

// An origin that calls out in every way that Go and the browser have, and answers with
// what came of each. It spins where it is asked to.
const callingOrigin = `package origin

import (
	"io"
	"log"
	"net/http"
	"time"
)

func New(*log.Logger) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET api.example.com/out", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(out(r.URL.Query().Get("to")))) })
	mux.HandleFunc("POST api.example.com/read", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			w.WriteHeader(http.StatusRequestTimeout)
		}
	})
	mux.HandleFunc("GET api.example.com/spin", func(w http.ResponseWriter, r *http.Request) { for {} })
	mux.HandleFunc("GET api.example.com/die", func(w http.ResponseWriter, r *http.Request) { go panic("gone") ; select {} })
	return &http.Server{Handler: mux, ReadTimeout: 7 * time.Second}
}
`

const callingOther = "//go:build !js\n\npackage origin\n\nfunc out(string) string { return \"hello\" }\n"

const callingJS = `package origin

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall/js"
)

func out(to string) (said string) {
	if to == "" {
		return "hello"
	}
	try := func(name string, do func()) {
		defer func() {
			if v := recover(); v != nil {
				said += fmt.Sprintf("%s: refused\n", name)
			}
		}()
		do()
		said += name + ": ran\n"
	}
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	scope := js.Global()
	try("http.Get", func() { _, err := http.Get(to + "?get"); must(err) })
	try("net.Dial", func() { u, _ := url.Parse(to); _, err := net.Dial("tcp", u.Host); must(err) })
	try("fetch", func() { scope.Call("fetch", to+"?fetch") })
	try("XMLHttpRequest", func() { x := scope.Get("XMLHttpRequest").New(); x.Call("open", "GET", to+"?xhr"); x.Call("send") })
	try("WebSocket", func() { scope.Get("WebSocket").New(strings.Replace(to, "http", "ws", 1) + "?ws") })
	try("EventSource", func() { scope.Get("EventSource").New(to + "?events") })
	try("importScripts", func() { scope.Call("importScripts", to+"?import") })
	try("WebTransport", func() { scope.Get("WebTransport").New("https://127.0.0.1:1/") })
	try("Worker", func() { scope.Get("Worker").New(to + "?worker") })
	try("caches", func() { scope.Get("caches").Call("open", "x") })
	proto := scope.Get("Object").Call("getPrototypeOf", scope.Get("Object").Call("getPrototypeOf", scope))
	try("fetch of the prototype", func() { proto.Get("fetch").Call("call", scope, to+"?proto") })
	return said
}
`

// callingNative is the same origin while the site is built.
func callingNative(*log.Logger) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET api.example.com/out", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello")) })
	return &http.Server{Handler: mux}
}

// callingSite builds a site whose origin calls out.
var callingSite = sync.OnceValues(func() (public string, err error) {
	dir, err := scratch()
	if err != nil {
		return "", err
	}
	root := filepath.Join(dir, "calling")
	err = os.CopyFS(filepath.Join(root, "layouts"), os.DirFS(filepath.Join(top, "layouts")))
	err = cmp.Or(err, os.CopyFS(filepath.Join(root, "generator"), os.DirFS(filepath.Join(top, "generator"))))
	err = cmp.Or(err, os.Mkdir(filepath.Join(root, "public"), 0o755))
	for _, name := range []string{"go.mod", "go.sum"} {
		data, bad := os.ReadFile(filepath.Join(top, name))
		err = cmp.Or(err, bad, os.WriteFile(filepath.Join(root, name), data, 0o644))
	}
	for name, text := range map[string]string{
		"content/site.yaml":        "title: Calls\norigins:\n  o:\n    built-in: true\n    hosts: [api.example.com]\n",
		"content/index.md":         "---\ntitle: Calls\ndescription: An origin that calls out.\n---\n\n```http\nGET /out HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:15:04 GMT\nContent-Length: 5\nContent-Type: text/plain; charset=utf-8\n\nhello\n```\n",
		"content/origin/origin.go": callingOrigin,
		"content/origin/other.go":  callingOther,
		"content/origin/out_js.go": callingJS,
	} {
		name = filepath.Join(root, name)
		err = cmp.Or(err, os.MkdirAll(filepath.Dir(name), 0o755))
		err = cmp.Or(err, os.WriteFile(name, []byte(text), 0o644))
	}
	if err != nil {
		return "", err
	}
	_, faults := generator.Build(context.Background(), generator.Options{Root: root, Origin: callingNative, Cache: cache.Folder()})
	if len(faults) > 0 {
		return "", fmt.Errorf("%d faults, the first: %w", len(faults), faults[0])
	}
	return filepath.Join(root, "public"), nil
})

// bare serves a folder without header fields of its own.
func bare(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
		w.Write(data)
	})
}

// send replaces the text of the editor of an exchange, sends it and waits.
func (b *tab) sendText(exchange int, text string) string {
	b.t.Helper()
	ask[bool](b, fmt.Sprintf(`{ document.querySelectorAll('.outcome').forEach(o => { o.textContent = ''; });
		const area = document.querySelector('#_exchange-%d textarea'); area.focus(); area.select(); document.execCommand('insertText', false, %q); true }`, exchange, text))
	return b.sends(exchange)
}

// Nothing that the origin does in the page reaches a host, whether the host of the site
// sends header fields or not. Without what takes the ways out away, it would.
func TestNothingLeavesATrial(t *testing.T) {
	public, err := callingSite()
	if err != nil {
		t.Fatal(err)
	}
	chromium := openBrowser(t)
	files := os.DirFS(public)
	for _, test := range []struct {
		name   string
		host   func(fs.FS) http.Handler
		open   bool // the worker takes nothing away
		leaves bool
	}{
		{"with header fields", func(f fs.FS) http.Handler { return hosted(t, f) }, false, false},
		{"without header fields", bare, false, false},
		{"a worker that takes nothing away", bare, true, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var mu sync.Mutex
			var left []string
			inner := test.host(files)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, "/leak") {
					mu.Lock()
					left = append(left, r.URL.RawQuery)
					mu.Unlock()
					return
				}
				if test.open && strings.HasPrefix(r.URL.Path, "/assets/answer.") {
					data, _ := fs.ReadFile(files, strings.TrimPrefix(r.URL.Path, "/"))
					text := strings.Replace(string(data), "silence();", "", 1)
					if text == string(data) {
						t.Error("the worker has no silence();")
					}
					w.Header().Set("Content-Type", "text/javascript")
					w.Write([]byte(text))
					return
				}
				inner.ServeHTTP(w, r)
			}))
			defer server.Close()
			site := server.URL + "/"
			b := quietTab(t, chromium, site)
			b.open(site)
			b.edit(1)
			b.sends(1)
			b.sendText(1, "GET /out?to="+site+"leak HTTP/1.1\nHost: api.example.com\n\n")
			said := ask[string](b, `document.querySelector('#_exchange-1 .outcome').innerText`)
			if ran := strings.Count(said, ": ran"); ran > 0 != test.leaves || strings.Count(said, ": refused") == 0 && !test.leaves {
				t.Errorf("the origin says:\n%s", said)
			}
			mu.Lock()
			defer mu.Unlock()
			if len(left) > 0 != test.leaves {
				t.Errorf("these left the page: %q", left)
			}
		})
	}
}

// A handler that does not end is stopped by a button, one that ends the program is told,
// and the next request is answered.
func TestTrialThatHangs(t *testing.T) {
	public, err := callingSite()
	if err != nil {
		t.Fatal(err)
	}
	site := publish(t, os.DirFS(public))
	b := quietTab(t, openBrowser(t), site)
	b.open(site)
	b.edit(1)
	b.sends(1)
	ask[bool](b, `{ document.querySelector('.outcome').textContent = ''; const area = document.querySelector('textarea'); area.focus(); area.select();
		document.execCommand('insertText', false, 'GET /spin HTTP/1.1\nHost: api.example.com\n\n'); document.querySelector('.go').click(); true }`)
	b.until(`!!document.querySelector('.outcome .wait button')`)
	ask[bool](b, `document.querySelector('.outcome .wait button').click(), true`)
	b.until(`/You stopped it/.test(document.querySelector('.outcome').textContent)`)
	if said := b.sendText(1, "GET /out HTTP/1.1\nHost: api.example.com\n\n"); !strings.Contains(said, "as the note shows it") {
		t.Errorf("after the stop it says %q", said)
	}
	if said := b.sendText(1, "GET /die HTTP/1.1\nHost: api.example.com\n\n"); !strings.Contains(said, "The server stopped") {
		t.Errorf("when the program ends it says %q", said)
	}
	if said := b.sendText(1, "GET /out HTTP/1.1\nHost: api.example.com\n\n"); !strings.Contains(said, "as the note shows it") {
		t.Errorf("after the end it says %q", said)
	}
}

// Every example that the built-in origin answered is replayed in the page, with the same
// bytes.
func TestTrialsAnswerAlikeInAPage(t *testing.T) {
	public := trialSite(t)
	site := publish(t, os.DirFS(public))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "try.html")
	b.until(`!!document.querySelector('#_check button')`)
	ask[bool](b, `document.querySelector('#_check button').click(), true`)
	b.until(`!!document.querySelector('.alike[data-done]')`)
	said := ask[string](b, `document.querySelector('.alike').textContent`)
	var same, all int
	if n, err := fmt.Sscanf(said, "%d of %d answer here", &same, &all); n != 2 || err != nil || same != all || all < 600 && program.Origin != nil {
		t.Errorf("it says %q", said)
	}
	if promised := ask[string](b, `document.querySelector('#_check').textContent`); !strings.Contains(promised, fmt.Sprintf("the %d examples", all)) {
		t.Errorf("the page promises %q, and there are %d", promised, all)
	}
	t.Log(said)
}

// A server that stays silent is waited for as long as the reader wants: until it gives up,
// by a limit of its own.
func TestTrialOfASilentServer(t *testing.T) {
	public, err := callingSite()
	if err != nil {
		t.Fatal(err)
	}
	site := publish(t, os.DirFS(public))
	b := openTab(t, openBrowser(t), site)
	b.open(site)
	b.edit(1)
	b.sendText(1, "POST /read HTTP/1.1\nHost: api.example.com\nContent-Length: 9\n\nabc")
	said := ask[string](b, `document.querySelector('#_exchange-1 .outcome').textContent`)
	b.holds(said, "200 became silence", "Nothing more arrived for 5 s. The connection is still open.")
	b.presses(1, "Wait for more")
	b.until(`!!document.querySelector('#_exchange-1 .outcome .by')`)
	said = ask[string](b, `document.querySelector('#_exchange-1 .outcome').textContent`)
	b.holds(said, "Answered with 408 Request Timeout after another ", "Then the server closed the connection")
}
