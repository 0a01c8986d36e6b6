//go:build full

package reader_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirebook/generator/excerpt"
	"wirebook/generator/registry"
)

// pastes are the texts that the explanation is tested with.
const pastes = top + "/generator/excerpt/testdata/paste/*.txt"

// A reader pastes a response, and reads on the page what the same code says natively.
func TestRead(t *testing.T) {
	public := trialSite(t)
	chromium := openBrowser(t)
	site := publish(t, os.DirFS(public))
	files, err := filepath.Glob(filepath.FromSlash(pastes))
	if err != nil || len(files) < 60 {
		t.Fatalf("%d texts (%v)", len(files), err)
	}
	native := nativeExplainer(t, public)
	all := filesOf(t, public)
	w := weigh(t, all, map[string]int{}, true, "read.html", all["read.html"])
	t.Logf("the page weighs %d bytes (script %d, style %d) in %d requests", w.all, w.script, w.style, w.requests)
	if w.all > budgetPage {
		t.Errorf("the page weighs %d bytes, and %d are allowed", w.all, budgetPage)
	}
	for _, problem := range held(configOf(t, top), crawlSite(all, addressOf(t, top))) {
		if strings.HasPrefix(problem, "read.html: ") {
			t.Error(problem)
		}
	}

	t.Run("every text", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(site + "read.html")
		for i, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			requests := b.asked()
			b.explain(string(text))
			if asked := b.asked(); i > 0 && asked != requests {
				t.Errorf("%s: %d requests were made to read it", file, asked-requests)
			}
			want := shownOf(native.Explain(text))
			got := ask[string](b, shownOnPage)
			if got != want {
				t.Errorf("%s: the page shows\n%s\nand not\n%s", file, got, want)
			}
			if strings.HasSuffix(file, ".crlf.txt") {
				if windows := shownOf(native.Explain([]byte(strings.ReplaceAll(string(text), "\n", "\r\n")))); windows != want {
					t.Errorf("%s: with CRLF it is explained as\n%s", file, windows)
				}
			}
		}
		t.Logf("%d texts are shown as they are explained natively", len(files))
	})
	t.Run("pasted", func(t *testing.T) { pasted(openTab(t, chromium, site), site) })
	t.Run("opened", func(t *testing.T) { opened(openTab(t, chromium, site), site) })
	t.Run("by keyboard", func(t *testing.T) { readByKeyboard(openTab(t, chromium, site), site) })
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360, 320} {
			t.Run(fmt.Sprint("looks ", scheme, " ", width), func(t *testing.T) {
				b := openTab(t, chromium, site)
				b.scheme(scheme)
				b.size(width, 800)
				readLooks(b, site, files)
			})
		}
	}
	t.Run("offline", func(t *testing.T) { readOffline(t, chromium, public) })
	t.Run("without WebAssembly", func(t *testing.T) {
		b := openTab(t, chromium, site)
		params := page.AddScriptToEvaluateOnNewDocumentParams{Source: `delete window.WebAssembly`}
		if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, params); err != nil {
			t.Fatal(err)
		}
		b.open(site + "read.html")
		b.explain("HTTP/1.1 200 OK\n")
		b.until(`document.querySelector('.said').textContent.includes('wirebook check FILE')`)
	})
	t.Run("without JavaScript", func(t *testing.T) {
		b := openTab(t, chromium, site)
		withoutScripts(b)
		b.open(site + "read.html")
		b.until(`document.querySelector('main').innerText.includes('JavaScript is off') && !document.querySelector('.go')`)
	})
	t.Run("ways to it", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.lost = site + "no/such/page.html"
		b.size(1280, 800)
		for _, from := range []string{"index.html", "status/404.html", "no/such/page.html"} {
			b.open(site + from)
			if from != "status/404.html" {
				b.follow(`main a[href$="read.html"]`)
			} else {
				b.follow(`nav a[href$="read.html"]`)
			}
			b.until(`location.pathname == "/read.html" && !!document.querySelector('nav [aria-current][href="read.html"]')`)
		}
	})
}

// nativeExplainer explains with the notes that the page is given.
func nativeExplainer(t *testing.T, public string) *excerpt.Explainer {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "read.json"))
	if err != nil {
		t.Fatal(err)
	}
	var notes excerpt.Notes
	if err := json.Unmarshal(data, &notes); err != nil {
		t.Fatal(err)
	}
	if len(notes.Codes) < 60 || len(notes.Fields) < 200 || notes.Fields["etag"].URL != "fields/etag.html" {
		t.Fatalf("the notes say something about %d codes and %d fields", len(notes.Codes), len(notes.Fields))
	}
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	return excerpt.NewExplainer(facts, notes)
}

// asked is the number of requests so far.
func (b *tab) asked() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.requests)
}

