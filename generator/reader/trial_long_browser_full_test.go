//go:build full

package reader_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// measured serves a site whose worker also answers the call "memory": with how many bytes
// the memory of the program has.
func measured(t *testing.T, files fs.FS) string {
	inner := hosted(t, files)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/assets/answer.") {
			inner.ServeHTTP(w, r)
			return
		}
		data, _ := fs.ReadFile(files, strings.TrimPrefix(r.URL.Path, "/"))
		text := string(data)
		for from, to := range map[string]string{
			"go.run(instance)":           "scope.memory = () => instance.exports.mem.buffer.byteLength;\ngo.run(instance)",
			"const call = event.data;\n": "const call = event.data;\nif (call.name === 'memory') { tell({ id: call.id, text: JSON.stringify({ result: scope.memory() }) }); return; }\n",
		} {
			if strings.Count(text, from) != 1 {
				t.Errorf("the worker has no %q", from)
			}
			text = strings.Replace(text, from, to, 1)
		}
		w.Header().Set("Content-Type", "text/javascript")
		w.Write([]byte(text))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// heap is how many bytes of objects the page has, without those that are garbage.
func (b *tab) heap() int {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
		b.t.Fatal(err)
	}
	usage, err := chromedp.Call(b.ctx, runtime.GetHeapUsage, cdp.Empty{})
	if err != nil {
		b.t.Fatal(err)
	}
	return int(usage.UsedSize)
}

// A page on which 500 requests are sent needs no more memory than after the first fifty:
// neither its own nor that of the program.
func TestTrialMemory(t *testing.T) {
	site := measured(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	b.edit(2)
	send := func(n int) (page, program int) {
		ask[bool](b, fmt.Sprintf(`(async () => {
			const [send, out] = ['.go', '.outcome'].map(s => document.querySelector('#_exchange-2 ' + s));
			for (let i = 0; i < %d; i++) {
				out.textContent = '';
				send.click();
				while (!out.querySelector('.by')) { await new Promise(r => setTimeout(r)); }
			}
			return true;
		})()`, n))
		return b.heap(), ask[int](b, `window.wirebookProgram.ask('memory', {})`)
	}
	page, program := send(50)
	for range 5 { // each step has its own deadline
		send(100)
	}
	pageAfter, programAfter := send(0)
	t.Logf("after 50 trials: page %d bytes, program %d; after 500 more: %d and %d", page, program, pageAfter, programAfter)
	if pageAfter > page+1<<18 || programAfter > program+4<<20 {
		t.Errorf("after 50 trials: page %d bytes, program %d; after 500 more: %d and %d", page, program, pageAfter, programAfter)
	}
}

// Whatever the page gives to the program, it answers or says what is wrong, and answers the
// next request; or it ends, says so, and is started again.
func TestTrialOfRandomBytes(t *testing.T) {
	site := publish(t, os.DirFS(trialSite(t)))
	b := openTab(t, openBrowser(t), site)
	b.open(site + "status/304.html")
	b.edit(1)
	b.sends(1)
	seed := rand.Uint64()
	t.Logf("the seed is %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	bytes := func() string {
		var out []string
		for range random.IntN(200) {
			out = append(out, fmt.Sprint(random.IntN(256)))
		}
		return "Uint8Array.of(" + strings.Join(out, ",") + ")"
	}
	nearly := func() string { // a request with a few bytes that are others
		text := []byte(pick("GET /books/1 HTTP/1.1\r\nHost: api.example.com\r\nRange: bytes=0-1\r\n\r\n", "POST /books HTTP/1.1\r\nHost: api.example.com\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "PUT /books/4/cover HTTP/1.1\r\nHost: api.example.com\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc"))
		for range random.IntN(4) {
			text[random.IntN(len(text))] = byte(random.IntN(256))
		}
		var out []string
		for _, c := range text {
			out = append(out, fmt.Sprint(c))
		}
		return "Uint8Array.of(" + strings.Join(out, ",") + ")"
	}
	const note = `{"Limit":1,"Steps":[{"x":1,"c":1,"s":[{"t":"GET / HTTP/1.1\r\nHost: a\r\n\r\n"}]},{"x":1,"c":1,"e":true,"w":[[[{"t":"HTTP/1.1 200 OK"}]]]}]}`
	for i := range 400 {
		call := pick("begin", "begin", "send", "send", "send", "end", "check", "explain", "notes", "", "no such call")
		argument := pick("{}", "null", `{"Exchange":0}`, `{"Exchange":-1,"Note":{}}`, `{"Exchange":1,"Note":`+note+`}`, `{"Note":`+note+`}`, `{"Note":{"Limit":1}}`, `{"Keep":true}`, `{"Keep":true,"Conn":1001,"Like":1}`, `{"Conn":-7,"Like":9}`,
			`{"Note":{"Steps":[{"x":1,"b":-3,"w":[]},{"x":1,"s":null,"m":[],"w":[[]]}]},"Exchange":1}`, `{"Notes":{"codes":{"404":{}}}}`, `"text"`, `[1]`, `{"Exchange":"1"}`)
		body := pick("null", bytes(), nearly(), nearly(), nearly())
		script := fmt.Sprintf(`window.wirebookProgram.ask(%q, %s, %s, () => {}).then(() => 'answered', error => String(error.message || error))`, call, argument, body)
		// The limit of the first state is seconds: requests that wait are sent after a Begin with a short one.
		if call == "send" || call == "end" {
			ask[string](b, `window.wirebookProgram.ask('begin', {Note: {Limit: 1, Steps: []}, Exchange: 0}).then(() => '')`)
		}
		if said := ask[string](b, script); said == "" {
			t.Errorf("%s says nothing", script)
		}
		if i%40 == 0 {
			if said := b.sends(1); !strings.Contains(said, "as the note shows it. The answer is the same") {
				t.Fatalf("after %s, a request gets %q", script, said)
			}
		}
	}
	// And what a reader types, in the editor.
	for range 40 {
		text := ""
		for range 1 + random.IntN(60) {
			text += pick("\n", "\n", "\n\n", ":", " ", "GET /", "HTTP/1.1", "Host: api.example.com", "\\r", "\\n", "\\x", "\\xFF", "\\0", "\\", "é", "\u2028", "\U0001F600", "Content-Length: 9", "\t")
		}
		ask[bool](b, fmt.Sprintf(`{ const area = document.querySelector('#_exchange-1 textarea'); area.focus(); area.select(); document.execCommand('insertText', false, %q) || (area.value = ''); true }`, text))
		if random.IntN(2) == 0 {
			ask[bool](b, `Array.from(document.querySelectorAll('#_exchange-1 .choose button')).find(e => e.textContent === 'Line ends').click(), true`)
		}
		b.until(`typeof document.querySelector('#_exchange-1 .hint').textContent === 'string'`)
	}
	b.presses(1, "Reset")
	if said := b.sends(1); !strings.Contains(said, "as the note shows it. The answer is the same") {
		t.Errorf("at the end a request gets %q", said)
	}
}
