//go:build full

package reader_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What helps a reader to find the way: terms that say what they mean, contents
// that follow, keys, and a focus that is seen.
func TestWayfinding(t *testing.T) {
	chromium := openBrowser(t)
	public := filepath.Join(builtSite(t), "public")
	site := publish(t, os.DirFS(public))

	t.Run("terms", func(t *testing.T) { termsOf(openTab(t, chromium, site), site) })
	t.Run("contents", func(t *testing.T) { contentsFollow(openTab(t, chromium, site), site) })
	t.Run("open page", func(t *testing.T) { openPageInSight(openTab(t, chromium, site), site) })
	t.Run("keys", func(t *testing.T) { keysOf(openTab(t, chromium, site), site) })
	t.Run("keys without storage", func(t *testing.T) { keysWithoutStorage(openTab(t, chromium, site), site) })
	for _, scheme := range []string{"light", "dark"} {
		t.Run("focus "+scheme, func(t *testing.T) { focusIsSeen(openTab(t, chromium, site), site, scheme) })
	}
	t.Run("paper", func(t *testing.T) { paper(openTab(t, chromium, site), site) })
	t.Run("navigation", func(t *testing.T) { navigationByKeyboard(openTab(t, chromium, site), site) })
}

// becomes waits until something is there, or true.
func (b *tab) becomes(expression string) {
	b.t.Helper()
	b.until("!!(" + expression + ")")
}

// key presses a key.
func (b *tab) key(key string) {
	b.t.Helper()
	b.do("press "+key, chromedp.KeyEvent(key))
}

// turn presses a key that leads to another page.
func (b *tab) turn(key string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.KeyEvent(key))); err != nil {
		b.t.Fatalf("%s on %s: %v", key, ask[string](b, `location.href`), err)
	}
}

