//go:build full

package reader_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// A cable leads to a server. Unplugged, every connection breaks off before a
// byte comes: the browser has no network to the site.
type cable struct {
	handler   http.Handler
	unplugged atomic.Bool
}

func (c *cable) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if c.unplugged.Load() {
		panic(http.ErrAbortHandler)
	}
	if strings.HasSuffix(r.URL.Path, ".html") {
		w.Header().Set("Cache-Control", "max-age=600") // some hosts say so of all pages
	}
	c.handler.ServeHTTP(w, r)
}

// What was read can be read without a network, the rest says so, and a new
// deploy is seen at once. The site stands under a path of its host.
func TestOffline(t *testing.T) {
	chromium := openBrowser(t)
	host := t.TempDir()
	root := filepath.Join(host, "course")
	if err := os.CopyFS(root, os.DirFS(filepath.Join(builtSite(t), "public"))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, worker)); err != nil {
		t.Fatal(err)
	}
	line := &cable{handler: hosted(t, os.DirFS(host))}
	server := httptest.NewServer(line)
	t.Cleanup(server.Close)
	site := server.URL + "/course/"
	var pages []string // of notes, the first page left out
	for _, n := range notesOf(t, builtSite(t)) {
		if n.Path != "index.md" {
			pages = append(pages, pageOf(n))
		}
	}
	if len(pages) < 2 {
		t.Fatalf("the site has %d pages", len(pages))
	}
	first, second, unread := pages[0], pages[1], pages[len(pages)-1]
	b := quietTab(t, chromium, site)
	title := func() string { return ask[string](b, `document.querySelector('h1').innerText.trim()`) }

	// Two pages are read: the first before there is a worker, the second by it.
	b.open(site + first)
	want := title()
	b.until(`!!navigator.serviceWorker.controller`)
	b.open(site)
	b.until(kept(site + "index.html"))
	b.open(site + second)
	b.until(kept(site + second))
	if n := len(b.wrong()); n > 0 {
		t.Errorf("with a network: %q", b.wrong())
	}

	// Without a network.
	line.unplugged.Store(true)
	b.do("reload", chromedp.Reload())
	if got := title(); got == "" || got == want {
		t.Errorf("the second page is titled %q", got)
	}
	b.styled()
	b.open(site + first)
	if got := title(); got != want {
		t.Errorf("the first page is titled %q, not %q", got, want)
	}
	b.open(site + unread)
	if got := title(); got != "Reading offline" {
		t.Errorf("a page that was not read is titled %q", got)
	}
	if at := ask[string](b, `location.href`); at != site+unread {
		t.Errorf("the address of the page that was not read became %s", at)
	}
	b.styled()
	for _, page := range []string{first, second, "index.html"} {
		if !ask[bool](b, fmt.Sprintf(`!!document.querySelector('#_kept a[href="%s"]')`, site+page)) {
			t.Errorf("%s was read, and is not listed: %s", page, ask[string](b, `document.getElementById('_kept').outerHTML`))
		}
	}
	b.follow(fmt.Sprintf(`#_kept a[href="%s"]`, site+first))
	if got := title(); got != want {
		t.Errorf("the list leads to %q, not to %q", got, want)
	}
	b.open(site + "offline.html")
	if n := ask[int](b, `document.querySelectorAll('#_kept a').length`); n != 3 {
		t.Errorf("%d pages are listed, not 3", n)
	}

	// A page changes, and nothing else: with a network nobody sees the old one.
	line.unplugged.Store(false)
	rewrite(t, filepath.Join(root, first), "</h1>", " changed</h1>")
	b.open(site + first)
	if got := title(); got != want+" changed" {
		t.Errorf("the changed page is titled %q", got)
	}

	// A new deploy is another worker. It takes over, the cache of the old one goes,
	// and what was read is there in the new bytes.
	rewrite(t, filepath.Join(root, second), "</h1>", " changed too</h1>")
	rewrite(t, filepath.Join(root, worker), `"version":"`, `"version":"next`)
	old := ask[[]string](b, `caches.keys()`)
	b.open(site + "index.html")
	b.until(`caches.keys().then(names => names.length == 1 && names[0] != ` + fmt.Sprintf("%q", strings.Join(old, " ")) + `)`)
	line.unplugged.Store(true)
	b.open(site + second)
	if got := title(); !strings.HasSuffix(got, " changed too") {
		t.Errorf("after a new deploy the second page is titled %q", got)
	}
	b.styled()
}

// The search works without a network after one visit, on a page that was read; and where
// it was never fetched, it says so and stays there.
func TestSearchOffline(t *testing.T) {
	chromium := openBrowser(t)
	public := filepath.Join(builtSite(t), "public")
	page := "index.html"
	for _, n := range notesOf(t, builtSite(t)) {
		if n.Path != "index.md" {
			page = pageOf(n)
		}
	}
	ask429 := func(b *tab, site string) []hit {
		b.do("open the search", chromedp.Click(chromedp.CSS(`a.search`), chromedp.NodeVisible), chromedp.WaitVisible(chromedp.CSS(`dialog[open] .find[data-ready] input`)))
		return b.search("429")
	}
	serve := func(handler http.Handler) (*cable, string) {
		line := &cable{handler: handler}
		server := httptest.NewServer(line)
		t.Cleanup(server.Close)
		return line, server.URL + "/"
	}
	visit := func(site string) *tab {
		b := quietTab(t, chromium, site)
		b.size(1280, 800)
		b.open(site + page)
		b.until(`!!navigator.serviceWorker.controller`)
		return b
	}

	line, site := serve(hosted(t, os.DirFS(public)))
	b := visit(site)
	b.until(kept(site + searchScript))
	for name := range filesOf(t, public) {
		if strings.HasPrefix(name, "assets/search-") {
			b.until(kept(site + name))
		}
	}
	if ask[bool](b, `!!document.querySelector('script[src*="search"]')`) {
		t.Error("the page itself asks for the search at once")
	}
	line.unplugged.Store(true)
	if hits := ask429(b, site); len(hits) == 0 || program.Origin != nil && hits[0].Href != site+"status/429.html" {
		t.Errorf("without a network, 429 finds %+v", hits)
	}

	host := hosted(t, os.DirFS(public))
	line, site = serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "search") {
			panic(http.ErrAbortHandler) // the worker has no luck with it
		}
		host.ServeHTTP(w, r)
	}))
	b = visit(site)
	line.unplugged.Store(true)
	b.do("open the search", chromedp.Click(chromedp.CSS(`a.search`), chromedp.NodeVisible), chromedp.WaitVisible(chromedp.CSS(`dialog[open] .count`)))
	if said := ask[string](b, `document.querySelector('dialog .count').textContent`); !strings.Contains(said, "needs the network once") {
		t.Errorf("the search says %q", said)
	}
	if at := ask[string](b, `location.href`); at != site+page {
		t.Errorf("the search leads to %s", at)
	}
}

// kept says in the browser whether the worker keeps a file.
func kept(address string) string {
	return fmt.Sprintf(`caches.match(%q, {ignoreVary: true}).then(found => !!found)`, address)
}

// styled fails where the style of the site does not hold.
func (b *tab) styled() {
	b.t.Helper()
	if !ask[bool](b, `getComputedStyle(document.body).getPropertyValue('--paper') != ''`) {
		b.t.Errorf("%s has no style", ask[string](b, `location.href`))
	}
}

// rewrite changes a file of a site: the first of what stands there.
func rewrite(t *testing.T, name, old, text string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(data), old, text, 1)
	if changed == string(data) {
		t.Fatalf("%s holds no %s", name, old)
	}
	if err := os.WriteFile(name, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}
