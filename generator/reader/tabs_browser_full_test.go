//go:build full

package reader_test

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// tabbed is a site with tabs on two pages.
var tabbed = map[string]string{
	"site.yaml": "title: Tabs\n",
	"index.md":  "---\ntitle: Tabs\n---\nText.\n\n## Code\n\n```go tab=Go\none\n```\n\n```python tab=Python\ntwo\n```\n\nText.\n\n```text tab=npm\nthree\n```\n\n```text tab=Python\nfour\n```\n",
	"other.md":  "---\ntitle: Other\n---\nText.\n\n```go tab=Go\nfive\n```\n\n```python tab=Python\nsix\n```\n",
	"none.md":   "---\ntitle: None\n---\nText.\n\n```go\nseven\n```\n",
}

const (
	shownCode  = `Array.from(document.querySelectorAll('.tabs pre')).filter(e => e.checkVisibility()).map(e => e.innerText.trim()).join(' ')`
	chosenTabs = `Array.from(document.querySelectorAll('[role=tab][aria-selected=true]')).map(e => e.innerText).join(' ')`
	focusedTab = `document.activeElement.innerText`
	shownHeads = `Array.from(document.querySelectorAll('.tabs h3, .tabs h2')).filter(e => e.checkVisibility()).map(e => e.innerText).join(' ')`
)

// Tabs are chosen by pointer and by keyboard, in all groups of a page and on the next one;
// without scripts each block has its heading.
func TestTabsInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	public := publish(t, os.DirFS(builtOf(t, tabbed)))
	b := openTab(t, chromium, public)
	b.open(public)
	b.says(shownCode, "one three")
	b.says(chosenTabs, "Go npm")
	b.says(shownHeads, "")
	b.says(`getComputedStyle(document.querySelector('[role=tablist]')).display`, "flex") // the policy lets the script's style be
	b.until(`(document.querySelector('[role=tab]').focus(), true)`)
	b.key(kb.ArrowRight)
	b.says(shownCode, "two four")
	b.says(focusedTab, "Python")
	b.key(kb.ArrowRight) // around the end
	b.says(shownCode, "one four")
	b.key(kb.End)
	b.says(chosenTabs, "Python Python")
	b.open(public + "other.html")
	b.says(shownCode, "six")
	b.click(`[role=tab]`)
	b.says(shownCode, "five")
	b.open(public)
	b.says(shownCode, "one four")
	b.until(`Array.from(document.querySelectorAll('[role=tab]')).every(t => { const p = document.getElementById(t.getAttribute('aria-controls')); return p.getAttribute('role') == 'tabpanel' && p.getAttribute('aria-labelledby') == t.id && p.hidden == (t.tabIndex < 0) })`)
	b.open(public + "none.html")
	b.until(`!document.querySelector('[src*=tabs], [href*=tabs]')`)

	plain := openTab(t, chromium, public)
	withoutScripts(plain)
	plain.open(public)
	plain.says(shownCode, "one two three four")
	plain.says(shownHeads, "Go Python npm Python")
}
