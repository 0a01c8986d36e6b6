//go:build full

package reader_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// What makes pages pleasant to read and to work with.
func TestReading(t *testing.T) {
	if program.Origin == nil {
		t.Skip("the pages are those of this site")
	}
	chromium := openBrowser(t)
	site := publish(t, os.DirFS(filepath.Join(builtSite(t), "public")))
	t.Run("scheme", func(t *testing.T) { chosenScheme(openTab(t, chromium, site), site) })
}

// chosenScheme: the reader's choice holds against that of the system, on the next page
// too, where it is known before the body is there; and never on paper.
func chosenScheme(b *tab, site string) {
	const ground = `getComputedStyle(document.body).backgroundColor`
	const light, dark = "rgb(250, 248, 243)", "rgb(23, 22, 19)"
	choose := func(scheme string) {
		ask[bool](b, `(s => { s.value = "`+scheme+`"; s.dispatchEvent(new Event("change")); return true; })(document.getElementById("_scheme"))`)
	}
	shown := func(where, want string) {
		b.t.Helper()
		if got := ask[string](b, ground); got != want {
			b.t.Errorf("%s: the page is %s, not %s", where, got, want)
		}
	}
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `new MutationObserver((_, o) => { if (document.body) { window.early = document.documentElement.dataset.scheme; o.disconnect(); } }).observe(document, {childList: true, subtree: true})`,
	}); err != nil {
		b.t.Fatal(err)
	}
	b.scheme("light")
	b.open(site + "status/404.html")
	shown("at first", light)
	choose("dark")
	shown("after the choice", dark)
	b.open(site + "fields/etag.html")
	shown("on another page", dark)
	if got := ask[string](b, `early + " " + document.getElementById("_scheme").value`); got != "dark dark" {
		b.t.Errorf("when the body began, and in the switch, the scheme is %q", got)
	}
	params := emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, params); err != nil {
		b.t.Fatal(err)
	}
	if got := ask[string](b, `getComputedStyle(document.querySelector(".sheet")).backgroundColor`); got != "rgb(255, 255, 255)" {
		b.t.Errorf("a sheet on paper is %s", got)
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"}); err != nil {
		b.t.Fatal(err)
	}
	b.scheme("dark")
	choose("light")
	shown("light on a dark system", light)
	choose("")
	shown("as the system again", dark)
}
