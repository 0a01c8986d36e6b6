//go:build full

package reader_test

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// walking is a site with a walk of three questions.
var walking = map[string]string{
	"site.yaml": "title: Walk\n",
	"index.md":  "---\ntitle: Walk\ndescription: It walks.\nchooser: walk.yaml\n---\nIt walks.\n\n## Behind it\n\nText.\n",
	"walk.yaml": `questions:
  - id: take
    ask: Do you get it?
    answers:
      - if: Yes
        goto: here
      - if: It is too large
        then:
          id: large
          ask: Which part?
          why: "[See](index.md#behind-it)"
          answers:
            - if: The target
              code: 414
            - if: The content
              code: 413
  - id: here
    ask: Is it here?
    answers:
      - if: Yes
        code: 200
      - if: No
        code: 404
        why: "[Why](index.md#behind-it)"
`,
}

// The chooser goes from question to question by keyboard, and its address leads
// to the same place again.
func TestChooserInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	public := builtOf(t, walking)
	site := publish(t, os.DirFS(public))
	disk := (&url.URL{Scheme: "file", Path: filepath.ToSlash(public) + "/"}).String()

	for name, root := range map[string]string{"served": site, "from disk": disk} {
		t.Run(name, func(t *testing.T) {
			walkByKeyboard(openTab(t, chromium, root), root)
			again := openTab(t, chromium, root)
			again.open(root + "index.html#walk/here/404")
			again.says(asked, "Send 404 Not Found")
			again.until(`document.activeElement == document.querySelector('.chooser h2')`)
			again.says(trail, "Do you get it? Yes Is it here? No")
			again.says(`document.querySelector('.chooser h2 + p').innerText`, "Why")
			again.open(root + "index.html#walk/gone/404") // the walk has no such answer any more
			again.says(asked, "Do you get it?")
		})
	}
	t.Run("without JavaScript", func(t *testing.T) {
		b := openTab(t, chromium, site)
		withoutScripts(b)
		b.open(site)
		b.until(`!document.querySelector('.chooser h2')`)
		b.says(`document.querySelector('.chooser [data-question=large]').innerText.replace(/\s+/g, ' ')`,
			"Which part? See The target → 414 URI Too Long (RFC 9110 section 15.5.15) The content → 413 Content Too Large (RFC 9110 section 15.5.14)")
		b.click(`.chooser a[href="#_here"]`)
		b.until(`document.querySelector(':target').innerText.startsWith('Is it here?')`)
		b.until(`document.querySelector('.unsent').innerText.includes('306 (Unused)')`)
	})
}

const (
	asked = `document.querySelector('.chooser h2').innerText`
	trail = `document.querySelector('.chooser > div > ol').innerText.replace(/\s+/g, ' ')`
)

func walkByKeyboard(b *tab, root string) {
	b.t.Helper()
	b.size(360, 800)
	b.open(root + "index.html")
	b.says(asked, "Do you get it?")
	b.until(`document.activeElement == document.body`)
	b.do("focus", chromedp.Focus(chromedp.CSS(`.chooser h2`)))
	enter := func(keys string) {
		b.t.Helper()
		before := ask[string](b, `location.hash`)
		b.do("press keys", chromedp.KeyEvent(keys))
		b.until(`location.hash != "` + before + `" && document.activeElement == document.querySelector('.chooser h2')`)
		b.fits()
	}
	enter("\t\t\r") // the second answer
	b.says(asked, "Which part?")
	b.says(`location.hash`, "#walk/large")
	b.says(trail, "Do you get it? It is too large")
	b.until(`document.querySelector('.chooser p a').getAttribute('href') == '#behind-it'`)
	enter("\t\t\t\r") // behind the reason
	b.says(asked, "Send 413 Content Too Large")
	b.says(`location.hash`, "#walk/large/413")
	b.says(`document.querySelector('.chooser .cite').innerText`, "RFC 9110 section 15.5.14")
	ask[bool](b, `history.back(), true`)
	b.until(asked + ` == "Which part?"`)
	enter("\t\t\t\t\r") // one step back
	b.says(asked, "Do you get it?")
	b.says(`location.hash`, "#walk")
	enter("\t\r")
	b.says(asked, "Is it here?")

	// A link to a question of the whole list opens it.
	b.until(`!document.querySelector('.chooser details').open`)
	ask[bool](b, `location.hash = '#_here', true`)
	b.until(`document.querySelector('.chooser details').open`)
	b.says(asked, "Is it here?")
}
