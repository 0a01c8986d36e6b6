//go:build full

package reader_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
)

var pictures = flag.String("pictures", "", "TestInABrowser writes pictures of some pages into this folder")

// The site as a reader sees it, under the policy of netlify.toml.
func TestInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	root := builtSite(t)
	public := filepath.Join(root, "public")
	site := publish(t, os.DirFS(public))

	t.Run("faults are seen", func(t *testing.T) { faultsAreSeen(t, chromium) })
	t.Run("narrow", func(t *testing.T) { narrow(t, chromium, site, filesOf(t, public)) })
	t.Run("lost", func(t *testing.T) { lostPage(openTab(t, chromium, site), site) })
	if *pictures != "" {
		t.Run("pictures", func(t *testing.T) { takePictures(openTab(t, chromium, site), site) })
	}
	if program.Origin == nil {
		return // what follows goes the way of this site's notes and their server
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			t.Run(fmt.Sprint("walk ", scheme, " ", width), func(t *testing.T) {
				walk(openTab(t, chromium, site), site+"index.html", scheme, width)
			})
		}
	}
	t.Run("without JavaScript", func(t *testing.T) {
		for _, width := range []int64{1280, 360} {
			b := openTab(t, chromium, site)
			if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
				t.Fatal(err)
			}
			walk(b, site+"index.html", "light", width)
			if ask[bool](b, `!!document.querySelector('.copy')`) {
				t.Error("scripts do run")
			}
		}
	})
	t.Run("from disk", func(t *testing.T) {
		disk := (&url.URL{Scheme: "file", Path: filepath.ToSlash(public) + "/"}).String()
		walk(openTab(t, chromium, disk), disk+"index.html", "dark", 1280)
	})
	t.Run("copy", func(t *testing.T) { copies(openTab(t, chromium, site), site, root) })
	t.Run("parts", func(t *testing.T) { partsOf(openTab(t, chromium, site), site) })
	t.Run("download", func(t *testing.T) { downloads(openTab(t, chromium, site), site, root) })
}

