//go:build full

package reader_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// While the program is loaded a bar shows how much of it there is, and a status message
// says so. The button says beforehand how much it will be.
func TestTrialShowsHowMuchIsLoaded(t *testing.T) {
	files := os.DirFS(trialSite(t))
	half := make(chan bool)
	inner := hosted(t, files)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/assets/program.") {
			inner.ServeHTTP(w, r)
			return
		}
		data, _ := fs.ReadFile(files, strings.TrimPrefix(r.URL.Path, "/"))
		w.Write(data[:len(data)/2])
		w.(http.Flusher).Flush()
		select {
		case <-half:
		case <-r.Context().Done():
		}
		w.Write(data[len(data)/2:])
	}))
	t.Cleanup(server.Close)
	b := openTab(t, openBrowser(t), server.URL+"/")
	b.open(b.site + "status/304.html")
	b.until(`!!navigator.serviceWorker.controller`) // what it keeps, it hands over as it comes
	b.edit(1)
	size := ask[string](b, `document.querySelector('.go').textContent.match(/^Send \(loads (\d\.\d MB)\)$/)[1]`)
	ask[bool](b, `document.querySelector('.go').click(), true`)
	b.until(`(bar => bar && bar.value > .45 * bar.max && bar.value < .55 * bar.max)(document.querySelector('.wait progress'))`)
	b.holds(ask[string](b, `document.querySelector('.trial > [role=status]').textContent`), "Loading the server, "+size+", once.")
	close(half)
	b.until(`!!document.querySelector('.outcome .by')`)
	if name := ask[string](b, `document.querySelector('.go').textContent`); name != "Send" {
		t.Errorf("when it is loaded the button says %q", name)
	}
}

// What the server does is shown as it is: refusals, early answers, interim ones, silence
// and closed connections.
func TestTrialShowsWhatTheServerDoes(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.tryOpen(site)
	for _, test := range []struct {
		what, text string
		shows      []string
	}{
		{"a broken request", "GET /books\n\n", []string{"Answered with 400 Bad Request", "Then the server closed the connection", "Your request: "}},
		{"no version that is known", "GET /books HTTP/3.0\nHost: api.example.com\n\n", []string{"Answered with 505 HTTP Version Not Supported"}},
		{"an early answer", "PUT /nowhere HTTP/1.1\nHost: api.example.com\nContent-Length: 999999\n\nab", []string{"Answered with 404 Not Found", "closed the connection"}},
		{"silence", "POST /books HTTP/1.1\nHost: api.example.com\nContent-Type: application/json\nContent-Length: 16\n\n{}", []string{"No response.", "Nothing more arrived for 5 s", "promises 14 bytes", "Wait for more"}},
		{"two requests", "GET /books/1 HTTP/1.1\nHost: api.example.com\n\nGET /books/99 HTTP/1.1\nHost: api.example.com\n\n", []string{"HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"}},
	} {
		b.tryText(test.text)
		if strings.Count(test.text, "HTTP/1.1") > 1 { // the second head is content of the first, in plain text
			ask[bool](b, `Array.from(document.querySelectorAll('.exchange button')).find(e => e.textContent === 'Line ends').click(), true`)
			b.tryText(strings.ReplaceAll(test.text, "\n", `\r\n`+"\n"))
		}
		said := b.trySend()
		for _, want := range test.shows {
			if !strings.Contains(said, want) {
				t.Errorf("%s: there is no %q in %q", test.what, want, said)
			}
		}
	}

	b.open(site + "status/103.html")
	number := ask[int](b, `Number(Array.from(document.querySelectorAll('.exchange[data-trial]')).find(e => / 103 /.test(e.textContent)).id.replace('_exchange-', ''))`)
	b.edit(number)
	b.sent(number)
	b.says(fmt.Sprintf(`Array.from(document.querySelectorAll('#_exchange-%d .outcome figure.response'), f => f.querySelector('figcaption').firstChild.nextSibling.textContent.trim() + ' ' + f.querySelector('.m').textContent).join()`, number), "Interim response 103,Response 200")
}

// The editor has the type and the colours of the message that it replaces, and what was
// sent can be put back into it.
func TestTrialEditorLooksLikeTheMessage(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	const looks = `pre => Array.from(pre.querySelectorAll('code :is(.nf, .nn, .kr, .n, .v)'), e => e.textContent + getComputedStyle(e).color).join() + getComputedStyle(pre.querySelector('.v')).fontSize + getComputedStyle(pre.querySelector('.v')).fontFamily`
	was := ask[string](b, `(`+looks+`)(document.querySelector('#_exchange-2 .request pre'))`)
	b.edit(2)
	if is := ask[string](b, `(`+looks+`)(document.querySelector('#_exchange-2 .editor pre'))`); is != was {
		t.Errorf("the page has %q, and the editor %q", was, is)
	}
	// The text that is typed lies on the one that is seen.
	b.until(`(([a, b]) => a.font === b.font && a.lineHeight === b.lineHeight && a.padding === b.padding)(['pre', 'textarea'].map(name => getComputedStyle(document.querySelector('#_exchange-2 .editor ' + name))))`)
	first := ask[string](b, `document.querySelector('#_exchange-2 textarea').value`)
	b.sendText(2, "GET /books/99 HTTP/1.1\nHost: api.example.com\n\n")
	b.sendText(2, first)
	b.says(`Array.from(document.querySelectorAll('#_exchange-2 .past button'), e => e.textContent).join()`, "GET /books/1 → 304 Not Modified,GET /books/99 → 404 Not Found")
	ask[bool](b, `document.querySelectorAll('#_exchange-2 .past button')[1].click(), true`)
	b.says(`document.querySelector('#_exchange-2 textarea').value`, "GET /books/99 HTTP/1.1\nHost: api.example.com\n\n")
}

// No exchange whose request the page sends itself leads to a command of the tree for it.
func TestPagesThatSendNeedNoCommand(t *testing.T) {
	sends := 0
	for name, data := range filesOf(t, trialSite(t)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		trial := false
		for _, part := range strings.Split(string(data), `<div class="exchange"`)[1:] {
			if tag, _, _ := strings.Cut(part, ">"); strings.Contains(tag, " id=") { // not a later part of the same
				trial = strings.HasSuffix(tag, " data-trial")
			}
			if trial {
				sends++
			}
			if trial && strings.Contains(part, "go run . origin") {
				t.Errorf("%s has the command", name)
			}
		}
	}
	if sends < 100 {
		t.Errorf("%d exchanges can be sent", sends)
	}
}
