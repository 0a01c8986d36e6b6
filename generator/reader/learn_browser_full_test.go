//go:build full

package reader_test

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"wirebook/generator"
)

// builtOf builds a small site of these notes, by their paths in content/, with
// the layouts of this repository.
func builtOf(t *testing.T, notes map[string]string) (public string) {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS(top+"/layouts")); err != nil {
		t.Fatal(err)
	}
	public = filepath.Join(root, "public")
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range notes {
		file := filepath.Join(root, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, faults := generator.Build(t.Context(), generator.Options{Root: root})
	for _, f := range faults {
		t.Fatal(f)
	}
	return public
}

const front = "---\ntitle: A lesson\ndescription: It asks.\n---\nIt asks.\n"

// course is a site with two lessons, of which the index names one.
var course = map[string]string{
	"site.yaml":         "title: Course\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n",
	"index.md":          front,
	"lessons/index.md":  "---\ntitle: Lessons\ndescription: All of them.\n---\nAll of them.\n\n## The lessons\n\n- [The first](first.md), and then\n",
	"lessons/second.md": "---\ntitle: The second\ndescription: It asks.\norder: 2\n---\nIt asks.\n\n```quiz\nIs it over?\n\n- [x] Yes\n- [ ] No\n```\n",
	"lessons/first.md": front + `
## A request

` + "```http predict=\"200 404\" norun=\"there is no server\"\nGET /a HTTP/1.1\nHost: a.example\n```\n\n- `404`: There is no *a*.\n- `200`: Only if it were there.\n\n```http\nHTTP/1.1 404 Not Found\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 0\n```" + `

There is none.

## Behind it

` + "```quiz\nWhich are errors?\n\n- [x] `404`\n  Of the client.\n- [ ] `200`\n- [x] `500`, as [this](first.md#behind-it) says\n\nTwo of them.\n```" + `

The last line.
`,
}

func withoutScripts(b *tab) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.do("click "+selector, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// press presses a button by its text.
func (b *tab) press(text string) {
	b.t.Helper()
	b.do("press "+text, chromedp.Click(chromedp.Search(`//main//button[normalize-space()="`+text+`"]`), chromedp.NodeVisible))
}

// Questions grade themselves with a script, and can be read without one.
func TestQuestionsInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	public := builtOf(t, course)
	site := publish(t, os.DirFS(public))

	t.Run("a prediction", func(t *testing.T) { predicts(openTab(t, chromium, site), site+"lessons/first.html") })
	t.Run("a quiz", func(t *testing.T) { quiz(openTab(t, chromium, site), site+"lessons/first.html") })
	t.Run("from disk", func(t *testing.T) {
		disk := (&url.URL{Scheme: "file", Path: filepath.ToSlash(public) + "/"}).String()
		predicts(openTab(t, chromium, disk), disk+"lessons/first.html")
	})
	t.Run("without JavaScript", func(t *testing.T) {
		b := openTab(t, chromium, site)
		withoutScripts(b)
		b.open(site + "lessons/first.html")
		b.says(`document.querySelector('.choices').innerText.replace(/\s+/g, ' ')`, "200 OK 404 Not Found")
		b.says(counted, "2 questions")
		b.until(`!document.querySelector('.choices button') && !document.querySelector('.answer').open`)
		b.click(`.answer > summary`)
		b.do("see the answer", chromedp.WaitVisible(chromedp.CSS(`.answer figure.response`)))
		b.says(`document.querySelector('.answer > p').textContent`, "There is none.")
		b.says(`document.querySelectorAll('.choices')[1].innerText.replace(/\s+/g, ' ')`, "404 200 500, as this says")
		b.until(`!document.querySelector('.question a')`)
		b.click("#" + ask[string](b, `document.querySelectorAll('.answer')[1].id`) + " > summary")
		b.says(`document.querySelectorAll('.answer')[1].innerText.replace(/\s+/g, ' ')`, "See the answer to question 2 Right: 404 Of the client. Wrong: 200 Right: 500, as this says Two of them.")
	})
	t.Run("progress", func(t *testing.T) { progresses(openTab(t, chromium, site), site+"lessons/") })
	t.Run("without memory", func(t *testing.T) { forgets(openTab(t, chromium, site), site+"lessons/first.html") })
	t.Run("on paper", func(t *testing.T) { onPaper(t, chromium, site) })
}

const verdict = `document.querySelector('.verdict').innerText`

func predicts(b *tab, lesson string) {
	b.t.Helper()
	b.open(lesson)
	b.says(verdict, "")
	b.until(`document.querySelector('.answer').innerText.trim() == 'See the answer to question 1'`)
	b.press("200 OK")
	b.says(verdict, "Not right. The answer is: 404 Not Found\nOnly if it were there.")
	b.until(`document.querySelector('.answer').open`)
	b.says(`Array.from(document.querySelector('.choices').children, c => c.dataset.was + getComputedStyle(c.querySelector('span'), '::before').content[1]).join()`, "wrong✗,right✓")
	b.says(`document.querySelector('.answer .reasons').innerText.replace(/\s+/g, ' ')`, "Wrong: 200 OK Only if it were there. Right: 404 Not Found There is no a.")
	b.open(lesson)
	b.says(verdict, "Not right. The answer is: 404 Not Found\nOnly if it were there.")
	b.says(`document.querySelector('[aria-pressed=true]').innerText`, "200 OK")
	b.until(`!document.querySelector('.answer').open`)

	// By keyboard: from the one choice to the other.
	b.do("focus", chromedp.Focus(chromedp.CSS(`.choices li:first-child button`)), chromedp.KeyEvent("\t"), chromedp.KeyEvent(" "))
	b.says(verdict, "Right: 404 Not Found\nThere is no a.")
	b.until(`document.activeElement.innerText == '404 Not Found' && document.querySelectorAll('[aria-pressed=true]').length == 1`)
	b.until(`Object.keys(localStorage).length == 1 && !document.cookie`)
}

// quiz: more than one choice is right, so the reader says when it is to be graded.
func quiz(b *tab, lesson string) {
	b.t.Helper()
	b.open(lesson)
	verdict := `document.querySelectorAll('.verdict')[1].innerText`
	answer := `document.querySelectorAll('.answer')[1]`
	b.press("404")
	b.press("200")
	b.says(verdict, "")
	b.press("Check")
	b.says(verdict, "Not right. The answer is: 404; 500, as this says\nOf the client.")
	b.until(answer + `.open`)
	b.says(answer+`.querySelector('a').getAttribute('href')`, "#behind-it")
	b.press("200")
	b.press("500, as this says")
	b.press("Check")
	b.says(verdict, "Right: 404; 500, as this says\nOf the client.")
	b.open(lesson)
	b.says(verdict, "Right: 404; 500, as this says\nOf the client.")
	b.until(`Array.from(document.querySelectorAll('.choices')[1].querySelectorAll('button')).map(b => b.ariaPressed).join() == 'true,false,true'`)
}

const (
	counted = `document.querySelector('.length span').innerText`
	line    = `document.querySelector('.progress').innerText`
	states  = `Array.from(document.querySelectorAll('.state')).map(s => s.parentNode.firstElementChild.innerText + ': ' + s.innerText).join('; ')`
)

// progresses answers all questions, and tells of it on the index of the lessons.
func progresses(b *tab, lessons string) {
	b.t.Helper()
	index, first := lessons+"index.html", lessons+"first.html"
	b.open(index)
	ask[bool](b, `localStorage.clear(), true`) // of the other tests
	b.open(index)
	b.says(line, "Start with A lesson")
	b.says(states, "The first: 2 questions; The second: 1 question")
	b.until(`document.querySelector('.course').checkVisibility()`)

	b.open(first)
	b.says(counted, "2 questions")
	b.press("200 OK")
	b.says(counted, "1 of 2 questions answered, 0 right")
	b.press("404 Not Found")
	b.open(first)
	b.says(counted, "1 of 2 questions answered, 1 right")
	b.open(index)
	b.says(line, "Go on where you stopped: A lesson, question 2")
	b.says(states, "The first: 1 of 2 questions answered, 1 right; The second: 1 question")
	b.follow(`.progress a`)
	b.until(`document.querySelector(':target') == document.querySelectorAll('.question')[1]`)
	b.press("200")
	b.press("Check")
	b.open(index)
	b.says(line, "Go on where you stopped: The second")
	b.until(`Object.keys(localStorage).join() == 'wirebook 1 /'`)

	// Kept in a file, erased, and back again.
	folder := b.t.TempDir()
	params := browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, params); err != nil {
		b.t.Fatal(err)
	}
	site := b.site
	b.site = "" // the file comes from the page itself, as data
	b.press("Save it as a file")
	file := filepath.Join(folder, "progress.json")
	if !soon(func() bool { data, err := os.ReadFile(file); return err == nil && len(data) > 0 }) {
		b.t.Fatalf("no %s was written", file)
	}
	b.site = site
	b.press("Erase it")
	b.says(states, "The first: 2 questions; The second: 1 question")
	b.until(`!localStorage.getItem('wirebook 1 /').includes('_q')`)
	b.press("Undo")
	b.says(states, "The first: 2 of 2 questions answered, 1 right; The second: 1 question")
	b.press("Erase it")
	b.open(index)
	b.says(line, "Start with A lesson")
	told := `document.querySelector('.course [role=status]').innerText`
	junk := filepath.Join(folder, "junk.json")
	if err := os.WriteFile(junk, []byte(`{"answers": {"_q1": 7}, "last": 1}`), 0o644); err != nil {
		b.t.Fatal(err)
	}
	b.do("load", chromedp.SetUploadFiles(chromedp.CSS(`input[type=file]`), []string{junk}))
	b.until(told + ` == "This file has no answers."`)
	b.do("load", chromedp.SetUploadFiles(chromedp.CSS(`input[type=file]`), []string{file}))
	b.until(told + ` == "Loaded: 2 answers."`)
	b.says(states, "The first: 2 of 2 questions answered, 1 right; The second: 1 question")
	b.says(line, "Go on where you stopped: The second")

	b.follow(`.progress a`)
	b.press("Yes")
	b.open(index)
	b.says(line, "All questions are answered.")
}