// faultsAreSeen: a page with one of each fault, and what a tab says of it.
func faultsAreSeen(t *testing.T, chromium context.Context) {
	files := fstest.MapFS{
		"index.html": {Data: []byte(`<!doctype html><html lang="en"><title>Faults</title><script>document.title = "ran"</script>
			<script src="x.js"></script><img src="gone.png"><img src="https://127.0.0.2/x.png"><p style="width: 400px; white-space: nowrap">wide</p><pre>` + strings.Repeat("wide", 100) + `</pre>`)},
		"x.js":     {Data: []byte(`console.log("told"); undefined.x;`)},
		"404.html": {Data: []byte(`lost`)},
	}
	site := publish(t, files)
	b := quietTab(t, chromium, site)
	b.size(320, 600)
	b.open(site)
	for _, want := range []string{"404 for " + site + "gone.png", "inline script violates", "inline style violates", "https://127.0.0.2/x.png", "a script failed: Uncaught", "writes to the console: log"} {
		if !soon(func() bool { return strings.Contains(strings.Join(b.wrong(), "\n"), want) }) {
			t.Errorf("nothing says %q: %q", want, b.wrong())
		}
	}
	if ask[string](b, `document.title`) != "Faults" {
		t.Error("the script in the page ran")
	}
	if ask[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`) <= 0 {
		t.Error("the page can not be scrolled sideways")
	}
	stranger := quietTab(t, chromium, "http://elsewhere.example/")
	stranger.open(site + "x.js")
	if want := "a request to another place: " + site + "x.js"; !soon(func() bool { return slices.Contains(stranger.wrong(), want) }) {
		t.Errorf("nothing says %q: %q", want, stranger.wrong())
	}
}

// walk goes from the first page to a lesson, to the page of a code, to the code
// that answered there.
func walk(b *tab, home, scheme string, width int64) {
	b.t.Helper()
	b.scheme(scheme)
	b.size(width, 800)
	arrived := func(where string) {
		b.t.Helper()
		if at := ask[string](b, `location.href`); !strings.Contains(at, where) {
			b.t.Fatalf("the way led to %s, not to %s", at, where)
		}
		if got := ask[string](b, `document.querySelector('h1').innerText.trim()`); got == "" {
			b.t.Error("no title")
		}
		// The first number of a colour is 0 to 255: paper is light or dark.
		light := ask[bool](b, `/^rgb\(2\d\d/.test(getComputedStyle(document.body).backgroundColor)`)
		if light != (scheme == "light") {
			b.t.Errorf("%s is not %s: %s", where, scheme, ask[string](b, `getComputedStyle(document.body).backgroundColor`))
		}
		b.fits()
	}

	b.open(home)
	arrived("index.html")
	b.follow(`main a[href^="lessons/"]:not([href$="index.html"])`)
	arrived("/lessons/")
	if n := ask[int](b, `document.querySelectorAll('figure.message pre').length`); n < 2 {
		b.t.Errorf("the lesson shows %d messages", n)
	}
	b.follow(`main a[href^="../status/"]:not([href$="xx.html"])`)
	arrived("/status/")

	// The code that answered opens at a click, with or without a script.
	b.do("open the code", chromedp.Click(chromedp.CSS(`details.handler > summary`), chromedp.NodeVisible),
		chromedp.WaitVisible(chromedp.CSS(`details.handler[open] pre`)))
	code := ask[string](b, `document.querySelector('details.handler[open] pre').textContent`)
	b.fits()
	b.follow(`details.handler[open] a`)
	arrived("/origin/")
	first, _, _ := strings.Cut(code, "\n")
	if got := ask[string](b, `(document.querySelector(':target') || document.body).innerText.trim()`); got != strings.TrimSpace(first) || got == "" {
		b.t.Errorf("the link leads to the line %q, and the code begins with %q", got, first)
	}
	if !ask[bool](b, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(':target').getBoundingClientRect())`) {
		b.t.Error("the line is not in sight")
	}

	// And back by the navigation of the site, which a narrow window hides.
	menu := `.masthead button.menu`
	if ask[bool](b, `getComputedStyle(document.querySelector('.masthead button.menu')).display != 'none'`) {
		if width > 1000 {
			b.t.Error("a wide window has a button for the navigation")
		}
		b.do("open the navigation", chromedp.Click(chromedp.CSS(menu), chromedp.NodeVisible))
	}
	if section := `nav.site details:has(a[href$="/status/404.html"])`; !ask[bool](b, "document.querySelector('"+section+"').open") {
		b.do("open the section", chromedp.Click(chromedp.CSS(section+" > summary"), chromedp.NodeVisible))
	}
	b.follow(`nav.site a[href$="/status/404.html"]`)
	arrived("/status/404.html")
	if n := ask[int](b, `document.querySelectorAll('nav.site [aria-current=page]').length`); n != 1 {
		b.t.Errorf("the navigation marks %d pages", n)
	}
}

// narrow opens every page in the smallest windows, in a few tabs at once.
func narrow(t *testing.T, chromium context.Context, site string, files map[string][]byte) {
	var pages []string
	for name, data := range files {
		if isShown(name, data) && name != lost {
			pages = append(pages, name)
		}
	}
	if len(pages) < 2 {
		t.Errorf("%d pages", len(pages))
	}
	const tabs = 3
	for i := range tabs {
		t.Run(fmt.Sprint("tab ", i+1), func(t *testing.T) {
			t.Parallel()
			b := openTab(t, chromium, site)
			for at := i; at < len(pages); at += tabs {
				b.size(360, 800)
				b.open(site + pages[at])
				b.fits()
				b.size(320, 800)
				b.fits()
				ask[bool](b, `document.querySelectorAll('details').forEach(d => d.open = true), true`)
				b.fits()
			}
		})
	}
}

// lostPage asks for an address that leads nowhere, deep in the site.
func lostPage(b *tab, site string) {
	b.lost = site + "no/such/page.html"
	b.scheme("light")
	b.size(360, 800)
	b.open(b.lost)
	if got := ask[string](b, `document.querySelector('h1').innerText`); !strings.Contains(got, "404") {
		b.t.Errorf("the page says %q", got)
	}
	b.fits()
	b.follow(`main a[href$="index.html"]`)
	if at := ask[string](b, `location.href`); at != site+"index.html" {
		b.t.Errorf("the way led to %s", at)
	}
}

// copies presses every button of a page that copies a message: what it gives is
// what the note holds, byte for byte.
func copies(b *tab, site, root string) {
	richest := slices.MaxFunc(notesOf(b.t, root), func(x, y *note.Note) int { return len(messagesOf(x)) - len(messagesOf(y)) })
	want := copiedOf(richest)
	if len(want) == 0 {
		b.t.Skip("no note shows a message")
	}

	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		params := browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted}
		if _, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, params); err != nil {
			b.t.Fatal(err)
		}
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		b.t.Fatal(err)
	}
	b.size(1280, 800)
	b.open(site + pageOf(richest))
	got := ask[[]string](b, `(async () => {
		const texts = [];
		for (const button of document.querySelectorAll('.sheet figure.message .copy:not(.command)')) {
			button.click();
			for (let i = 0; i < 12000 && button.textContent == 'Copy'; i++) { await new Promise(done => setTimeout(done, 10)); }
			texts.push(button.textContent == 'Copied' ? await navigator.clipboard.readText() : button.textContent);
		}
		return texts;
	})()`)
	if len(got) != len(want) {
		b.t.Fatalf("%s: %d buttons copy, and the note has %d messages", richest.Path, len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			b.t.Errorf("%s: button %d copies\n%q, not\n%q", richest.Path, i+1, got[i], want[i])
		}
	}

	// Before it, where curl can send the request, is the button for that.
	const first = `.sheet:has(+ .proof .send, ~ .proof .send) .request figcaption button`
	command := ask[string](b, `document.querySelector('`+first+`').closest('.exchange').querySelector('.send pre').textContent`)
	if label := ask[string](b, `document.querySelector('`+first+`').textContent`); label != "Copy as curl" || !strings.HasPrefix(command, "curl ") {
		b.t.Errorf("the first button of a request is %q, of the command %s", label, command)
	}
	b.do("copy the command", chromedp.Click(chromedp.CSS(first), chromedp.NodeVisible))
	if !soon(func() bool { return ask[string](b, `navigator.clipboard.readText()`) == command }) {
		b.t.Errorf("the command that is copied is %q, not %q", ask[string](b, `navigator.clipboard.readText()`), command)
	}
}