// explain puts a text into the field, presses Ctrl+Enter and waits for the answer.
func (b *tab) explain(text string) {
	b.t.Helper()
	quoted, _ := json.Marshal(text)
	ask[bool](b, `(() => { const a = document.getElementById('_paste'); a.value = `+string(quoted)+`; a.focus(); return true })()`)
	b.do("press Ctrl+Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
	b.until(readDone)
}

const readDone = `!document.querySelector('.readings').hasAttribute('aria-busy') && !!document.querySelector('.said').textContent`

// shownOnPage writes what the page shows, as shownOf does.
const shownOnPage = `(() => {
	const text = e => e.textContent.replace(/\s+/g, ' ').trim();
	const out = [text(document.querySelector('.said'))];
	for (const s of document.querySelectorAll('.readings > section')) {
		out.push('== ' + text(s.querySelector('h2')));
		for (const p of s.querySelectorAll(':scope > .means')) { out.push(text(p)); }
		for (const l of s.querySelectorAll(':scope > ul:not(.broken) > li')) { out.push('now: ' + text(l)); }
		for (const l of s.querySelectorAll('.broken li')) { out.push(l.className + ' ' + text(l)); }
		for (const l of s.querySelectorAll('.lines > li')) {
			out.push(('> ' + text(l.querySelector('code'))).trim() + ' | ' + text(l.querySelector('.part')) + (l.querySelector('.made') ? ' made' : ''));
			for (const p of l.querySelectorAll('.says > p')) { out.push('  ' + text(p)); }
		}
	}
	return out.join('\n');
})()`

// shownOf writes an explanation.
func shownOf(x excerpt.Explanation) string {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	out := []string{x.Said}
	if x.Problem != nil {
		out[0] = x.Problem.What + " " + x.Problem.Do
	}
	means := func(m *excerpt.Meaning) string {
		var links []string
		if m.URL != "" {
			links = append(links, m.Name)
		}
		if m.Cite != "" {
			links = append(links, m.Cite)
		}
		return squeeze(m.Text + " " + strings.Join(links, " · "))
	}
	for i, m := range x.Messages {
		kind := map[string]string{"request": "Request", "response": "Response", "fields": "Fields"}[m.Kind]
		out = append(out, squeeze(fmt.Sprintf("== %s %d %s", kind, i+1, m.Title)))
		if m.About != nil {
			out = append(out, means(m.About))
		}
		for _, now := range m.Now {
			out = append(out, "now: "+squeeze(now))
		}
		for _, last := range []bool{false, true} { // advice is last
			for _, b := range m.Breaks {
				if (b.Level == "advice") != last {
					continue
				}
				line, should := "", ""
				if b.Line >= 0 {
					line = fmt.Sprintf("Line %d: ", b.Line+1)
				}
				if b.Level == "should" {
					should = " (a recommendation of the RFC)"
				}
				out = append(out, squeeze(fmt.Sprintf("%s %s%s. %s %s %s%s", b.Level, line, b.What, b.Sentence, b.Cite, b.Rule, should)))
			}
		}
		for at, l := range m.Lines {
			var text strings.Builder
			for _, p := range l.Pieces {
				text.WriteString(p.Text)
			}
			made := ""
			if l.Made {
				made = " made"
			}
			out = append(out, squeeze("> "+text.String())+" | "+strings.ToUpper(l.Part[:1])+l.Part[1:]+made)
			if l.What != "" {
				out = append(out, "  "+squeeze(l.What))
			}
			if l.About != nil {
				out = append(out, "  "+means(l.About))
			}
			for _, b := range m.Breaks {
				if b.Line == at && b.Level != "advice" {
					out = append(out, "  "+squeeze(b.What+"."))
				}
			}
		}
	}
	return strings.Join(out, "\n")
}

// pasted: what is pasted is read at once, and read again when it is changed. Before,
// nothing of the program is asked for.
func pasted(b *tab, site string) {
	b.t.Helper()
	b.open(site + "read.html")
	b.until(`/loads \d\.\d MB/.test(document.querySelector('.go').textContent)`)
	b.until(`(() => { const a = document.getElementById('_paste'); a.value = 'HTTP/1.1 405 No\nETag: a\n'; a.focus(); a.select(); return true })()`)
	b.do("copy", keyWith("x", "cut"))
	b.until(`document.getElementById('_paste').value == ''`)
	b.mu.Lock()
	for _, address := range b.requests { // the service worker asks for files of its own meanwhile
		if name := strings.TrimPrefix(address, site+"assets/"); strings.HasPrefix(name, "program.") || strings.HasPrefix(name, "wasm_exec.") || strings.HasPrefix(name, "trial.") || strings.HasPrefix(name, "answer.") || strings.HasPrefix(name, "explain.") {
			b.t.Errorf("%s was loaded before anything was pasted", name)
		}
	}
	b.mu.Unlock()
	b.do("paste", keyWith("v", "paste"))
	b.until(`document.querySelectorAll('.broken .must').length == 2`)
	b.says(`document.querySelector('.go').textContent`, "Read it")
	b.do("type", chromedp.KeyEvent("Allow: GET\n"))
	b.until(`document.querySelectorAll('.broken .must').length == 1`)
}

// opened: an example, a file, and an empty field again.
func opened(b *tab, site string) {
	b.t.Helper()
	b.open(site + "read.html")
	b.press("Show an example")
	b.until(`document.querySelectorAll('.broken .must').length == 3 && /405/.test(document.querySelector('.seen h2').textContent)`)
	file := filepath.Join(b.t.TempDir(), "one.har")
	if err := os.WriteFile(file, []byte(`{"response":{"status":429,"headers":[{"name":"Retry-After","value":"90"}]}}`), 0o644); err != nil {
		b.t.Fatal(err)
	}
	b.do("choose a file", chromedp.SetUploadFiles(chromedp.CSS(`main > input[type=file]`), []string{file}))
	b.until(`/429/.test(document.querySelector('.seen h2').textContent) && document.querySelector('.seen').innerText.includes('Wait 1 minute and 30 seconds')`)
	b.press("Clear")
	b.until(`document.querySelectorAll('.seen').length == 0 && document.activeElement == document.getElementById('_paste') && document.activeElement.value == ''`)
}

// keyWith presses a key with Ctrl, and has the browser do what it stands for.
func keyWith(key, command string) chromedp.Action[chromedp.Void] {
	return chromedp.KeyEvent(key, chromedp.KeyModifiers(2), func(p *input.DispatchKeyEventParams) {
		if p.Type != kb.KeyUp {
			p.Commands = []string{command}
		}
	})
}

// readByKeyboard goes from the text to a fault and to its line.
func readByKeyboard(b *tab, site string) {
	b.t.Helper()
	b.open(site + "read.html")
	b.explain("HTTP/1.1 405 No\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nETag: a\n")
	ask[bool](b, `document.querySelector('.readings').textContent = '', true`)
	b.do("press Cmd+Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(4)))
	b.until(`!!document.querySelector('.readings .broken')`)
	tab := func() { b.do("press Tab", chromedp.KeyEvent(kb.Tab)) }
	tab()
	b.until(`document.activeElement == document.querySelector('.go')`)
	for range 30 {
		if ask[bool](b, `document.activeElement.textContent == 'Line 3'`) {
			break
		}
		tab()
	}
	b.do("press Enter", chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector(':target code').textContent == 'ETag: a' && document.activeElement == document.querySelector(':target')`)
	b.until(`document.querySelector('.said').getAttribute('role') == 'status'`)
}

// readLooks sees what the page looks like before and after, with what folds unfolded.
func readLooks(b *tab, site string, files []string) {
	b.t.Helper()
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		b.t.Skipf("no axe-core here: npm ci --prefix .ci installs it (%v)", err)
	}
	b.audit(string(axe), site+"read.html")
	b.fits()
	if *pictures != "" {
		b.picture(filepath.Join(*pictures, strings.ReplaceAll(b.t.Name(), "/", "-")+".png"))
	}
	for _, name := range []string{"curl-v-post.txt", "raw-wrong-values.txt", "har-file.txt", "safari.txt", "nothing-prose.txt"} {
		i := slices.IndexFunc(files, func(file string) bool { return filepath.Base(file) == name })
		text, err := os.ReadFile(files[i])
		if err != nil {
			b.t.Fatal(err)
		}
		b.explain(string(text))
		ask[bool](b, `document.querySelectorAll('details').forEach(d => d.open = true), true`)
		for _, violation := range b.violations(string(axe)) {
			b.t.Errorf("%s: %s", name, violation)
		}
		b.fits()
		if *pictures != "" {
			ask[bool](b, `document.querySelector('.said').scrollIntoView(), true`)
			b.picture(filepath.Join(*pictures, strings.ReplaceAll(b.t.Name(), "/", "-")+"-"+strings.TrimSuffix(name, ".txt")+".png"))
		}
	}
}

// readOffline reads without a network what was never read before, after one use. The site
// stands under a path of its host.
func readOffline(t *testing.T, chromium context.Context, public string) {
	host := t.TempDir()
	if err := os.CopyFS(filepath.Join(host, "course"), os.DirFS(public)); err != nil {
		t.Fatal(err)
	}
	line := &cable{handler: hosted(t, os.DirFS(host))}
	server := httptest.NewServer(line)
	t.Cleanup(server.Close)
	b := quietTab(t, chromium, server.URL+"/course/")
	b.open(b.site + "read.html")
	b.until(`navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)`)
	b.open(b.site + "read.html")
	b.explain("HTTP/1.1 200 OK\n")
	line.unplugged.Store(true)
	b.open(b.site + "read.html")
	b.explain("HTTP/1.1 404 Not Found\nETag: a\n")
	b.until(`document.querySelector('.seen h2').textContent.includes('404 Not Found') && document.querySelector('.seen .means a').getAttribute('href') == 'status/404.html'`)
}
