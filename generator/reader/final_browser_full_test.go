//go:build full

package reader_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The final draws what the lessons ask, grades it, leads back to what was wrong, and
// forgets it with the next draw.
func TestFinalInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	site := publish(t, os.DirFS(taskSite(t, "")))
	const (
		told  = `document.querySelector('.final .verdict').textContent`
		again = `Array.from(document.querySelectorAll('.final section > a:last-child')).filter(a => a.checkVisibility()).map(a => a.textContent).join()`
	)
	b := openTab(t, chromium, site)
	b.open(site + "final.html")
	b.press("Draw twenty")
	b.says(told, "0 of 6 answered, 0 right.")
	b.until(`document.querySelectorAll('.final .task').length == 5 && document.querySelectorAll('.final .question').length == 1`)
	b.until(`new Set(Array.from(document.querySelectorAll('[id]'), e => e.id)).size == document.querySelectorAll('[id]').length`)
	b.until(`document.querySelector('.final .question').parentNode.querySelector('a').href.endsWith('/lessons/first.html')`) // of its text
	at := func(kind string) int {
		return ask[int](b, fmt.Sprintf(`Array.from(document.querySelectorAll('.task')).findIndex(t => t.dataset.kind == '%s') + 1`, kind))
	}

	b.press("No")
	b.says(told, "1 of 6 answered, 0 right.")
	b.says(again, "Look again: The second")

	send := at("send")
	b.begins(send, "textarea")
	b.writes(send, get304+"\"emma-2\"\n\n")
	b.says(told, "2 of 6 answered, 0 right.")
	b.until(again + `.includes('Look again: The first')`)
	b.writes(send, get304+"\"emma-3\"\n\n")
	b.says(told, "2 of 6 answered, 1 right.")
	b.says(again, "Look again: The second")

	b.begins(at("write"), "textarea")
	b.writes(at("write"), "HTTP/1.1 405 Method Not Allowed\nAllow: GET, HEAD\nContent-Length: 0\n\n")
	b.says(told, "3 of 6 answered, 2 right.")
	b.begins(at("read"), "textarea")
	b.until(task(at("read")) + `.querySelector('textarea').value.includes('ETag: "emma-3"')`) // of its own exchange
	b.begins(at("order"), ".moves")

	b.open(site + "lessons/first.html") // has answers of its own
	b.says(counted, "5 tasks")
	b.open(site + "final.html")
	b.press("Draw twenty")
	b.says(told, "0 of 6 answered, 0 right.")
	b.until(`!/_[qt]f/.test(Object.values(localStorage).join())`)
	b.press("No")
	b.follow(`.final section > a:last-child:not([hidden])`)
	b.until(`location.pathname == '/lessons/second.html' && document.querySelector(':target').classList.contains('question')`)

	axe, err := os.ReadFile(axeFile)
	b.open(site + "final.html")
	b.press("Draw twenty")
	b.says(told, "0 of 6 answered, 0 right.")
	for _, width := range []int64{1280, 360} {
		b.size(width, 1000)
		b.fits()
		if *pictures != "" {
			b.picture(filepath.Join(*pictures, fmt.Sprintf("final-%d.png", width)))
		}
		if err == nil {
			for _, violation := range b.violations(string(axe)) {
				t.Error(violation)
			}
		}
	}

	plain := openTab(t, chromium, site)
	withoutScripts(plain)
	plain.open(site + "final.html")
	plain.until(`!document.querySelector('.final button').checkVisibility() && document.querySelectorAll('.final li a').length == 2`)
}
