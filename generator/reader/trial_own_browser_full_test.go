//go:build full

package reader_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wirebook/generator/exchange"
)

// The page for requests of one's own: what it begins with, its links and copies, and what
// was sent before.
func TestTryPageInABrowser(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	chromium := openBrowser(t)
	t.Run("requests to begin with", func(t *testing.T) { tryStarts(openTab(t, chromium, site), site) })
	t.Run("history", func(t *testing.T) {
		other := publish(t, os.DirFS(trialSite(t))) // of which the browser knows nothing yet
		tryHistory(openTab(t, chromium, other), other)
	})
	t.Run("link", func(t *testing.T) { tryLink(openTab(t, chromium, site), openTab(t, chromium, site), site) })
	t.Run("command", func(t *testing.T) { tryCommand(openTab(t, chromium, site), site) })
	t.Run("fetch", func(t *testing.T) { tryFetch(openTab(t, chromium, site), site) })
	t.Run("from disk", func(t *testing.T) {
		b := openTab(t, chromium, "file://")
		b.open("file://" + filepath.ToSlash(trialSite(t)) + "/try.html")
		b.until(`!!document.querySelector('textarea')`)
		b.trySend()
		b.says(`document.querySelector('.outcome [role=alert]').textContent`, "This page cannot send it: a page opened from disk can't start a worker. You can copy it as curl, or download it.")
		b.holds(b.tryCopy("Copy as curl"), "curl --include", "http://api.example.com/books/1")
		b.holds(b.tryDownload(), "GET /books/1 HTTP/1.1\r\nHost: api.example.com\r\n\r\n")
	})
}

// tryOpen opens the page and waits for its editor.
func (b *tab) tryOpen(site string) {
	b.t.Helper()
	b.open(site + "try.html")
	b.until(`!!document.querySelector('#_try textarea')`)
}

// tryText replaces the request.
func (b *tab) tryText(text string) {
	b.t.Helper()
	quoted, _ := json.Marshal(text)
	ask[bool](b, `{ const area = document.querySelector('#_try textarea'); area.focus(); area.select(); document.execCommand('insertText', false, `+string(quoted)+`); true }`)
}

// trySend sends it and returns what the page says of the answer.
func (b *tab) trySend() string {
	b.t.Helper()
	ask[bool](b, `document.querySelector('.outcome').textContent = '', document.querySelector('#_try .go').click(), true`)
	b.until(`!!document.querySelector('.outcome .by, .outcome [role=alert]')`)
	return ask[string](b, `document.querySelector('.outcome').textContent`)
}

// tryCopy presses one of the buttons that copy, and returns what it copied.
func (b *tab) tryCopy(name string) string {
	b.t.Helper()
	ask[bool](b, fmt.Sprintf(`{ window.copied = null; window.wirebookCopy = async text => { window.copied = text; return true; };
		Array.from(document.querySelectorAll('.exchange button')).find(e => e.textContent === %q).click(); true }`, name))
	b.until(`window.copied !== null && document.querySelector('.told').textContent.startsWith('Copied')`)
	return ask[string](b, `window.copied`)
}

// tryDownload presses Download, and returns the bytes.
func (b *tab) tryDownload() string {
	b.t.Helper()
	address := ask[string](b, `{ let at = ''; const click = HTMLAnchorElement.prototype.click; HTMLAnchorElement.prototype.click = function() { at = this.download + '=' + this.href; };
		Array.from(document.querySelectorAll('.exchange button')).find(e => e.textContent === 'Download').click(); HTMLAnchorElement.prototype.click = click; at }`)
	text, err := url.PathUnescape(strings.TrimPrefix(address, "request.http=data:application/octet-stream,"))
	if err != nil || text == address {
		b.t.Errorf("the download is %q (%v)", address, err)
	}
	return text
}

