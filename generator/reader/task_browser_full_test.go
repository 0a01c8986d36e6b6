//go:build full

package reader_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirebook/generator"
	"wirebook/generator/cache"
)

// taskSite builds a course with a task of each kind, and the program of trials. Its
// site.yaml also has the lines.
func taskSite(t *testing.T, lines string) (public string) {
	t.Helper()
	if program.Origin == nil {
		t.Skip("there is no built-in origin")
	}
	root := t.TempDir()
	err := os.CopyFS(filepath.Join(root, "content"), os.DirFS("testdata/tasks"))
	settings, unread := os.ReadFile("testdata/tasks/site.yaml")
	err = cmp.Or(err, unread, os.WriteFile(filepath.Join(root, "content/site.yaml"), append(settings, lines...), 0o644))
	for _, name := range []string{"generator", "layouts", "content/origin"} {
		err = cmp.Or(err, os.CopyFS(filepath.Join(root, name), os.DirFS(filepath.Join(top, name))))
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, bad := os.ReadFile(filepath.Join(top, name))
		err = cmp.Or(err, bad, os.WriteFile(filepath.Join(root, name), data, 0o644))
	}
	if err = cmp.Or(err, os.Mkdir(filepath.Join(root, "public"), 0o755)); err != nil {
		t.Fatal(err)
	}
	_, faults := generator.Build(t.Context(), generator.Options{Root: root, Origin: program.Origin, Cache: cache.Folder()})
	for _, f := range faults {
		t.Fatal(f)
	}
	return filepath.Join(root, "public")
}

// The parts of the nth task of the page, from 1.
func task(n int) string { return fmt.Sprintf(`document.querySelectorAll('.task')[%d]`, n-1) }

func taskVerdict(n int) string { return task(n) + `.querySelector('.verdict').textContent` }

// done is what a task says when it is.
const done = "Done: that is what was asked for."

// begins presses the button that begins a task, by keyboard.
func (b *tab) begins(n int, ready string) {
	b.t.Helper()
	ask[bool](b, task(n)+`.querySelector('.begin').focus(), true`)
	b.do("begin", chromedp.KeyEvent(kb.Enter))
	b.until(`!!` + task(n) + `.querySelector('` + ready + `') && !` + task(n) + `.querySelector('.begin')`)
}

// writes replaces the text of the editor of a task and sends it, by keyboard.
func (b *tab) writes(n int, text string) {
	b.t.Helper()
	ask[bool](b, task(n)+`.querySelector('textarea').focus(), document.activeElement.select(), document.execCommand('insertText', false, `+fmt.Sprintf("%q", text)+`)`)
	b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
}

const get304 = "GET /books/1 HTTP/1.1\nHost: api.example.com\nIf-None-Match: "

