//go:build full && unix

package reader_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirebook/generator"
	courses "wirebook/generator/course"
	"wirebook/generator/serve"
)

// served runs serve on a tree until the test ends, and returns the address of its site.
func served(t *testing.T, o generator.Options) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	ctx, cancel := context.WithCancel(context.Background()) // that of t ends before the tab is closed
	told, tell := io.Pipe()
	session := generator.NewSession(o)
	done := make(chan error, 1)
	go func() {
		done <- serve.Serve(ctx, serve.Options{Options: session.Options, Addr: addr, Out: tell, Build: session.Build, Rest: session.Rest, Trials: session.Trials})
		session.Trials.Close()
		session.Close()
		tell.Close()
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	said := ""
	for b := make([]byte, 4096); !strings.Contains(said, "serving http://"); {
		n, err := told.Read(b)
		if said += string(b[:n]); err != nil {
			t.Fatal(said)
		}
	}
	go io.Copy(io.Discard, told)
	return "http://" + addr + "/"
}

// tries sends an exchange that a command answered, as the note has it and to another path.
func (b *tab) tries(number int, by string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`!!document.querySelector('#_exchange-%d .edit')`, number))
	b.edit(number)
	if said := b.sends(number); !strings.Contains(said, "as the note shows it. The answer is the same: 200 ") {
		b.t.Errorf("the request of the note: it says %q", said)
	}
	ask[bool](b, `{ const area = document.activeElement; area.select(); document.execCommand('insertText', false, area.value.replace(/ \/\S* /, ' /nowhere ')); true }`)
	if said := b.sends(number); !strings.Contains(said, "You changed the path: 200 became 404") {
		b.t.Errorf("another path: it says %q", said)
	}
	if said := ask[string](b, fmt.Sprintf(`document.querySelector('#_exchange-%d .outcome .by').textContent`, number)); !strings.Contains(said, "on the machine of serve by "+by) {
		b.t.Errorf("it says %q", said)
	}
	b.goOn(number)
	b.sends(number)
	if said := b.sends(number); !strings.Contains(said, "You changed the path: 200 became 404") {
		b.t.Errorf("while it goes on it says %q", said)
	}
	b.fits()
}

// skipUnlessInstalled ends a test in which a server proved nothing: as a failure if the
// server is here.
func skipUnlessInstalled(t *testing.T, server string) {
	t.Helper()
	command := map[string][]string{"flask": {"python3", "-c", "import flask"}, "express": {"env", "NODE_PATH=/usr/share/nodejs", "node", "-e", "require('express')"}, "nginx": {"nginx", "-v"}}[strings.ToLower(server)]
	if exec.CommandContext(t.Context(), command[0], command[1:]...).Run() == nil {
		t.Fatal(server + " is installed, and proved no example")
	}
	t.Skip(server + " is not installed here")
}

// A course author changes requests that Flask, Express and nginx answer, in serve, and
// sends them.
func TestTrialInServe(t *testing.T) {
	trialSite(t)
	root, _ := buildTrials()
	site := served(t, generator.Options{Root: root, Origin: program.Origin})
	chromium := openBrowser(t)
	for _, by := range []string{"Flask", "Express", "nginx"} {
		t.Run(by, func(t *testing.T) {
			b := openTab(t, chromium, site)
			b.size(1280, 900)
			b.open(site + "anatomy/what-frameworks-send.html")
			number := ask[int](b, `Number((Array.from(document.querySelectorAll('.exchange[data-needs]')).find(e => /^GET \/\S* HTTP/.test(e.querySelector('pre').textContent) && /HTTP\/1.1 200 /.test(e.textContent) && e.querySelector('.proven').textContent.includes('`+by+`')) || {id: '_exchange-0'}).id.replace('_exchange-', ''))`)
			if number == 0 {
				skipUnlessInstalled(t, by)
			}
			b.tries(number, by)
			if ask[bool](b, `!!document.querySelector('p.needs')`) {
				t.Error("the page says that a request cannot be sent from it")
			}
			if *pictures != "" {
				ask[bool](b, `scrollTo(0, document.querySelector('.outcome').closest('.exchange').getBoundingClientRect().top + scrollY - 60), true`)
				b.picture(filepath.Join(*pictures, "serve-"+by+".png"))
			}
		})
	}
}

// nowhere is the request with another target.
func nowhere(request string) string {
	_, rest, _ := strings.Cut(request, " HTTP/")
	return "GET /nowhere HTTP/" + rest
}

// serveTask is a note with a task: another request than this gets a 404.
func serveTask(request string) string {
	fence := func(words, text string) string { return "```http " + words + "\n" + text + "\n```\n\n" }
	return "---\ntitle: A task\n---\nAsk for what is not there.\n\n" + fence("task=send", request) + fence("goal", "HTTP/1.1 404 Not Found\n…: …\n\n…") +
		fence("solution", nowhere(request)) +
		fence("wrong", request+"\nAccept: text/plain") + fence("wrong", request+"\nAccept: text/html")
}

// A course without a Go module has no program of trials, and its pages say no word of any;
// in serve its author sends requests to the course's own server.
func TestTrialInServeWithoutGo(t *testing.T) {
	chromium := openBrowser(t)
	for _, kind := range courses.Kinds {
		if kind == "go" {
			continue
		}
		t.Run(kind, func(t *testing.T) {
			root := t.TempDir()
			files, err := courses.Course{Kind: kind, Title: kind, Hosting: []byte("[build.processing.html]\n")}.Files()
			if err != nil {
				t.Fatal(err)
			}
			request := regexp.MustCompile("(?m)^GET /\\S* HTTP/1.1\nHost: \\S+").FindString(string(files["content/lessons/first.md"]))
			files["content/task.md"] = []byte(serveTask(request))
			for name, data := range files {
				if name == "content/site.yaml" { // where Debian has Express
					data = []byte(strings.Replace(string(data), "      SOCKET:", "      NODE_PATH: /usr/share/nodejs\n      SOCKET:", 1))
				}
				name = filepath.Join(root, filepath.FromSlash(name))
				err := os.MkdirAll(filepath.Dir(name), 0o755)
				if err = cmp.Or(err, os.WriteFile(name, data, 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			site := served(t, generator.Options{Root: root, Layouts: os.DirFS(filepath.Join(top, "layouts"))})
			page, err := os.ReadFile(filepath.Join(root, "public", "lessons", "first.html"))
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range []string{"data-trial", "data-needs", "cannot run", "Edit and send"} {
				if strings.Contains(string(page), word) {
					t.Errorf("the published page has %q", word)
				}
			}
			b := openTab(t, chromium, site)
			b.size(360, 800)
			b.open(site + "lessons/first.html")
			if !ask[bool](b, `!!document.querySelector('.proven')`) {
				skipUnlessInstalled(t, kind)
			}
			b.tries(1, ask[string](b, `document.querySelector('.seal:not(.length)').textContent.match(/(Flask|Express|nginx)/)[1]`))
			hosted, err := os.ReadFile(filepath.Join(root, "public", "task.html"))
			for _, want := range []string{"curl --include", "What the answer must have", "404"} {
				if err != nil || !strings.Contains(string(hosted), want) {
					t.Errorf("the published task has no %q (%v)", want, err)
				}
			}
			b.open(site + "task.html")
			b.until(`!!document.querySelector('.begin')`)
			b.begins(1, "textarea")
			b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
			b.until(taskVerdict(1) + `.startsWith('The answer is 200 OK; it must be 404 ')`)
			b.writes(1, nowhere(request)+"\n\n")
			b.says(taskVerdict(1), done)
		})
	}
}