// tryStarts: each request to begin with is answered with the code beside it.
func tryStarts(b *tab, site string) {
	b.tryOpen(site)
	starts := ask[[]string](b, `Array.from(document.querySelectorAll('#_begin + ul li'), li => li.querySelector('a.code, a code')?.textContent || '')`)
	if len(starts) < 10 || slices.Contains(starts, "") {
		b.t.Fatalf("the requests to begin with are for %q", starts)
	}
	for i, code := range starts {
		ask[bool](b, fmt.Sprintf(`document.querySelectorAll('#_begin + ul li')[%d].querySelector('a[href^="#"]').click(), true`, i))
		first := ask[string](b, fmt.Sprintf(`document.querySelectorAll('#_begin + ul li')[%d].querySelector('a[href^="#"]').textContent`, i))
		if !strings.Contains(first, " requests") {
			b.until(fmt.Sprintf(`document.querySelector('#_try textarea').value.startsWith(%q)`, first+" HTTP/1.1"))
		} else {
			b.until(`document.querySelector('#_try textarea').value.includes('\\r\\n')`)
		}
		b.holds(b.trySend(), "Answered with "+code+" ")
	}
	routes := ask[int](b, `document.querySelectorAll('#_routes ~ ul a').length`)
	ask[bool](b, `document.querySelector('#_routes ~ ul a[href*="%7B"]').click(), true`)
	b.until(`/^(POST|PUT|PATCH) [^]*\n\n\{"title":"Emma"\}$/.test(document.querySelector('#_try textarea').value)`)
	if routes < 30 {
		b.t.Errorf("%d routes are listed", routes)
	}
}

// tryHistory: what was sent is there after the page was left, the latest first, once each;
// it can be put back and erased.
func tryHistory(b *tab, site string) {
	const list = `Array.from(document.querySelectorAll('.before a'), a => a.textContent).join()`
	b.tryOpen(site)
	b.until(`document.querySelector('.before').hidden`)
	for _, path := range []string{"/a", "/b", "/a"} {
		b.tryText("GET " + path + " HTTP/1.1\nHost: api.example.com\n\n")
		b.trySend()
	}
	b.says(list, "GET /a,GET /b")
	b.tryOpen(site)
	b.says(list, "GET /a,GET /b")
	ask[bool](b, `document.querySelector('.before').open = true, document.querySelectorAll('.before a')[1].click(), true`)
	b.says(`document.querySelector('#_try textarea').value`, "GET /b HTTP/1.1\nHost: api.example.com\n\n")
	ask[bool](b, `document.querySelector('.before button').click(), true`) // not by its place: the page still scrolls
	b.says(list, "")
	b.tryOpen(site)
	b.says(list, "")
	b.until(`document.querySelector('.before').hidden`)
}

// tryLink: a link carries the bytes, whatever they are, and no server sees them.
func tryLink(b, other *tab, site string) {
	for _, text := range []string{"PUT /books/1?q=%2F#x HTTP/1.1\nHost: api.example.com\nX: ä \"'%\n\nbody: é\nline", `GET / HTTP/1.1\n` + "\n" + `X: \xFF\0\\\t|\r\r\n` + "\n" + `\r\n` + "\n"} {
		b.tryOpen(site)
		if strings.Contains(text, `\n`) {
			ask[bool](b, `Array.from(document.querySelectorAll('.exchange button')).find(e => e.textContent === 'Line ends').click(), true`)
		}
		b.tryText(text)
		link := b.tryCopy("Copy link")
		if !strings.HasPrefix(link, site+"try.html#") || strings.ContainsAny(link, " \"'<>") {
			b.t.Errorf("the link is %q", link)
		}
		other.open(site + "index.html")
		other.open(link)
		other.until(`!!document.querySelector('#_try textarea')`)
		other.says(`document.querySelector('#_try textarea').value`, text)
		other.mu.Lock()
		for _, address := range other.requests {
			if strings.Contains(address, "books") || strings.Contains(address, "%FF") {
				b.t.Errorf("a server saw %s", address)
			}
		}
		other.mu.Unlock()
	}
}

