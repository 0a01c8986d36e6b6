//go:build full

package reader_test

import (
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// partsOf takes a message apart by keyboard: every part says what it is, line
// ends are seen, and the text stays the same.
func partsOf(b *tab, site string) {
	b.t.Helper()
	b.size(360, 800)
	b.open(site + "status/404.html")
	const figure = `document.querySelectorAll('.sheet figure.message')[1]`
	before := ask[string](b, figure+`.querySelector('pre').textContent`)
	b.do("press Parts", chromedp.Evaluate[chromedp.Void](figure+`.querySelector('.take').focus()`), chromedp.KeyEvent(kb.Enter))
	b.until(figure + `.querySelector('.take').getAttribute('aria-pressed') == 'true'`) // with the script that does it
	if got := ask[string](b, figure+`.querySelector('pre').textContent`); got != before {
		b.t.Errorf("the text became\n%q, and it was\n%q", got, before)
	}
	// By Tab through the message: what is said of each part, once each.
	said := []string{}
	b.do("go to the message", chromedp.Evaluate[chromedp.Void](figure+`.querySelector('pre').focus()`))
	for range 60 {
		b.do("tab", chromedp.KeyEvent(kb.Tab))
		at := ask[string](b, `(document.activeElement.closest('pre') && document.activeElement.dataset.part) || ''`)
		if at == "" {
			break
		}
		said = append(said, at+" = "+ask[string](b, figure+`.querySelector('.what').innerText`))
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"version = HTTP version:", "status-code = Status code:", "reason-phrase = Reason phrase:", "field-name = Field name:", "field-value = Field value:",
		"line-end = Line end:", "empty-line = Empty line:", "body = Body:",
	} {
		if !strings.Contains(all, want) {
			b.t.Errorf("no part says %q:\n%s", want, all)
		}
	}
	// The head of the second message of the page: a status line, three fields, the empty line.
	if n := strings.Count(all, "line-end = "); n != 4 || strings.Count(all, "empty-line = ") != 1 {
		b.t.Errorf("%d line ends:\n%s", n, all)
	}
	if link := ask[string](b, `document.querySelector('.what a').href`); !strings.HasPrefix(link, site+"anatomy/") {
		b.t.Errorf("the explanation leads to %q", link)
	}
	b.fits()
	b.do("press Parts again", chromedp.Evaluate[chromedp.Void](figure+`.querySelector('.take').click()`))
	if ask[int](b, figure+`.querySelectorAll('[data-part], [tabindex]:not(pre)').length`) != 0 || ask[bool](b, `document.querySelector('.what').checkVisibility()`) {
		b.t.Error("the message is still taken apart")
	}
}