// forgets: where the browser keeps nothing, a question works as long as the page
// is open.
func forgets(b *tab, lesson string) {
	b.t.Helper()
	params := page.AddScriptToEvaluateOnNewDocumentParams{Source: `Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})`}
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, params); err != nil {
		b.t.Fatal(err)
	}
	b.open(lesson)
	b.says(verdict, "")
	b.press("404 Not Found")
	b.says(verdict, "Right: 404 Not Found\nThere is no a.")
	b.open(lesson)
	b.says(verdict, "")
	b.open(strings.Replace(lesson, "first", "index", 1))
	b.until(`!document.querySelector('.course').checkVisibility()`)
}

// onPaper: on paper all answers stand behind the text, with and without a script.
func onPaper(t *testing.T, chromium context.Context, site string) {
	for _, scripts := range []bool{true, false} {
		b := openTab(t, chromium, site)
		if !scripts {
			withoutScripts(b)
		}
		b.open(site + "lessons/first.html")
		b.until(`document.querySelector('.answer > p').checkVisibility({contentVisibilityAuto: true}) == false`)
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			t.Fatal(err)
		}
		b.until(`document.querySelector('.answer > p').checkVisibility()`)
		b.until(`document.querySelector('.answer > p').getBoundingClientRect().height > 0`)
		b.until(`document.querySelector('.text > p:last-child').getBoundingClientRect().bottom < document.querySelector('.answer').getBoundingClientRect().top`)
	}
}
