//go:build full

package reader_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// area is the text field of the first exchange.
const area = `document.querySelector('#_exchange-1 textarea')`

// hint is what is said below it.
const hint = `document.querySelector('#_exchange-1 .hint').textContent`

// types replaces the text of the editor of the first exchange, as a reader would.
func (b *tab) types(text string) {
	b.t.Helper()
	b.do("type", chromedp.Focus(chromedp.CSS("#_exchange-1 textarea")), keyWith("a", "selectAll"), chromedp.KeyEvent(kb.Delete))
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.do("enter", chromedp.KeyEvent(kb.Enter))
		}
		if line != "" {
			b.do("type", chromedp.KeyEvent(line))
		}
	}
}

// A Content-Length that does not fit is told and mended by one press, which can be undone;
// what is sent is what is written.
func TestTrialContentLength(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/201.html")
	b.edit(1)
	b.says(hint, "")
	const head = "POST /books HTTP/1.1\nHost: api.example.com\nContent-Type: application/json\n"
	b.types(head + "Content-Length: 5\n\n" + `{"title":"Emma"}`)
	b.says(hint, "Content-Length says 5, but the body has 16 bytes. Make it 16")
	if said := b.sends(1); !strings.Contains(said, "201 became 400") {
		t.Errorf("with a length that does not fit it says %q", said)
	}
	if text := ask[string](b, area+`.value`); !strings.Contains(text, "Content-Length: 5\n") {
		t.Errorf("it was changed by sending: %q", text)
	}
	b.presses(1, "Make it 16")
	b.says(area+`.value`, head+"Content-Length: 16\n\n"+`{"title":"Emma"}`)
	b.says(hint, "")
	b.do("undo", keyWith("z", "undo"))
	b.until(hint + `.includes('Content-Length says 5')`)
	b.presses(1, "Make it 16")
	if said := b.sends(1); !strings.Contains(said, "201 stayed") {
		t.Errorf("when it fits it says %q", said)
	}

	// None, with line ends shown, in bytes and not in letters, and of two requests at once.
	b.types(head + "\n" + `{"title":"Ä"}`)
	b.says(hint, "The body has 14 bytes, but there is no Content-Length. Make it 14")
	b.presses(1, "Line ends")
	b.until(area + `.value.includes('json\\r\\n\n\\r\\n')`)
	b.presses(1, "Make it 14")
	b.until(area + `.value.includes('\nContent-Length: 14\\r\\n\n\\r\\n\n{')`)
	b.says(hint, "")
	b.types(`GET /books HTTP/1.1\r\n` + "\n" + `Host: api.example.com\r\n` + "\n" + `Content-Length: 1\r\n` + "\n" + `\r\nxGET / HTTP/1.1\r\n` + "\n" + `Host: api.example.com\r\n` + "\n" + `\r\n`)
	b.says(hint, "")
}

// The request is undone as in any editor, also what Reset and the chips have put there.
func TestTrialUndo(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	b.edit(1)
	first := ask[string](b, area+`.value`)
	b.do("type", chromedp.KeyEvent("X"))
	b.says(area+`.value`, "X"+first)
	b.do("undo", keyWith("z", "undo"))
	b.says(area+`.value`, first)
	b.do("redo", keyWith("y", "redo"))
	b.says(area+`.value`, "X"+first)
	b.presses(1, "Reset")
	b.says(area+`.value`, first)
	b.do("undo", keyWith("z", "undo"))
	b.says(area+`.value`, "X"+first)

	b.open(site + "status/304.html")
	number := ask[int](b, `Number(Array.from(document.querySelectorAll('.exchange[data-trial]')).map(e => e.id.replace('_exchange-', ''))[1])`)
	b.edit(number)
	if ask[bool](b, `!!document.querySelector('.chips button')`) {
		before := ask[string](b, `document.querySelector('textarea').value`)
		will := ask[string](b, `document.querySelector('.chips button').title`)
		ask[bool](b, `document.querySelector('.chips button').click(), true`)
		b.until(`document.querySelector('textarea').value !== ` + strconv.Quote(before))
		said := b.sends(number)
		// A chip says beforehand what it will be answered with.
		if code := strings.TrimPrefix(will, "Will be answered with "); code == will || ask[string](b, `document.querySelector('.outcome figure pre').textContent`) == "" || !strings.Contains(ask[string](b, `document.querySelector('.outcome figure pre').textContent`), code) {
			t.Errorf("the chip says %q, and the answer is %q", will, said)
		}
		ask[bool](b, `document.querySelector('textarea').focus(), true`)
		b.do("undo", keyWith("z", "undo"))
		b.says(`document.querySelector('textarea').value`, before)
	} else {
		t.Error("304 has no chips")
	}
}