// tryCommand: what is copied as a command gets the answer of the page from the origin
// itself, with curl, or as bytes where curl cannot send them.
func tryCommand(b *tab, site string) {
	if _, err := exec.LookPath("curl"); err != nil {
		b.t.Skip("curl is not installed")
	}
	addr := startOrigin(b.t, "library", filepath.Join(top, "content", "index.md"))
	b.tryOpen(site)
	for _, test := range []struct{ text, with string }{
		{"GET /books/1 HTTP/1.1\nHost: api.example.com\n\n", "curl "},
		{"HEAD /books/1 HTTP/1.1\nHost: api.example.com\nAccept: application/json\n\n", "curl "},
		{"PUT /books/1 HTTP/1.1\nHost: api.example.com\nContent-Type: application/json\nContent-Length: 20\n\n{\"title\":\"It's $HOME\"}", "curl "},
		{"POST /books HTTP/1.1\nHost: api.example.com\nContent-Length: 16\n\n{\"title\":\"Emma\"}", "curl "},
		{"OPTIONS /books/../books/1 HTTP/1.0\nHost: api.example.com\n\n", "curl "},
		{"POST /books HTTP/1.1\nHost: api.example.com\nContent-Length: 3\n\n{\"title\":\"Emma\"}", "(printf "},
		{"GET /books/1 HTTP/1.1\n\n", "(printf "},
		{"GET  /books/1 HTTP/1.1\nHost: api.example.com\n\n", "(printf "},
		{"GET /books/1 HTTP/1.1\nHost: api.example.com\nBad Name: 100%\\\n\n", "(printf "},
	} {
		text := test.text
		if strings.Contains(text, "It's") {
			text = strings.Replace(text, "Length: 20", "Length: 22", 1)
		}
		b.tryText(text)
		b.trySend()
		want := ask[string](b, `document.querySelector('.outcome .response pre').textContent`)
		line := b.tryCopy("Copy as curl")
		if !strings.HasPrefix(line, test.with) {
			b.t.Errorf("%q is copied as %q", text, line)
			continue
		}
		var came string
		if test.with == "curl " {
			came = string(sendByCurl(b.t, strings.ReplaceAll(line, exchange.OriginAddr, addr), false))
		} else {
			printf, rest, _ := strings.Cut(strings.TrimPrefix(line, "("), "; sleep 1) | nc -N ")
			bytes, err := exec.CommandContext(b.t.Context(), "sh", "-c", printf).Output()
			if host, port, _ := net.SplitHostPort(exchange.OriginAddr); err != nil || rest != host+" "+port {
				b.t.Errorf("%s: %v", line, err)
			}
			came = sendBytes(b.t, addr, bytes)
		}
		if code := strings.Fields(want)[1]; !strings.Contains(strings.SplitN(came, "\n", 2)[0], " "+code+" ") {
			b.t.Errorf("%s\ngets %q, and the page %q", line, came, want)
		}
		if _, body, ok := strings.Cut(want, "\n\n"); ok && !strings.Contains(came, strings.TrimSpace(body)) && !strings.HasPrefix(text, "HEAD") {
			b.t.Errorf("%s\ngets %q, and the page %q", line, came, want)
		}
	}
}

// sendBytes sends bytes as nc would, and returns what comes.
func sendBytes(t *testing.T, addr string, bytes []byte) string {
	ctx, cancel := context.WithTimeout(t.Context(), guard)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	context.AfterFunc(ctx, func() { conn.Close() })
	conn.Write(bytes)
	all := make([]byte, 0, 4096)
	for !strings.Contains(string(all), "\r\n\r\n") {
		b := make([]byte, 4096)
		n, err := conn.Read(b)
		if all = append(all, b[:n]...); err != nil {
			break
		}
	}
	return string(all)
}

// tryFetch: what is copied as fetch is a program that asks for the same.
func tryFetch(b *tab, site string) {
	b.tryOpen(site)
	b.tryText("PUT /books/1 HTTP/1.1\nHost: api.example.com\nIf-Match: \"emma-3\"\nContent-Type: application/json\nContent-Length: 16\n\n{\"title\":\"Emma\"}")
	code := b.tryCopy("Copy as fetch")
	got := ask[string](b, `(async () => { let seen = ''; const fetch = async (address, options) => { const r = new Request(address, options); seen = r.method + ' ' + r.url + ' ' + r.headers.get('If-Match') + ' ' + r.headers.get('Content-Type') + ' ' + await r.text(); }; `+code+`; return seen; })()`)
	if want := `PUT http://api.example.com/books/1 "emma-3" application/json {"title":"Emma"}`; got != want {
		b.t.Errorf("it asks for %q, want %q", got, want)
	}
}
