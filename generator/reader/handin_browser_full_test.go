//go:build full

package reader_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirebook/generator"
	"wirebook/generator/grade"
)

// enters focuses a button and presses it, by keyboard.
func (b *tab) enters(button string) {
	b.t.Helper()
	ask[bool](b, button+`.focus(), true`)
	b.do("press", chromedp.KeyEvent(kb.Enter))
}

// In a course that withholds its solutions a page tells what is right all the same, has a
// file to hand in, and that file is graded: the answers are those of the origin, and a
// changed one is told.
func TestHandInInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	public := taskSite(t, "withhold: true\n")
	for _, name := range []string{"lessons/first.html", "lessons/first.md"} {
		data, err := os.ReadFile(filepath.Join(public, name))
		if err != nil || strings.Contains(string(data), "If-None-Match: ") || strings.Contains(string(data), "GET, HEAD") {
			t.Fatalf("%s has a solution, %v", name, err)
		}
	}
	site := publish(t, os.DirFS(public))
	lesson := site + "lessons/first.html"
	b := openTab(t, chromium, site)
	folder := t.TempDir()
	params := browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, params); err != nil {
		t.Fatal(err)
	}
	b.site = "" // the file is made by the page itself, as data
	b.open(lesson)
	b.until(`!document.querySelector('.task ~ details.answer')`)
	const handIn = `document.querySelector('[data-hand-in] button')`
	const told = `document.querySelector('[data-hand-in] [role=status]').textContent`
	b.enters(handIn)
	b.says(told, "There is nothing to hand in yet: begin a task.")

	// Two requests on one connection: the second does not meet the first state.
	b.begins(1, "textarea")
	b.writes(1, get304+"\"emma-2\"\n\n")
	b.says(taskVerdict(1), "The answer is 200 OK; it must be 304 Not Modified.")
	b.writes(1, get304+"\"emma-3\"\n\n")
	b.says(taskVerdict(1), done)
	b.writes(1, get304+"\"emma-2\"\n\n") // what was done is what is handed in
	b.says(taskVerdict(1), "The answer is 200 OK; it must be 304 Not Modified.")

	b.begins(2, "textarea")
	b.writes(2, "HTTP/1.1 405 No\nContent-Length: 0\n\n")
	b.says(taskVerdict(2), "Allow is missing (RFC 9110 section 15.5.6).")
	b.writes(2, "HTTP/1.1 404 No\nContent-Length: 0\n\n")
	b.says(taskVerdict(2), "It breaks no rule. This page does not have the goal, so it cannot tell more: hand it in.")
	b.writes(2, "HTTP/1.1 405 No\nContent-Length: 0\nallow: GET, HEAD\n\n")
	b.says(taskVerdict(2), done)

	b.begins(4, "textarea")
	check := func(n int) {
		b.enters(`Array.from(` + task(n) + `.querySelectorAll('button')).find(b => b.textContent == 'Check')`)
	}
	check(4)
	b.says(taskVerdict(4), "That is not what was asked for.")
	ask[bool](b, task(4)+`.querySelector('textarea').focus(), true`)
	b.do("down", chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	check(4)
	b.says(taskVerdict(4), done)

	b.begins(5, ".moves")
	check(5)
	b.says(taskVerdict(5), "That is not what was asked for.")
	for _, first := range []string{"PUT", "PUT", "HTTP/1.1 100", "<svg"} {
		b.enters(`Array.from(` + task(5) + `.querySelectorAll('button')).find(b => b.ariaLabel?.startsWith('Up: ` + first + `'))`)
	}
	check(5)
	b.says(taskVerdict(5), done)

	b.enters(handIn)
	b.says(told, "4 of 5 tasks are in the file.")
	file := filepath.Join(folder, "transcript.json")
	graded := func(file string) grade.File {
		t.Helper()
		out, err := generator.Grade(t.Context(), generator.Options{Root: filepath.Dir(public), Origin: program.Origin}, []string{file})
		if err != nil {
			t.Fatal(err)
		}
		return out[0]
	}
	if !soon(func() bool { return graded(file).Error == "" }) {
		t.Fatalf("the transcript is not there: %s", graded(file).Error)
	}
	got := ""
	for _, g := range graded(file).Grades {
		got += fmt.Sprintln(g.Task, g.Kind, g.Met, g.Honest, g.Told, g.Why)
	}
	if want := "1 send true yes  \n2 write true -  \n3 mend false - Nothing was handed in. \n4 read true -  \n5 order true -  \n"; got != want {
		t.Errorf("graded:\n%s\nwant:\n%s", got, want)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	forged := strings.Replace(string(data), `emma-3\"`, `emma-2\"`, 1) // of the request, and its answer stays
	if err := os.WriteFile(file, []byte(forged), 0o644); err != nil {
		t.Fatal(err)
	}
	if g := graded(file).Grades[0]; g.Met || g.Honest != grade.Dishonest {
		t.Errorf("the forged transcript: %+v", g)
	}

	// The index of the lessons has the same for the course.
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	b.open(site + "lessons/index.html")
	b.enters(handIn)
	b.says(told, "4 of 5 tasks are in the file.")
	if !soon(func() bool { return graded(file).Error == "" && len(graded(file).Grades) == 5 }) {
		t.Errorf("the transcript of the course: %+v", graded(file))
	}
}
