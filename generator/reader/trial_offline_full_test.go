//go:build full

package reader_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Under a path of a host, by the keyboard alone, a reader sends a request; then without a
// network; and a new deploy takes the program over. Before the first Send nothing asks for
// the program.
func TestTrialOffline(t *testing.T) {
	host := t.TempDir()
	root := filepath.Join(host, "course")
	if err := os.CopyFS(root, os.DirFS(trialSite(t))); err != nil {
		t.Fatal(err)
	}
	var programs atomic.Int32
	inner := hosted(t, os.DirFS(host))
	line := &cable{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/assets/program.") {
			programs.Add(1)
		}
		inner.ServeHTTP(w, r)
	})}
	server := httptest.NewServer(line)
	t.Cleanup(server.Close)
	site := server.URL + "/course/"
	b := quietTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	b.until(`!!navigator.serviceWorker.controller`)
	b.open(site + "status/304.html")
	b.until(kept(site + "status/304.html"))
	if n := programs.Load(); n != 0 {
		t.Fatalf("%d requests for the program before anybody sent", n)
	}

	// By the keyboard: the button, the text, Tab to Send.
	ask[bool](b, `document.querySelector('#_exchange-1 .edit').focus(), true`)
	b.do("open", chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#_exchange-1 textarea")))
	b.until(`document.activeElement.localName === 'textarea'`)
	b.do("type", chromedp.KeyEvent(kb.End), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent("X-Typed: 1"), chromedp.KeyEvent(kb.Tab))
	if at := ask[string](b, `document.activeElement.className`); at != "go" {
		t.Errorf("Tab leads to %q", at)
	}
	words := `(document.querySelector('.outcome .words, .outcome [role=alert]') || {textContent: ''}).textContent`
	b.do("send", chromedp.KeyEvent(kb.Enter))
	b.until(`!!` + words)
	if said := ask[string](b, words); !strings.Contains(said, "X-Typed (added)") {
		t.Errorf("it says %q", said)
	}
	b.until(kept(site + "status/304.trial.json"))
	if n := programs.Load(); n != 1 {
		t.Errorf("%d requests for the program", n)
	}

	line.unplugged.Store(true)
	b.do("reload", chromedp.Reload())
	b.edit(1)
	if said := b.sends(1); !strings.Contains(said, "as the note shows it") {
		t.Errorf("without a network it says %q", said)
	}

	// The page for requests was read before, and sends without a network, too.
	line.unplugged.Store(false)
	b.tryOpen(site)
	b.until(kept(site + "try.html"))
	line.unplugged.Store(true)
	b.tryOpen(site)
	b.holds(b.trySend(), "Answered with 200 OK")

	// A new deploy: another version of the worker, the same program.
	line.unplugged.Store(false)
	file := filepath.Join(root, "sw.js")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(data), `"version":"`, `"version":"next`, 1)
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil || changed == string(data) {
		t.Fatal("the version is not changed", err)
	}
	ask[bool](b, `navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)`)
	b.until(`caches.keys().then(all => all.length === 1 && all[0].includes(' next') && caches.open(all[0])).then(c => c && c.keys()).then(k => !!k && k.some(r => r.url.includes('/assets/program.')))`)
	if n := programs.Load(); n != 1 {
		t.Errorf("the new deploy asked for the program: %d requests", n)
	}
}

// The editor, an answer and the page for requests are held to axe-core, in both schemes
// and both widths.
func TestTrialAccessible(t *testing.T) {
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		t.Skipf("no axe-core here: npm ci --prefix .ci installs it (%v)", err)
	}
	site := publish(t, os.DirFS(trialSite(t)))
	chromium := openBrowser(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			b := openTab(t, chromium, site)
			b.scheme(scheme)
			b.size(width, 900)
			b.open(site + "status/304.html")
			b.edit(2)
			b.sendText(2, "GET /books/99 HTTP/1.1\nHost: api.example.com\nContent-Length: x\n\n")
			b.fits()
			for _, v := range b.violations(string(axe)) {
				t.Errorf("%s %d: %s", scheme, width, v)
			}
			if *pictures != "" {
				ask[bool](b, `document.querySelector('#_exchange-2 .outcome').scrollIntoView(), true`)
				b.picture(filepath.Join(*pictures, "broken-"+scheme+"-"+map[int64]string{360: "360", 1280: "1280"}[width]+".png"))
			}
			b.open(site + "try.html")
			b.until(`!!document.querySelector('textarea')`)
			b.fits()
			for _, v := range b.violations(string(axe)) {
				t.Errorf("try.html %s %d: %s", scheme, width, v)
			}
			b.tryText("GET /books/99\nHost: api.example.com\n\n")
			b.trySend()
			ask[bool](b, `document.querySelectorAll('main details').forEach(e => e.open = true), document.querySelector('.outcome .take').click(), true`)
			b.until(`!!document.querySelector('.outcome .apart')`)
			b.fits()
			for _, v := range b.violations(string(axe)) {
				t.Errorf("try.html after a request %s %d: %s", scheme, width, v)
			}
			if *pictures != "" {
				ask[bool](b, `scrollTo(0, 0), true`)
				b.picture(filepath.Join(*pictures, "try-"+scheme+"-"+map[int64]string{360: "360", 1280: "1280"}[width]+".png"))
			}
			b.open(site + "status/101.html")
			b.edit(1)
			b.goOn(1)
			b.sent(1)
			b.presses(1, "Next in the note: ")
			b.sent(1)
			b.presses(1, "Next in the note: ")
			b.sent(1)
			if !ask[bool](b, `!!document.querySelector('#_exchange-1 .outcome .sequence') && !document.querySelector('#_exchange-1 select').hidden`) {
				t.Error("the session shows no connections and no times")
			}
			b.fits()
			for _, v := range b.violations(string(axe)) {
				t.Errorf("a session %s %d: %s", scheme, width, v)
			}
			if *pictures != "" {
				ask[bool](b, `scrollTo(0, document.querySelector('#_exchange-1').getBoundingClientRect().top + scrollY - 60), true`)
				b.picture(filepath.Join(*pictures, "session-"+scheme+"-"+map[int64]string{360: "360", 1280: "1280"}[width]+".png"))
			}
		}
	}
}