// Each kind of task is done by keyboard: a wrong attempt is told what it lacks, a right
// one is done, and that is kept.
func TestTasksInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	public := taskSite(t, "")
	site := publish(t, os.DirFS(public))
	lesson := site + "lessons/first.html"

	t.Run("send", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(lesson)
		b.says(counted, "5 tasks")
		b.begins(1, "textarea")
		b.writes(1, get304+"\"emma-2\"\n\n")
		b.says(taskVerdict(1), "The answer is 200 OK; it must be 304 Not Modified.")
		b.until(`!` + task(1) + `.classList.contains('done') && !` + task(1) + `.nextElementSibling.open`)
		b.writes(1, get304+"\"emma-3\"\n\n")
		b.says(taskVerdict(1), done)
		b.until(task(1) + `.nextElementSibling.open`)
		b.says(counted, "1 of 5 tasks tried, 1 done")
		b.writes(1, get304+"\"emma-2\"\n\n") // what was done stays done
		b.says(taskVerdict(1), "The answer is 200 OK; it must be 304 Not Modified.")
		b.open(lesson)
		b.says(taskVerdict(1), "Done.")
		b.says(counted, "1 of 5 tasks tried, 1 done")
		b.begins(1, "textarea")
		b.says(task(1)+`.querySelector('textarea').value`, get304+"\"emma-2\"\n\n")
		b.open(site + "lessons/index.html")
		b.says(line, "Go on where you stopped: The first, task 2")
	})
	t.Run("write", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(lesson)
		b.begins(2, "textarea")
		for written, want := range map[string]string{
			"HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n\n":             "Allow is missing (RFC 9110 section 15.5.6).",
			"HTTP/1.1 501 Not Implemented\nContent-Length: 0\n\n":                "501 is not the right status code here.",
			"HTTP/1.1 405 Method Not Allowed\nAllow: GET\nContent-Length: 0\n\n": "The value of Allow is not right.",
			"405\n\n": "The first line must be a status line: the version, a code of three digits and a phrase.",
		} {
			b.writes(2, written)
			b.says(taskVerdict(2), want)
		}
		b.writes(2, "HTTP/1.1 405 No\nContent-Length: 0\nallow: GET, HEAD\n\n")
		b.says(taskVerdict(2), done)
	})
	t.Run("mend", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(lesson)
		b.begins(3, "textarea")
		b.do("check it as it is", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
		b.says(taskVerdict(3), "Content-Length is not allowed here (RFC 9110 section 8.6).")
		b.writes(3, "HTTP/1.1 204 No Content\n\n")
		b.says(taskVerdict(3), done)
	})
	t.Run("read", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(lesson)
		b.begins(4, "textarea")
		check := func() {
			b.do("to the button", chromedp.KeyEvent(kb.Tab))
			b.do("check", chromedp.KeyEvent(kb.Enter))
		}
		check()
		b.says(taskVerdict(4), "That is not what was asked for: HTTP/1.1 200 OK")
		ask[bool](b, task(4)+`.querySelector('textarea').focus(), true`)
		b.do("type", chromedp.KeyEvent("x"))
		b.until(task(4) + `.querySelector('textarea').value.startsWith('HTTP/1.1')`)
		b.do("down", chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
		check()
		b.says(taskVerdict(4), done)
	})
	t.Run("order", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(lesson)
		b.begins(5, ".moves")
		check := func() {
			ask[bool](b, `Array.from(`+task(5)+`.querySelectorAll('button')).find(b => b.textContent == 'Check').focus(), true`)
			b.do("check", chromedp.KeyEvent(kb.Enter))
		}
		up := func(first string) {
			ask[bool](b, `Array.from(`+task(5)+`.querySelectorAll('button')).find(b => b.ariaLabel.startsWith('Up: `+first+`')).focus(), true`)
			b.do("up", chromedp.KeyEvent(" "))
		}
		check()
		b.says(taskVerdict(5), "0 of 4 are in their place; then this is too early: HTTP/1.1 201 Created")
		up("PUT")
		b.until(`document.activeElement.ariaLabel.startsWith('Up: PUT')`)
		b.says(task(5)+`.querySelector('[role=status].offstage').textContent`, "Now number 2 of 4")
		up("PUT")
		up("HTTP/1.1 100")
		check()
		b.says(taskVerdict(5), "2 of 4 are in their place; then this is too early: HTTP/1.1 201 Created")
		up("<svg")
		check()
		b.says(taskVerdict(5), done)
		b.open(lesson)
		b.begins(5, ".moves")
		b.says(task(5)+`.querySelector('code').textContent`, "PUT /books/4/cover HTTP/1.1")
	})
	t.Run("hints", func(t *testing.T) {
		b := openTab(t, chromium, site)
		b.open(lesson)
		second := task(1) + `.querySelectorAll('.clue')[1].checkVisibility({contentVisibilityAuto: true})`
		b.until(`!` + second)
		ask[bool](b, task(1)+`.querySelector('.clue summary').focus(), true`)
		b.do("open", chromedp.KeyEvent(kb.Enter))
		b.until(second + ` && !` + task(1) + `.querySelectorAll('.clue')[1].open`)
	})
	t.Run("without JavaScript", func(t *testing.T) {
		b := openTab(t, chromium, site)
		withoutScripts(b)
		b.open(lesson)
		b.until(`!document.querySelector('.begin')`)
		b.click(`.task + .answer > summary`)
		b.do("see the solution", chromedp.WaitVisible(chromedp.CSS(`.task + .answer figure.request`)))
		b.until(`document.querySelector('.task + .answer').innerText.includes('If-None-Match: "emma-3"')`)
		b.until(`document.querySelector('.task').innerText.includes('304 Not Modified') && document.querySelector('.task .send').textContent.includes('curl')`)
		b.until(`!document.body.textContent.includes('emma-2')`) // a wrong attempt
	})
	axe, err := os.ReadFile(axeFile)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			t.Run(fmt.Sprint("looks ", scheme, " ", width), func(t *testing.T) {
				b := openTab(t, chromium, site)
				b.scheme(scheme)
				b.size(width, 1000)
				b.open(lesson)
				for n, ready := range []string{"textarea", "textarea", "textarea", "textarea", ".moves"} {
					b.begins(n+1, ready)
				}
				b.do("send", chromedp.Focus(chromedp.CSS(`.task textarea`)), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
				b.until(`!!document.querySelector('.task .by, .task + .answer .by, .task [role=alert]')`)
				b.fits()
				for i := range 5 {
					if *pictures != "" {
						ask[bool](b, `scrollTo(0, `+task(i+1)+`.getBoundingClientRect().top + scrollY - 120), true`)
						b.picture(filepath.Join(*pictures, fmt.Sprintf("task-%d-%s-%d.png", i+1, scheme, width)))
					}
				}
				if err != nil {
					t.Skipf("no axe-core here: npm ci --prefix .ci installs it (%v)", err)
				}
				ask[bool](b, `document.querySelectorAll('details').forEach(d => d.open = true), true`)
				for _, violation := range b.violations(string(axe)) {
					t.Error(violation)
				}
				b.fits()
			})
		}
	}
}

// The script of tasks is loaded when a reader begins one, and pages without tasks know
// nothing of it.
func TestTaskScript(t *testing.T) {
	files := filesOf(t, taskSite(t, ""))
	for name, data := range files {
		if strings.HasSuffix(name, ".html") && strings.Contains(string(data), "assets/task.") {
			t.Errorf("%s loads it at once", name)
		}
	}
	if !strings.Contains(string(files["lessons/first.html"]), "/learn.") || strings.Contains(string(files["index.html"]), "/learn.") {
		t.Error("the page of the tasks, or the one without, is not as it should be")
	}
}
