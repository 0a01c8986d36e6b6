//go:build full

package reader_test

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// axeFile is where .ci/run installs axe-core: npm ci --prefix .ci
const axeFile = top + "/.ci/node_modules/axe-core/axe.min.js"

// rulesOfAxe are the success criteria of WCAG 2.2, levels A and AA, and what
// axe-core takes for good practice.
const rulesOfAxe = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`

// Every page is held to axe-core once, and a page of each layout in both schemes
// and both widths, with all that can be opened open.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		t.Skipf("no axe-core here: npm ci --prefix .ci installs it (%v)", err)
	}
	chromium := openBrowser(t)
	public := filepath.Join(builtSite(t), "public")
	site := publish(t, os.DirFS(public))

	t.Run("faults are seen", func(t *testing.T) {
		files := fstest.MapFS{"index.html": {Data: []byte(`<!doctype html><html><title>x</title><main><h1>x</h1><img src="data:,"><a href="#"></a></main>`)}, "404.html": {Data: []byte("lost")}}
		planted := publish(t, files)
		b := quietTab(t, chromium, planted)
		b.open(planted)
		got := strings.Join(b.violations(string(axe)), "\n")
		for _, want := range []string{"html-has-lang: html", "image-alt: img", "link-name: a"} {
			if !strings.Contains(got, want) {
				t.Errorf("nothing says %q:\n%s", want, got)
			}
		}
	})

	var pages []string
	for name, data := range filesOf(t, public) {
		if isShown(name, data) && name != lost {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	t.Run("every page", func(t *testing.T) {
		const tabs = 3
		for i := range tabs {
			t.Run(fmt.Sprint("tab ", i+1), func(t *testing.T) {
				t.Parallel()
				b := openTab(t, chromium, site)
				b.scheme([]string{"light", "dark"}[i%2])
				b.size(1280, 800)
				for at := i; at < len(pages); at += tabs {
					b.audit(string(axe), site+pages[at])
				}
			})
		}
	})
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			t.Run(fmt.Sprint("layouts ", scheme, " ", width), func(t *testing.T) {
				b := openTab(t, chromium, site)
				b.lost = site + "no/such/page.html"
				b.scheme(scheme)
				b.size(width, 800)
				for _, address := range append(onePageOfEach(pages), "no/such/page.html") {
					b.audit(string(axe), site+address)
				}
			})
		}
	}
	t.Run("text of twice the size", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.size(1280, 800)
		for _, address := range onePageOfEach(pages) {
			b.open(site + address)
			ask[bool](b, `document.documentElement.style.fontSize = '200%', true`)
			b.fits()
		}
	})
}

// onePageOfEach is a page of each folder and each layout: all that stand in no
// folder, and the first, the last and the index of each.
func onePageOfEach(pages []string) (chosen []string) {
	for i, page := range pages {
		dir := path.Dir(page)
		if dir == "." || i == 0 || path.Dir(pages[i-1]) != dir || i+1 == len(pages) || path.Dir(pages[i+1]) != dir || path.Base(page) == "index.html" {
			chosen = append(chosen, page)
		}
	}
	return chosen
}

// audit opens a page and faults what axe-core finds in it.
func (b *tab) audit(axe, address string) {
	b.t.Helper()
	b.open(address)
	ask[bool](b, `document.querySelectorAll('details').forEach(d => d.open = true), true`)
	for _, violation := range b.violations(axe) {
		b.t.Errorf("%s: %s", address, violation)
	}
}

// violations are the rules that the page breaks, each with the first elements
// that do.
func (b *tab) violations(axe string) []string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		b.t.Fatal(err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run(document, {runOnly: `+rulesOfAxe+`, resultTypes: ["violations"]}).then(r => r.violations.map(
		v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " (" + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message + ")").join(", ")))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}
