//go:build full && unix

package reader_test

import (
	"context"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/generator"
	"wirebook/generator/serve"
)

// A course author changes a request that Flask answers, in serve, and sends it.
func TestTrialInServe(t *testing.T) {
	trialSite(t)
	root, _ := buildTrials()
	chromium := openBrowser(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	ctx, cancel := context.WithCancel(context.Background()) // that of t ends before the tab is closed
	told, tell := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- serve.Serve(ctx, serve.Options{Options: generator.Options{Root: root, Origin: program.Origin}, Addr: addr, Out: tell})
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

	b := openTab(t, chromium, "http://"+addr+"/")
	b.size(1280, 900)
	b.open("http://" + addr + "/status/400.html")
	number := ask[int](b, `Number((Array.from(document.querySelectorAll('.exchange[data-needs]')).find(e => /GET .books.1 HTTP[^]*Flask/.test(e.textContent)) || {id: '_exchange-0'}).id.replace('_exchange-', ''))`)
	if number == 0 {
		t.Skip("Flask is not installed here")
	}
	b.until(`!!document.querySelector('[data-needs] .edit')`)
	if ask[bool](b, `!!document.querySelector('p.needs')`) {
		t.Error("the page says that the request cannot be sent from it")
	}
	b.edit(number)
	if said := b.sends(number); !strings.Contains(said, "as the note shows it. The answer is the same") {
		t.Errorf("the request of the note: it says %q", said)
	}
	ask[bool](b, `{ const area = document.activeElement; area.select(); document.execCommand('insertText', false, area.value.replace('/books/1', '/books/99')); true }`)
	if said := b.sends(number); !strings.Contains(said, "200 became 404") {
		t.Errorf("another path: it says %q", said)
	}
	if by := ask[string](b, `document.querySelector('.outcome .by').textContent`); !strings.Contains(by, "on the machine of serve by Flask") {
		t.Errorf("it says %q", by)
	}
	b.fits()
	if *pictures != "" {
		ask[bool](b, `scrollTo(0, document.querySelector('.outcome').closest('.exchange').getBoundingClientRect().top + scrollY - 60), true`)
		b.picture(filepath.Join(*pictures, "serve-flask.png"))
	}
}