// copiedOf are the texts that the buttons of a note's messages copy, in order: of a
// request its bytes.
func copiedOf(n *note.Note) (texts []string) {
	script := exchange.ReadNote(n)
	for _, f := range n.Fences {
		if !f.Message || f.Body.Len() == 0 {
			continue
		}
		text := n.File.Text(f.Body)
		for _, e := range script.Exchanges {
			if e.Request != f {
				continue
			}
			if text = string(e.Send(exchange.OriginAddr).Raw); len(e.Sent) > 0 {
				text, _, _ = strings.Cut(text, "\r\n\r\n")
				text += "\r\n\r\n"
			}
		}
		texts = append(texts, text)
	}
	return texts
}

// messagesOf are the texts of the messages of a note that are not empty; none of a note
// with tasks, whose page leaves some of them out.
func messagesOf(n *note.Note) (texts []string) {
	for _, f := range n.Fences {
		if _, ok := f.Word("task"); ok {
			return nil
		}
		if f.Message && f.Body.Len() > 0 {
			texts = append(texts, n.File.Text(f.Body))
		}
	}
	return texts
}

// downloads keeps the request of an example as a file: its bytes as they are sent.
func downloads(b *tab, site, root string) {
	var from *note.Note
	var want []byte
	for _, n := range notesOf(b.t, root) {
		script := exchange.ReadNote(n)
		for _, e := range script.Exchanges {
			if from == nil && e.ByHand() {
				from, want = n, e.Send(exchange.OriginAddr).Raw
			}
		}
	}
	if from == nil {
		b.t.Skip("no note shows a request that a reader can send")
	}
	folder := b.t.TempDir()
	params := browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, params); err != nil {
		b.t.Fatal(err)
	}
	b.site = "" // what is kept comes from the page itself, as data
	b.size(1280, 800)
	b.open(site + pageOf(from))
	b.do("open", chromedp.Click(chromedp.CSS(`details.send > summary`), chromedp.NodeVisible))
	name := ask[string](b, `document.querySelector('details.send a[download]').download`)
	b.do("download", chromedp.Click(chromedp.CSS(`details.send a[download]`), chromedp.NodeVisible))
	var got []byte
	if !soon(func() bool { got, _ = os.ReadFile(filepath.Join(folder, name)); return bytes.Equal(got, want) }) {
		b.t.Errorf("%s is %q, not %q", name, got, want)
	}
}

// takePictures is for the eyes of those who change the look.
func takePictures(b *tab, site string) {
	b.lost = site + "no/such/page.html"
	shown := map[string]string{
		"home": site, "lesson": site + "lessons/opening-a-url.html", "404": site + "status/404.html", "class": site + "status/4xx.html",
		"anatomy": site + "anatomy/where-a-body-ends.html", "section": site + "anatomy/index.html", "source": site + "origin/books.go.html", "lost": b.lost,
	}
	for name, address := range shown {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 360} {
				b.scheme(scheme)
				b.size(width, 1200)
				b.open(address)
				ask[bool](b, `document.querySelectorAll('main details').forEach((d, i) => d.open = i < 4), true`)
				for part := range min(4, ask[int](b, `Math.ceil(document.documentElement.scrollHeight / innerHeight)`)) {
					ask[bool](b, fmt.Sprintf(`scrollTo(0, %d * innerHeight), true`, part))
					b.picture(filepath.Join(*pictures, fmt.Sprintf("%s-%s-%d-%d.png", name, scheme, width, part+1)))
				}
			}
		}
	}
}
