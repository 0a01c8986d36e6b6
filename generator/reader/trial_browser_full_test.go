//go:build full

package reader_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirebook/generator"
	"wirebook/generator/cache"
)

// buildTrials builds the site with its program of trials, once for all tests: the tree
// has the Go code, too.
var buildTrials = sync.OnceValues(func() (root string, err error) {
	dir, err := scratch()
	if err != nil {
		return "", err
	}
	root = filepath.Join(dir, "trials")
	err = copySite(root, top)
	for _, name := range []string{"go.mod", "go.sum"} {
		data, bad := os.ReadFile(filepath.Join(top, name))
		err = cmp.Or(err, bad, os.WriteFile(filepath.Join(root, name), data, 0o644))
	}
	if err = cmp.Or(err, os.CopyFS(filepath.Join(root, "generator"), os.DirFS(filepath.Join(top, "generator")))); err != nil {
		return "", err
	}
	_, faults := generator.Build(context.Background(), generator.Options{Root: root, Origin: program.Origin, Cache: cache.Folder()})
	if len(faults) > 0 {
		return "", fmt.Errorf("%d faults, the first: %w", len(faults), faults[0])
	}
	return root, nil
})

// trialSite is the public/ of the site with trials.
func trialSite(t *testing.T) string {
	t.Helper()
	if program.Origin == nil {
		t.Skip("there is no built-in origin")
	}
	root, err := buildTrials()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(root, "public")
}

// edit opens the editor of an exchange and waits for its text field.
func (b *tab) edit(exchange int) {
	b.t.Helper()
	b.do("edit", chromedp.Click(chromedp.CSS(fmt.Sprintf("#_exchange-%d .edit", exchange)), chromedp.NodeVisible),
		chromedp.WaitVisible(chromedp.CSS(fmt.Sprintf("#_exchange-%d textarea", exchange))))
}

// sends presses Ctrl+Enter and waits for what comes of it.
func (b *tab) sends(exchange int) string {
	b.t.Helper()
	words := fmt.Sprintf(`(document.querySelector('#_exchange-%d .outcome .words, #_exchange-%[1]d .outcome [role=alert]') || {textContent: ''}).textContent`, exchange)
	b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
	b.until(`!!` + words)
	return ask[string](b, words)
}

// A reader changes a request, sends it, and reads what is different.
func TestTrial(t *testing.T) {
	public := trialSite(t)
	chromium := openBrowser(t)
	site := publish(t, os.DirFS(public))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			t.Run(fmt.Sprint(scheme, " ", width), func(t *testing.T) {
				b := openTab(t, chromium, site)
				b.scheme(scheme)
				b.size(width, 900)
				b.open(site + "status/304.html")
				b.edit(1)
				if *pictures != "" {
					ask[bool](b, `scrollTo(0, document.querySelector('.exchange').getBoundingClientRect().top + scrollY - 60), true`)
					b.picture(filepath.Join(*pictures, fmt.Sprintf("editor-%s-%d.png", scheme, width)))
				}
				began := time.Now()
				said := b.sends(1)
				t.Logf("from the press to the first answer: %.2f s", time.Since(began).Seconds())
				if !strings.Contains(said, "as the note shows it") {
					t.Errorf("it says %q", said)
				}
				ask[bool](b, `{ const area = document.querySelector('#_exchange-1 textarea'); area.focus(); area.select(); document.execCommand('insertText', false, area.value.replace(/\/books\/\d+/, '/books/99')); true }`)
				said = b.sends(1)
				if !strings.Contains(said, "You changed the path") {
					t.Errorf("it says %q", said)
				}
				b.until(`(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector('.outcome .words').getBoundingClientRect())`)
				b.fits()
				if *pictures != "" {
					b.picture(filepath.Join(*pictures, fmt.Sprintf("answer-%s-%d.png", scheme, width)))
				}
			})
		}
	}
}

// The home page begins with an example that a reader can change and send there.
func TestTrialAtHome(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.size(1280, 860)
	b.open(site + "index.html")
	b.says(`document.querySelector('.opening .edit').textContent`, "Edit and send")
	if top := ask[float64](b, `document.querySelector('.opening .edit').getBoundingClientRect().top`); top > 860 {
		t.Errorf("it is offered %.0f pixels from the top: a reader sees 860", top)
	}
	b.do("edit", chromedp.Click(chromedp.CSS(".opening .edit"), chromedp.NodeVisible), chromedp.WaitVisible(chromedp.CSS(".opening textarea")))
	ask[bool](b, `{ const area = document.querySelector('.opening textarea'); area.focus(); area.select(); document.execCommand('insertText', false, area.value.replace('/books/1', '/books/99')); true }`)
	b.do("send", chromedp.Click(chromedp.CSS(".opening .go"), chromedp.NodeVisible))
	b.until(`(document.querySelector('.opening .outcome .words') || {textContent: ''}).textContent.includes('200 became 404')`)
	b.holds(ask[string](b, `document.querySelector('.opening .outcome .sheet').textContent`), "HTTP/1.1 404 Not Found", "There is no book 99.")
}
