//go:build full

package serve_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// In a real browser, under the strict policy of netlify.toml: a fault covers the
// page, goes away when it is mended, and a change reloads the page.
func TestInABrowser(t *testing.T) {
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = path
		}
	}
	if chromium == "" {
		t.Skip("no Chromium here: .ci/run installs one")
	}
	tr := newTree(t, "content/index.md", "home").start()

	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.WSURLReadTimeout(deadline))
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	listening, hush := context.WithCancel(ctx)
	console := chromedp.Console(listening)

	do := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	do("open", chromedp.Navigate("http://"+tr.addr+"/"), chromedp.WaitVisible(chromedp.CSS("p")))
	tr.put("content/index.md", "one wrong")
	panel := chromedp.CSS("#wirebook-fault")
	do("fault", chromedp.WaitVisible(panel))
	text, err := chromedp.Run(ctx, chromedp.Text(panel))
	if err != nil || !strings.Contains(text, "content/index.md:1:5: <this> is wrong") {
		t.Errorf("the panel says %q (%v)", text, err)
	}
	position, err := chromedp.Run(ctx, chromedp.Evaluate[string](`getComputedStyle(document.querySelector('#wirebook-fault')).position`))
	if err != nil || position != "fixed" {
		t.Errorf("the panel is not styled: position %q (%v)", position, err)
	}
	tr.put("content/index.md", "home")
	do("mended", chromedp.WaitNotPresent(panel))
	tr.put("content/index.md", "elsewhere")
	for end := time.Now().Add(deadline); ; time.Sleep(10 * time.Millisecond) {
		// An error here is that the page went away while it was asked.
		if text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("p"))); err == nil && text == "elsewhere" {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the page did not reload")
		}
	}

	time.AfterFunc(100*time.Millisecond, hush)
	for m, err := range console {
		if err == nil && !strings.HasSuffix(m.URL, "/favicon.ico") {
			t.Errorf("the browser says: %s", m)
		}
	}
}