// point moves the mouse to the middle of the first box of an element.
func (b *tab) point(selector string) {
	b.t.Helper()
	at := ask[[]float64](b, fmt.Sprintf(`(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector(%q).getClientRects()[0])`, selector))
	b.do("point at "+selector, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
}

// termsOf: what a term means is shown to a pointer and to the focus; it stays while
// the pointer goes there, and Escape takes it away (WCAG 2.2, 1.4.13).
func termsOf(b *tab, site string) {
	b.t.Helper()
	const address, term, tip = "status/502.html", "main a.term", `document.querySelector('.tip:popover-open')`
	for _, width := range []int64{1280, 320} {
		b.size(width, 700)
		b.open(site + address)
		b.do("scroll", chromedp.ScrollIntoView(chromedp.CSS(term)))
		text := ask[string](b, `document.getElementById(document.querySelector('main a.term').getAttribute('aria-describedby')).innerText`)
		if !strings.Contains(text, ": ") || !strings.HasSuffix(text, ".") {
			b.t.Errorf("the term is described as %q", text)
		}
		b.point(term)
		b.becomes(tip)
		b.says(tip+`.innerText`, text)
		b.until(`(r => r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight)(` + tip + `.getBoundingClientRect())`)
		b.fits()
		b.point(".tip")
		b.until(`new Promise(done => setTimeout(() => done(!!` + tip + `), 400))`) // longer than it takes to go
		b.key(kb.Escape)
		b.until(`!` + tip)
		b.point(term)
		b.becomes(tip)
		b.point("h1, .wordmark")
		b.becomes(`!` + tip)

		b.do("focus", chromedp.Focus(chromedp.CSS(term)))
		b.becomes(tip)
		b.key(kb.Escape)
		b.until(`!` + tip + ` && document.activeElement.matches('a.term')`)
		b.do("focus", chromedp.Evaluate[chromedp.Void](`document.activeElement.blur(), document.querySelector('main a.term').focus()`))
		b.becomes(tip)
		b.key(kb.Tab)
		b.until(fmt.Sprintf(`!%s || %[1]s.innerText !== %[2]q`, tip, text)) // the next may be a term as well
	}
	b.do("focus", chromedp.Focus(chromedp.CSS(term)))
	name := ask[string](b, `document.querySelector('main a.term').hash.slice(1)`)
	b.follow(term)
	b.says(`location.pathname.replace(/.*\//, '') + location.hash`, "glossary.html#"+name)
	b.until(`document.querySelector(':target').matches('h3') && !document.querySelector('a.term')`)
}

// contentsFollow: in a wide window the contents stay in sight and mark the heading
// above what is read, and nothing moves by that.
func contentsFollow(b *tab, site string) {
	b.t.Helper()
	const marked = `[...document.querySelectorAll('.contents [aria-current]')].map(a => a.getAttribute('aria-current') + ' ' + a.hash).join()`
	b.scheme("light")
	b.size(1440, 700)
	b.open(site + "status/404.html")
	b.says(marked, "")
	const layout = `JSON.stringify([...document.querySelectorAll('.contents a')].map(e => {
		const text = document.createRange(), all = document.querySelector('.contents').getBoundingClientRect();
		text.selectNodeContents(e);
		const r = text.getBoundingClientRect();
		return [r.width, r.height, r.x - all.x, r.y - all.y, all.width, all.height].map(Math.round);
	}))`
	before := ask[string](b, layout)
	ids := ask[[]string](b, `[...document.querySelectorAll('.contents a')].map(a => a.hash)`)
	for _, id := range []string{ids[0], ids[2], ids[1]} {
		ask[bool](b, fmt.Sprintf(`document.querySelector(%q).scrollIntoView(), true`, id))
		b.becomes(marked + ` === 'true ` + id + `'`)
		b.until(`(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.contents').getBoundingClientRect())`)
		b.says(layout, before)
	}
	b.until(`[...document.querySelectorAll('figcaption, .text > *, .head > *')].every(e => e.matches('.contents') || e.getBoundingClientRect().right <= document.querySelector('.contents').getBoundingClientRect().left)`)
	ask[bool](b, `scrollTo(0, 0), true`)
	b.becomes(marked + ` === ''`)
	b.size(1280, 700)
	ask[bool](b, fmt.Sprintf(`document.querySelector(%q).scrollIntoView(), true`, ids[2]))
	b.becomes(`scrollY > 100`)
	b.says(marked, "")
}

// openPageInSight: a navigation longer than the window shows the page that is open.
func openPageInSight(b *tab, site string) {
	b.t.Helper()
	b.size(1280, 400)
	b.open(site + "fields/www-authenticate.html")
	b.becomes(`document.querySelector('#_nav').scrollTop > 0`)
	b.becomes(`(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('#_nav [aria-current]').getBoundingClientRect())`)
}

// keysOf presses them.
func keysOf(b *tab, site string) {
	b.t.Helper()
	const help = `document.querySelector('dialog.keys[open]')`
	b.size(360, 700)
	b.open(site + "status/404.html")
	next := ask[string](b, `document.querySelector('.pager .next').href`)
	b.key("?")
	b.becomes(help)
	b.until(help + `.contains(document.activeElement)`)
	b.says(`[...document.querySelectorAll('.keys kbd')].map(k => k.textContent).join(' ')`, "/ n p ? Esc")
	b.fits()
	b.key("n") // and nothing happens, neither on the box
	b.key(kb.Tab)
	b.key("n") // nor on the button
	b.until(`document.activeElement.matches('.keys button')`)
	b.key(kb.Escape)
	b.becomes(`!` + help)
	b.until(`location.pathname.endsWith('/status/404.html')`)

	b.do("press with Alt", chromedp.KeyEvent("n", chromedp.KeyModifiers(chromedp.ModifierAlt)))
	b.until(`location.pathname.endsWith('/status/404.html')`)
	b.turn("n")
	b.says(`location.href`, next)
	b.turn("p")
	b.until(`location.pathname.endsWith('/status/404.html')`)

	b.do("press /", slash)
	b.becomes(`document.activeElement.matches('dialog input[type=search]')`)
	for _, typed := range []string{"n", "p", "?", "/"} {
		b.key(typed)
	}
	b.says(`document.activeElement.value`, "np?/")
	b.do("close", chromedp.Click(chromedp.CSS("dialog.finder button"), chromedp.NodeVisible))
	b.until(`!document.querySelector('dialog[open]')`)

	// The link at the foot leads there too; its box turns the keys off.
	b.do("press Keys", chromedp.Focus(chromedp.CSS("#_keys")), chromedp.KeyEvent(kb.Enter))
	b.becomes(help)
	b.until(`document.querySelector('.keys input').checked`)
	b.do("turn off", chromedp.Focus(chromedp.CSS(".keys input")), chromedp.KeyEvent(" "))
	b.do("close", chromedp.Click(chromedp.CSS(".keys button"), chromedp.NodeVisible))
	b.becomes(`!` + help)
	b.until(`document.activeElement.id === '_keys'`)
	for range 2 {
		b.key("n")
		b.key("?")
		b.key("/")
		b.until(`!document.querySelector('dialog[open]') && location.pathname.endsWith('/status/404.html')`)
		b.open(site + "status/404.html") // it is remembered
	}
	b.do("press Keys", chromedp.Focus(chromedp.CSS("#_keys")), chromedp.KeyEvent(kb.Enter))
	b.becomes(help)
	b.until(`!document.querySelector('.keys input').checked`)
	b.do("turn on", chromedp.Focus(chromedp.CSS(".keys input")), chromedp.KeyEvent(" "), chromedp.KeyEvent(kb.Escape))
	b.becomes(`!` + help)
	b.key("?")
	b.becomes(help)
}

// keysWithoutStorage: a browser that stores nothing keeps the choice for the page.
func keysWithoutStorage(b *tab, site string) {
	b.t.Helper()
	b.size(1280, 700)
	b.open(site + "status/404.html")
	ask[bool](b, `Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }}), true`)
	b.key("?")
	b.becomes(`document.querySelector('dialog.keys[open]')`)
	b.do("turn off", chromedp.Focus(chromedp.CSS(".keys input")), chromedp.KeyEvent(" "), chromedp.KeyEvent(kb.Escape))
	b.key("?")
	b.key("n")
	b.until(`!document.querySelector('dialog[open]') && location.pathname.endsWith('/status/404.html')`)
}

// focusIsSeen goes through the page of a code with Tab: each thing with the focus
// looks other than without, stands in sight, and lets it go.
func focusIsSeen(b *tab, site, scheme string) {
	b.t.Helper()
	b.scheme(scheme)
	b.size(1280, 800)
	b.open(site + "status/404.html")
	ask[bool](b, `document.querySelectorAll('main details').forEach(d => d.open = true), window.seen = new Set(), true`)
	const look = `(() => {
		const e = document.activeElement;
		if (e === document.body || seen.has(e)) { return seen.has(e) && e !== document.body ? 'again' : 'end'; }
		seen.add(e);
		const s = getComputedStyle(e), r = e.getClientRects()[0];
		const name = e.localName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30);
		if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 || s.opacity < 1) { return 'cannot be seen: ' + name; }
		if (s.outlineColor !== getComputedStyle(document.querySelector('main a[href]')).getPropertyValue('--link') && !/^rgb\(/.test(s.outlineColor)) { return 'has an outline of ' + s.outlineColor + ': ' + name; }
		if (r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth) { return 'stands out of sight: ' + name; }
		const hit = document.elementFromPoint(Math.max(0, Math.min(innerWidth - 1, r.left + Math.min(r.width, 20) / 2)), Math.max(0, Math.min(innerHeight - 1, r.top + Math.min(r.height, 20) / 2)));
		if (hit && !e.contains(hit) && !hit.contains(e)) { return 'is covered by ' + hit.localName + '.' + hit.className + ': ' + name; }
		return '';
	})()`
	stops := 0
	for ; stops < 1000; stops++ {
		b.key(kb.Tab)
		said := ask[string](b, look)
		if said == "end" {
			break
		}
		if said == "again" {
			if !ask[bool](b, `document.activeElement.matches('.skip')`) {
				b.t.Errorf("the focus comes back to %s", ask[string](b, `document.activeElement.outerHTML.slice(0, 200)`))
			}
			break
		}
		if said != "" {
			b.t.Errorf("what has the focus %s", said)
		}
	}
	if rest := ask[[]string](b, `[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(e => e.checkVisibility() && !seen.has(e)).map(e => e.outerHTML.slice(0, 200))`); len(rest) > 0 || stops < 50 {
		b.t.Errorf("after %d stops the focus was never on %q", stops, rest)
	}
}

// paper: what is closed is open in print, but for the code that answered unless its note
// opens it; each piece of code is there once, and nothing is cut off at the side.
func paper(b *tab, site string) {
	b.t.Helper()
	b.size(650, 900) // a sheet of A4, but for its margins
	for _, address := range []string{"status/404.html", "lessons/opening-a-url.html", "choices/index.html", "origin/books.go.html"} {
		b.open(site + address)
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			b.t.Fatal(err)
		}
		const codes = `[...document.querySelectorAll('details.handler')].filter(d => d.querySelector('pre').checkVisibility({contentVisibilityAuto: true})).map(d => d.lastElementChild.textContent)`
		b.becomes(`(c => c.length === new Set(c).size && (c.length > 0 || !document.querySelector('.handler[open]')))(` + codes + `)`)
		b.becomes(`[...document.querySelectorAll('main details:not(.handler, .send, .mentioned *)')].every(d => d.lastElementChild.checkVisibility())`)
		b.until(`[...document.querySelectorAll('.masthead, .site, .pager, .send, .contents, .mentioned, .tool')].every(e => !e.checkVisibility())`)
		b.until(`[...document.querySelectorAll('main *')].every(e => !e.checkVisibility() || e.getBoundingClientRect().right <= innerWidth + 1)`)
		b.fits()
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
			b.t.Fatal(err)
		}
	}
}

// navigationByKeyboard opens the navigation of a narrow window, moves in it and
// leaves it.
func navigationByKeyboard(b *tab, site string) {
	b.t.Helper()
	const open = `document.querySelector('#_nav:popover-open')`
	b.size(360, 700)
	b.open(site + "status/404.html")
	b.do("press the button", chromedp.Focus(chromedp.CSS(".masthead .menu")), chromedp.KeyEvent(kb.Enter))
	b.becomes(open)
	for range 5 {
		b.key(kb.Tab)
		b.until(open + `.contains(document.activeElement)`)
	}
	b.key(kb.Escape)
	b.becomes(`!` + open)
	b.until(`document.activeElement.matches('.masthead .menu')`)
	b.do("press the button again", chromedp.KeyEvent(kb.Enter))
	b.becomes(open)
	b.do("close it", chromedp.KeyEvent(kb.Tab))
	b.until(`document.activeElement.matches('#_nav .menu')`)
	b.do("close it", chromedp.KeyEvent(kb.Enter))
	b.becomes(`!` + open)
	b.until(`document.activeElement.matches('.masthead .menu')`)
}
