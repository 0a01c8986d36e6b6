//go:build full

package reader_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// presses presses the button of the editor of an exchange whose text begins so.
func (b *tab) presses(exchange int, text string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`(() => { const button = Array.from(document.querySelectorAll('#_exchange-%d button')).find(e => e.textContent.startsWith(%q) && !e.hidden && !e.disabled); button?.click(); return !!button; })()`, exchange, text))
}

// goOn ticks "Keep going" of the editor of an exchange.
func (b *tab) goOn(exchange int) {
	b.t.Helper()
	ask[bool](b, fmt.Sprintf(`document.querySelector('#_exchange-%d [type=checkbox]').click(), true`, exchange))
}

// sent presses Send and waits for what comes, which is given as the text of the page.
func (b *tab) sent(exchange int) string {
	b.t.Helper()
	ask[bool](b, fmt.Sprintf(`document.querySelector('#_exchange-%d .outcome').textContent = '', document.querySelector('#_exchange-%[1]d .go').click(), true`, exchange))
	b.until(fmt.Sprintf(`!!document.querySelector('#_exchange-%d .outcome .by, #_exchange-%[1]d .outcome [role=alert]')`, exchange))
	return ask[string](b, fmt.Sprintf(`document.querySelector('#_exchange-%d .outcome').textContent`, exchange))
}

// holds fails where a text lacks a part.
func (b *tab) holds(text string, parts ...string) {
	b.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			b.t.Errorf("there is no %q in %q", part, text)
		}
	}
}

// A reader plays the example of 101: two connections, a protocol that is not HTTP, and
// bytes that nobody asked for, each as the note has it.
func TestTrialOverTwoConnections(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.size(1280, 900)
	b.open(site + "status/101.html")
	b.edit(1)
	b.holds(b.sent(1), "The answer is the same: 101 Switching Protocols", "With “Keep going” you can send its bytes")
	if ask[bool](b, `!document.querySelector('#_exchange-1 select').hidden || Array.from(document.querySelectorAll('#_exchange-1 button')).some(e => !e.hidden && e.textContent.startsWith('Next'))`) {
		t.Error("what only a session has is offered without one")
	}

	b.goOn(1)
	b.holds(b.sent(1), "The answer is the same: 101 Switching Protocols", "speaks another protocol now")
	if text := ask[string](b, `document.querySelector('#_exchange-1 textarea').value`); text != "" {
		t.Errorf("the editor holds %q", text)
	}
	b.presses(1, "Next in the note: POST /loans")
	b.holds(b.sent(1), "You sent the request of exchange 2 as the note shows it. The answer is the same: 201 Created", "Response connection 2")
	b.presses(1, "Next in the note: listen")
	if over := ask[string](b, `document.querySelector('#_exchange-1 select').selectedOptions[0].textContent`); over != "Over connection live" {
		t.Errorf("it listens %q", over)
	}
	b.holds(b.sent(1), "These bytes arrived:", `{"book":4,"due":"2026-12-13"}`, "31 bytes")
	b.presses(1, "Next in the note: 8 bytes")
	b.holds(b.sent(1), `\x88\x02\x03\xE8`, "Then the server closed the connection")
	told := ask[string](b, `document.querySelector('#_exchange-1 .outcome .sequence svg').getAttribute('aria-label')`)
	b.holds(told, "the client sends GET /loans/live, at 0.0 ms; the server sends 101 Switching Protocols, at ", "; the server sends 31 bytes, at ", "; the client sends 8 bytes, at ", "; the server sends 4 bytes, at ", "; the server closes the connection, at ")
	if ask[bool](b, `Array.from(document.querySelectorAll('#_exchange-1 button')).some(e => !e.hidden && e.textContent === 'Next in the note: listen')`) {
		t.Error("what was received already is offered")
	}
	b.fits()
	if *pictures != "" {
		ask[bool](b, `document.querySelector('#_exchange-1 .outcome').scrollIntoView(), true`)
		b.picture(filepath.Join(*pictures, "session-101.png"))
	}
	b.presses(1, "Reset")
	if text := ask[string](b, `document.querySelector('#_exchange-1 textarea').value`); !strings.HasPrefix(text, "GET /loans/live HTTP/1.1\n") {
		t.Errorf("after Reset the editor holds %q", text)
	}
}

// While a session goes on, each answer is compared with the proven one, and a connection of
// the reader's own meets the same state.
func TestTrialKeepsGoing(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/204.html")
	b.edit(1)
	b.goOn(1)
	b.holds(b.sent(1), "The answer is the same: 204 No Content", "The connection is open for the next request")
	b.holds(b.sent(1), "You sent the request as the note shows it. 204 became 410.", "The difference, line by line")
	ask[bool](b, `{ const over = document.querySelector('#_exchange-1 select'); over.value = ''; over.dispatchEvent(new Event('change')); true }`)
	said := b.sent(1)
	b.holds(said, "204 became 410.", "Response connection 2")
	ask[bool](b, `document.querySelectorAll('#_exchange-1 .past button')[2].click(), true`)
	b.goOn(1)
	b.presses(1, "Reset")
	b.holds(b.sent(1), "The answer is the same: 204 No Content")
}

// The class of a received message is marked as the page marks a recorded one, and it has
// the same buttons; what passed is drawn with its times where it is more than a request and
// a response.
func TestTrialShowsAsThePageDoes(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	b.edit(1)
	b.sent(1)
	for what, script := range map[string]string{
		"mark":    `f => f.querySelector('figcaption svg')?.outerHTML`,
		"tone":    `f => getComputedStyle(f).getPropertyValue('--tone')`,
		"buttons": `f => Array.from(f.querySelectorAll('figcaption button'), e => e.textContent).join()`,
		"colours": `f => Array.from(f.querySelectorAll('code [class]'), e => e.className + getComputedStyle(e).color).join()`,
		"links":   `f => Array.from(f.querySelectorAll('pre a'), e => e.href).join()`,
	} {
		of := func(place string) string {
			return ask[string](b, fmt.Sprintf(`(%s)(document.querySelector('#_exchange-1 > %s figure.response'))`, script, place))
		}
		if recorded, received := of(".sheet"), of(".trial .outcome"); recorded != received || recorded == "" {
			t.Errorf("%s: the page has %q, and a trial %q", what, recorded, received)
		}
	}
	if ask[bool](b, `!!document.querySelector('.outcome .sequence')`) {
		t.Error("a request and a response are drawn as a timeline")
	}
	ask[bool](b, `window.copied = '', navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }, true`)
	b.presses(1, "Copy")
	if copied := ask[string](b, `window.copied = '', document.querySelector('.outcome .copy').click(), window.copied`); !strings.HasPrefix(copied, "HTTP/1.1 200 OK\n") || strings.Contains(copied, "bytes of body") {
		t.Errorf("copied is %q", copied)
	}
	ask[bool](b, `document.querySelector('.outcome .take').click(), true`)
	b.until(`!!document.querySelector('.outcome .apart [data-part=status-code]')`)

	b.open(site + "status/103.html")
	number := ask[int](b, `Number(Array.from(document.querySelectorAll('.exchange[data-trial]')).find(e => / 103 /.test(e.textContent)).id.replace('_exchange-', ''))`)
	b.edit(number)
	b.sent(number)
	told := ask[string](b, fmt.Sprintf(`document.querySelector('#_exchange-%d .outcome .sequence svg').getAttribute('aria-label')`, number))
	b.holds(told, "In order of time: the client sends GET ", "the server sends 103 Early Hints, at ", "; the server sends 200 OK, at ", " ms.")
}