// By keyboard alone: Tab goes through all that the editor has and leaves it, Space ticks,
// Ctrl+Enter sends, Enter presses, and Close gives the focus back.
func TestTrialByKeyboard(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	ask[bool](b, `document.querySelector('#_exchange-1 .edit').focus(), true`)
	b.do("open", chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#_exchange-1 textarea")))
	b.until(`document.activeElement === ` + area)
	const live = `document.querySelector('#_exchange-1 .trial > [role=status]')`
	ask[bool](b, `window.live = `+live+`, window.live.textContent === ''`) // it is heard only if it was there before
	b.sends(1)
	b.until(`window.live === ` + live + ` && window.live.textContent === document.querySelector('#_exchange-1 .outcome .words').textContent`)
	const at = `(() => { const e = document.activeElement; return e.closest('#_exchange-1 .desk, #_exchange-1 .trial') ? (e.labels?.[0] || e).textContent.trim() || e.getAttribute('aria-label') : ''; })()`
	var seen []string
	for range 40 {
		b.do("tab", chromedp.KeyEvent(kb.Tab))
		name := ask[string](b, at)
		if name == "" {
			if !ask[bool](b, `!!document.activeElement.closest('#_exchange-1')`) {
				break
			}
			continue // what the page has of the exchange
		}
		if name == "Keep going" {
			b.do("tick", chromedp.KeyEvent(" "))
			b.until(`document.querySelector('#_exchange-1 [type=checkbox]').checked`)
		}
		if outline := ask[string](b, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
			t.Errorf("%q does not show the focus", name)
		}
		seen = append(seen, name)
	}
	all := strings.Join(seen, "|")
	for _, want := range []string{"Send|", "Reset|Line ends|Keep going|Connection of the next request|Close|", "Copy|Parts|", "GET /books/1 → 200 OK"} {
		if want == "Connection of the next request|" || !strings.Contains(strings.ReplaceAll(all, "Over connection 1Over a new connection", "Connection of the next request"), want) {
			t.Errorf("Tab does not lead to %q: %s", want, all)
		}
	}
	ask[bool](b, area+`.focus(), true`)
	b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(4))) // Cmd
	b.until(`document.querySelector('#_exchange-1 .outcome .ending')?.textContent === 'The connection is open for the next request.'`)
	b.until(`document.activeElement === ` + area)
	ask[bool](b, `Array.from(document.querySelectorAll('#_exchange-1 .choose button')).find(e => e.textContent === 'Close').focus(), true`)
	b.do("close", chromedp.KeyEvent(kb.Enter))
	b.until(`document.activeElement === document.querySelector('#_exchange-1 .edit') && !document.querySelector('#_exchange-1 textarea')`)
}

// Where the program cannot run or be loaded, one line says so and leads to curl and the
// bytes, which are there; once it can be loaded, the next press sends.
func TestTrialWithoutProgram(t *testing.T) {
	public := trialSite(t)
	chromium := openBrowser(t)
	const alert = `(document.querySelector('#_exchange-1 [role=alert]') || {textContent: ''}).textContent`
	const offers = `!!document.querySelector('#_exchange-1 details.send pre code').textContent && document.querySelectorAll('#_exchange-1 details.send a[download]').length > 0`
	const leads = ". Use curl, or download the bytes: see below."
	t.Run("without WebAssembly", func(t *testing.T) {
		site := publish(t, os.DirFS(public))
		b := openTab(t, chromium, site)
		params := page.AddScriptToEvaluateOnNewDocumentParams{Source: `delete window.WebAssembly`}
		if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, params); err != nil {
			t.Fatal(err)
		}
		b.open(site + "status/304.html")
		b.edit(1)
		b.sends(1)
		b.says(alert, "This page cannot send it: this browser lacks WebAssembly, workers or DecompressionStream"+leads)
		b.until(offers)
	})
	t.Run("from disk", func(t *testing.T) {
		b := openTab(t, chromium, "file://")
		b.open("file://" + public + "/status/304.html")
		ask[bool](b, `document.querySelector('#_exchange-1 .edit').click(), true`)
		b.says(alert, "This page cannot send it: it was opened from disk"+leads)
		b.until(offers)
		b.until(`!document.querySelector('#_exchange-1 textarea') && !!document.querySelector('#_exchange-1 > .sheet pre').textContent`)
	})
	for _, test := range []struct{ path, says string }{
		{"/assets/trial.", ""},
		{"/status/304.trial.json", "This page cannot send it: the host answered 503 for what the note sends" + leads},
		{"/assets/program.", "This page cannot send it: the host answered 503" + leads},
		{"/assets/answer.", "This page cannot send it: the worker does not load" + leads},
	} {
		t.Run("without "+test.path, func(t *testing.T) {
			var broken atomic.Bool
			broken.Store(true)
			inner := hosted(t, os.DirFS(public))
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if broken.Load() && strings.HasPrefix(r.URL.Path, test.path) {
					w.WriteHeader(http.StatusServiceUnavailable)
					return
				}
				inner.ServeHTTP(w, r)
			}))
			defer server.Close()
			b := quietTab(t, chromium, server.URL+"/")
			params := page.AddScriptToEvaluateOnNewDocumentParams{Source: `delete Navigator.prototype.serviceWorker`}
			if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, params); err != nil {
				t.Fatal(err)
			}
			b.open(b.site + "status/304.html")
			ask[bool](b, `document.querySelector('#_exchange-1 .edit').click(), true`)
			switch test.path {
			case "/assets/trial.":
				b.says(`document.querySelector('#_exchange-1 .edit').textContent`, "Not loaded: use curl, below")
			case "/status/304.trial.json":
				b.says(alert, test.says)
			default:
				b.until(`!!` + area)
				b.sends(1)
				b.says(alert, test.says)
			}
			b.until(offers)
			broken.Store(false)
			if !ask[bool](b, `!!`+area) {
				b.edit(1)
			}
			ask[bool](b, `document.querySelectorAll('#_exchange-1 [role=alert]').forEach(e => e.remove()), `+area+`.focus(), true`)
			if said := b.sends(1); !strings.Contains(said, "as the note shows it") {
				t.Errorf("when it can be loaded again it says %q", said)
			}
		})
	}
}
