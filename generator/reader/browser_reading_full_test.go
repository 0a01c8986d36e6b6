//go:build full

package reader_test

import (
	"bytes"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
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
	t.Run("targets", func(t *testing.T) {
		targets(openTab(t, chromium, site), site, filesOf(t, filepath.Join(builtSite(t), "public")))
	})
	t.Run("sheets", func(t *testing.T) {
		sheets(openTab(t, chromium, site), site, filesOf(t, filepath.Join(builtSite(t), "public")))
	})
	t.Run("places", func(t *testing.T) { places(openTab(t, chromium, site), site) })
	t.Run("touch", func(t *testing.T) { touchParts(openTab(t, chromium, site), site) })
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

// tooSmall are the targets of a page of less than 24 pixels (WCAG 2.2, 2.5.8), but for
// links in sentences: their line decides how high they are.
const tooSmall = `Array.from(document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']:not(pre, .table)")).filter(e => {
	if (!e.checkVisibility() || e.closest(".skip, svg")) { return false; }
	const r = e.getBoundingClientRect();
	if (r.width === 0 || r.height >= 23.9 && r.width >= 23.9) { return false; }
	if (e.closest("pre")) { return r.height < 23.9; }
	const line = e.closest("p, .clue div, div.why, li, dd, dt, td, th, q, blockquote, label, figcaption, h1, h2, h3, h4, dl, text");
	const own = line && Array.from(line.querySelectorAll("a, button")).reduce((n, a) => n + a.textContent.trim().length, 0);
	return !(e.localName === "a" && line && line.textContent.trim().length > own);
}).map(e => e.outerHTML.slice(0, 100) + " " + Math.round(e.getBoundingClientRect().width) + "x" + Math.round(e.getBoundingClientRect().height))`

func targets(b *tab, site string, files map[string][]byte) {
	var pages []string
	for name := range files {
		if path.Ext(name) == ".html" && name != lost && !bytes.Contains(files[name], []byte("http-equiv=\"refresh\"")) {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	for _, width := range []int64{360, 1280} {
		b.size(width, 800)
		for _, page := range onePageOfEach(pages) {
			b.open(site + page)
			ask[bool](b, `document.querySelectorAll('details').forEach(d => d.open = true), true`)
			if small := ask[[]string](b, tooSmall); len(small) > 0 {
				b.t.Errorf("%s at %d pixels has %d targets of less than 24:\n%s", page, width, len(small), strings.Join(small[:min(6, len(small))], "\n"))
			}
		}
	}
}

// touchParts taps a header of a message that is taken apart: the tap explains it, and the
// reader stays; with Parts off, it leads to its page.
func touchParts(b *tab, site string) {
	b.size(360, 800)
	b.open(site + "status/404.html")
	if _, err := chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}); err != nil {
		b.t.Fatal(err)
	}
	tap := func(selector string) {
		b.t.Helper()
		at := ask[[]float64](b, `(e => { e.scrollIntoView({block: "center", behavior: "instant"}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })(document.querySelector("`+selector+`"))`)
		for _, step := range []struct {
			kind   input.DispatchTouchEventType
			points []*input.TouchPoint
		}{{input.DispatchTouchEventTypeTouchStart, []*input.TouchPoint{{X: at[0], Y: at[1]}}}, {input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{}}} {
			if _, err := chromedp.Call(b.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: step.kind, TouchPoints: step.points}); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	b.do("take it apart", chromedp.Evaluate[chromedp.Void](`document.querySelector(".sheet .response .take").click()`), chromedp.WaitVisible(chromedp.CSS(`.sheet .response.apart a.n`)))
	tap(".sheet .response.apart a.n")
	b.until(`document.querySelector(".sheet .response .what").textContent.startsWith("Field name") || document.querySelector(".sheet .response .what").textContent.startsWith("Header name")`)
	if at := ask[string](b, `location.href`); at != site+"status/404.html" {
		b.t.Fatalf("the tap leads to %s", at)
	}
	b.do("put it together", chromedp.Evaluate[chromedp.Void](`document.querySelector(".sheet .response .take").click()`))
	tap(".sheet .response a.n")
	b.until(`location.pathname !== "/status/404.html"`)
}

// mostSides is on how many sides of A4 a code is printed, and leastShort for how many
// codes: the others may take one side more.
const (
	mostSides  = 2
	leastShort = 60
)

// sheets prints the pages of the codes: most fit on two sides, with all but the task and
// the links at the end; and links to elsewhere have their addresses on paper.
func sheets(b *tab, site string, files map[string][]byte) {
	number := regexp.MustCompile(`^status/[1-5][0-9][0-9]\.html$`)
	sides := map[int]int{}
	all, short := 0, 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !number.MatchString(name) {
			continue
		}
		n := b.sheets(site + name)
		sides[n]++
		all++
		if n <= mostSides {
			short++
		} else if n > mostSides+1 {
			b.t.Errorf("%s takes %d sides", name, n)
		}
	}
	b.t.Logf("sides of A4 and how many pages of codes take them: %v", sides)
	if short < leastShort {
		b.t.Errorf("of %d pages of codes, %d fit on %d sides, and %d should", all, short, mostSides, leastShort)
	}

	b.open(site + "status/429.html")
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		b.t.Fatal(err)
	}
	if got := ask[[]string](b, `[...document.querySelectorAll('h1, .lead, .now, .text > h2, .text > h3, .text > .table, .sheet pre')].filter(e => !e.checkVisibility()).map(e => e.textContent)`); !slices.Equal(got, []string{"See also"}) {
		b.t.Errorf("429 on paper lacks %q", got)
	}
	ask[bool](b, `document.querySelector('main').className = '', true`)
	if n := len(sheetOfPDF.FindAll(b.print(), -1)); n <= mostSides {
		b.t.Errorf("with all of its examples whole, 429 is %d sides: they are not counted", n)
	}
	b.open(site + "accessibility.html")
	if got := ask[string](b, `getComputedStyle(document.querySelector('.text a[href^="https"]'), '::after').content`); !strings.Contains(got, "https://") {
		b.t.Errorf("after a link, paper says %s", got)
	}
}

