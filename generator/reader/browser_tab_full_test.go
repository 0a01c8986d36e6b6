//go:build full

package reader_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// publish serves a folder as Netlify does: each file at its own address, with
// the headers of netlify.toml and _headers, and the lost page for what is not there.
func publish(t *testing.T, files fs.FS) string {
	t.Helper()
	server := httptest.NewServer(hosted(t, files))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// hosted answers as publish does.
func hosted(t *testing.T, files fs.FS) http.Handler {
	t.Helper()
	var hosting struct {
		Headers []struct {
			For    string
			Values map[string]string
		}
	}
	file, err := os.ReadFile(top + "/netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := toml.Decode(withPolicy(t, string(file), filepath.Join(builtSite(t), "public")), &hosting); err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, rule := range hosting.Headers {
			if before, after, star := strings.Cut(rule.For, "*"); r.URL.Path == rule.For || star && strings.HasPrefix(r.URL.Path, before) && strings.HasSuffix(r.URL.Path, after) {
				for name, value := range rule.Values {
					w.Header().Set(name, value)
				}
			}
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		status := http.StatusOK
		data, err := fs.ReadFile(files, name)
		if err != nil {
			name, status = lost, http.StatusNotFound
			data, _ = fs.ReadFile(files, name)
		}
		if w.Header().Get("Content-Type") == "" || status != http.StatusOK {
			w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		}
		w.WriteHeader(status)
		w.Write(data)
	})
}

// openBrowser starts Chromium with a profile of its own, and no errand but ours.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = found
		}
	}
	if chromium == "" {
		t.Skip("no Chromium here: .ci/run installs one")
	}
	ctx, cancel := t.Context(), context.CancelFunc(func() {})
	if end, ok := t.Deadline(); ok { // a step that hangs is to fail before go test ends everything
		ctx, cancel = context.WithDeadline(ctx, end.Add(-patience/4))
	}
	t.Cleanup(cancel)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.DisableGPU, chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", false))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// patience is how long one step may take. It is met only where something is broken.
const patience = 2 * time.Minute

// A tab is a tab of the browser that keeps what went wrong in it.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site string // what the tab asks for begins with this
	lost string // the one address that may lead nowhere

	mu       sync.Mutex
	requests map[network.RequestID]string
	problems []string
}

// openTab opens a tab; what goes wrong in it fails the test at its end.
func openTab(t *testing.T, browser context.Context, site string) *tab {
	t.Helper()
	b := quietTab(t, browser, site)
	t.Cleanup(func() {
		for _, problem := range b.wrong() {
			t.Error(problem)
		}
	})
	return b
}

// quietTab leaves to the test what goes wrong.
func quietTab(t *testing.T, browser context.Context, site string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, site: site, requests: map[network.RequestID]string{}}
	if err := chromedp.Listen(ctx, b.event); err != nil {
		t.Fatal(err)
	}
	return b
}

// wrong is what went wrong so far.
func (b *tab) wrong() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.problems
}

func (b *tab) event(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	problem := func(format string, args ...any) { b.problems = append(b.problems, fmt.Sprintf(format, args...)) }
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.requests[ev.RequestID] = ev.Request.URL
		if !strings.HasPrefix(ev.Request.URL, b.site) {
			problem("a request to another place: %s", ev.Request.URL)
		}
	case *network.EventResponseReceived:
		if ev.Response.Status >= 400 && ev.Response.URL != b.lost {
			problem("%d for %s", ev.Response.Status, ev.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !ev.Canceled { // by leaving the page
			problem("%s: %s%s", b.requests[ev.RequestID], ev.ErrorText, ev.BlockedReason)
		}
	case *log.EventEntryAdded:
		if b.lost == "" || ev.Entry.URL != b.lost {
			problem("the browser says: %s (%s)", ev.Entry.Text, ev.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		problem("the page writes to the console: %s", ev.Type)
	case *runtime.EventExceptionThrown:
		problem("a script failed: %s", ev.ExceptionDetails.Text)
	}
}

func (b *tab) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// ask evaluates a script of ours.
func ask[T any](b *tab, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// until waits for an expression to be true, or to keep that promise.
func (b *tab) until(expression string) {
	b.t.Helper()
	if !soon(func() bool { return ask[bool](b, expression) }) {
		b.t.Fatalf("never so: %s", expression)
	}
}

// says waits for an expression to be a text.
func (b *tab) says(expression, want string) {
	b.t.Helper()
	got := ""
	if !soon(func() bool { got = ask[string](b, expression); return got == want }) {
		b.t.Fatalf("%s is %q, not %q", expression, got, want)
	}
}

// soon waits for a condition, and says whether it came true.
func soon(is func() bool) bool {
	for end := time.Now().Add(patience); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

func (b *tab) open(address string) {
	b.t.Helper()
	b.do("open "+address, chromedp.Navigate(address))
}

// follow clicks a link and waits for the page that it leads to.
func (b *tab) follow(link string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(link), chromedp.NodeVisible))); err != nil {
		b.t.Fatalf("%s on %s: %v", link, ask[string](b, `location.href`), err)
	}
}

// size is how wide and high the page is shown.
func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do("resize", chromedp.EmulateViewport(width, height))
}

// scheme is what the reader prefers: light or dark.
func (b *tab) scheme(name string) {
	b.t.Helper()
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, params); err != nil {
		b.t.Fatal(err)
	}
}

// fits fails where the page can be scrolled sideways.
func (b *tab) fits() {
	b.t.Helper()
	if over := ask[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		b.t.Errorf("%s is %d pixels too wide for a window of %d", ask[string](b, `location.pathname`), over, ask[int](b, `innerWidth`))
	}
}

// picture writes what the window shows into a PNG file.
func (b *tab) picture(name string) {
	b.t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil && !bytes.HasPrefix(data, []byte("\x89PNG")) {
		err = fmt.Errorf("not a PNG file")
	}
	if err == nil {
		err = os.WriteFile(name, data, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}