// places: what a fragment leads to is marked, a heading as well as a row; the list of
// headings follows the title in the source; the navigation of a narrow window opens at the
// page itself; and at most five pages are listed that mention it, the others folded.
func places(b *tab, site string) {
	for _, address := range []string{"status/unregistered.html#444", "anatomy/redirects.html#loops"} {
		b.open(site + "offline.html") // so that the next one is not a jump in the same page
		b.open(site + address)
		if got := ask[string](b, `getComputedStyle(document.querySelector(':target')).outlineStyle`); got != "solid" {
			b.t.Errorf("%s: what it leads to is not marked: %s", address, got)
		}
		if !ask[bool](b, `!!(document.querySelector('h1').compareDocumentPosition(document.getElementById('_contents')) & Node.DOCUMENT_POSITION_FOLLOWING)`) {
			b.t.Errorf("%s: the list of its headings is before its title", address)
		}
	}
	for address, want := range map[string]string{
		"status/404.html": "Status codes, 4xx 400", "fields/etag.html": "Fields, which version it is", "lessons/redirects.html": "Lessons", "index.html": "",
	} {
		b.open(site + address)
		got := ask[string](b, `[...document.querySelectorAll('.site :is(summary, li)')].filter(e => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)').map(e => e.textContent.trim()).join(', ')`)
		if !strings.HasPrefix(got, want) || (got == "") != (want == "") {
			b.t.Errorf("%s: the way to it that the navigation lights is %q, not %q", address, got, want)
		}
	}
	b.size(360, 800)
	b.open(site + "fields/x-frame-options.html")
	b.do("open the navigation", chromedp.Click(chromedp.CSS(".masthead .menu"), chromedp.NodeVisible))
	b.until(`(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector("#_nav [aria-current]").getBoundingClientRect())`)
	b.open(site + "status/404.html")
	if n := ask[int](b, `Array.from(document.querySelectorAll('.mentioned:has(> #_mentioned) li')).filter(e => e.checkVisibility({contentVisibilityAuto: true})).length`); n == 0 || n > 5 {
		b.t.Errorf("%d pages that mention it are in sight", n)
	}
}
