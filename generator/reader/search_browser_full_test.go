//go:build full

package reader_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirebook/generator"
)

// The search as a reader uses it, under the policy of netlify.toml.
func TestSearchInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	public := filepath.Join(builtSite(t), "public")
	files := filesOf(t, public)
	site := publish(t, os.DirFS(public))

	t.Run("words", func(t *testing.T) { searchWords(openTab(t, chromium, site), site) })
	t.Run("keyboard", func(t *testing.T) { searchKeyboard(openTab(t, chromium, site), site) })
	t.Run("without JavaScript", func(t *testing.T) { searchWithoutScript(openTab(t, chromium, site), site) })
	if program.Origin == nil {
		return // what follows is about the notes of this site
	}
	t.Run("queries", func(t *testing.T) { searchQueries(openTab(t, chromium, site), site, files) })
	t.Run("requests", func(t *testing.T) { searchRequests(t, chromium, site) })
	t.Run("places", func(t *testing.T) { searchPlaces(openTab(t, chromium, site), site) })
	t.Run("home", func(t *testing.T) { searchAtHome(openTab(t, chromium, site), site) })
	t.Run("from disk", func(t *testing.T) {
		disk := (&url.URL{Scheme: "file", Path: filepath.ToSlash(public) + "/"}).String()
		searchAnywhere(openTab(t, chromium, disk), disk)
	})
	t.Run("below a path", func(t *testing.T) {
		below := fstest.MapFS{}
		for name, data := range files {
			below["http/course/"+name] = &fstest.MapFile{Data: data}
		}
		site := publish(t, below) + "http/course/"
		searchAnywhere(openTab(t, chromium, site), site)
	})
	t.Run("large", func(t *testing.T) { searchLarge(t, chromium) })
	t.Run("a part is lost", func(t *testing.T) { searchWithoutPart(t, chromium, files) })
}

// find types a query into the box that is open and waits for its results.
const find = `(async (query) => {
	const box = document.querySelector('dialog[open] .find, main .find'), input = box.querySelector('input');
	input.value = query;
	input.dispatchEvent(new Event('input', {bubbles: true}));
	for (let i = 0; i < 4500 && box.dataset.query !== query.trim(); i++) { await new Promise(done => setTimeout(done, 20)); }
	if (box.dataset.query !== query.trim()) { return [{href: 'no answer'}]; }
	return Array.from(box.querySelectorAll('.results a'), a => ({href: a.href, title: a.querySelector('b').textContent, at: Array.from(a.querySelectorAll('.at'), e => e.textContent).join(' '), says: a.querySelector('.says').textContent, count: box.querySelector('.count').textContent}));
})`

// A hit is a result as the reader sees it.
type hit struct{ Href, Title, At, Says, Count string }

func (b *tab) search(query string) []hit {
	b.t.Helper()
	text, _ := json.Marshal(query)
	return ask[[]hit](b, find+"("+string(text)+")")
}

// open opens the page of the search, whose script is there when the box is ready.
func (b *tab) openSearch(site, query string) {
	b.t.Helper()
	b.open(site + "search.html" + query)
	b.ready(`main .find`)
}

// ready waits until the box of the search has its script.
func (b *tab) ready(box string) {
	b.t.Helper()
	b.do("wait for the search", chromedp.Focus(chromedp.CSS(box+` input`)), chromedp.WaitReady(chromedp.CSS(box+`[data-ready]`)))
}

// searchWords holds the words of the script to the fixture of the generator.
func searchWords(b *tab, site string) {
	b.openSearch(site, "")
	data, err := os.ReadFile("../search/testdata/words.json")
	if err != nil {
		b.t.Fatal(err)
	}
	var fixture []struct {
		Text  string
		Words []string
	}
	if err := json.Unmarshal(data, &fixture); err != nil || len(fixture) == 0 {
		b.t.Fatalf("%d texts (%v)", len(fixture), err)
	}
	got := ask[[][]string](b, `(`+string(data)+`).map(f => wirebookSearch('words', f.text))`)
	for i, f := range fixture {
		if !slices.Equal(got[i], f.Words) {
			b.t.Errorf("%q: got %q, want %q", f.Text, got[i], f.Words)
		}
	}
}

// What the search must be worth for queries that it was not made for: the share of
// those of publicFile whose first result, and one of whose first three, is right.
const (
	publicFirst = 0.55
	publicThree = 0.80
)

// searchQueries asks all queries of both files on one page. Each result leads to
// a page and a heading that are there, and says what the page is about.
func searchQueries(b *tab, site string, files map[string][]byte) {
	b.openSearch(site, "")
	ids := regexp.MustCompile(` id="([^"]*)"`)
	has := map[string]bool{}
	for name, data := range files {
		has[name] = true
		if path.Ext(name) == ".html" {
			for _, m := range ids.FindAllSubmatch(data, -1) {
				has[name+"#"+string(m[1])] = true
			}
		}
	}
	found := func(q query) (got []string) {
		hits := b.search(q.text)
		for _, h := range hits {
			to, err := url.PathUnescape(strings.TrimPrefix(h.Href, site))
			if err != nil || !has[to] {
				b.t.Errorf("%q leads to %s, which is not there", q.text, h.Href)
			}
			if h.Says == "" || h.Title == "" {
				b.t.Errorf("%q: %s does not say what the page is about", q.text, h.Href)
			}
			got = append(got, to)
		}
		return got
	}
	own := queriesOf(b.t, queriesFile)
	for _, q := range own {
		if got := found(q); len(got) == 0 || !q.answers(got[0]) {
			b.t.Errorf("%q leads to %q, not to %q first", q.text, got[:min(3, len(got))], q.first)
		}
	}
	public, first, three := queriesOf(b.t, publicFile), 0, 0
	for _, q := range public {
		got := found(q)
		if at := slices.IndexFunc(got, q.answers); at == 0 {
			first++
			three++
		} else if at > 0 && at < 3 {
			three++
		}
	}
	n := float64(len(public))
	b.t.Logf("%d queries of the site: all right at once; %d public ones: %.0f%% right at once, %.0f%% among the first three", len(own), len(public), 100*float64(first)/n, 100*float64(three)/n)
	if float64(first) < publicFirst*n || float64(three) < publicThree*n {
		b.t.Errorf("of %d public queries, %d have the right result first and %d among the first three: %.0f%% and %.0f%% are required", len(public), first, three, 100*publicFirst, 100*publicThree)
	}
	if hits := b.search("qqqqqq zzzzzz"); len(hits) > 0 {
		b.t.Errorf("nonsense finds %v", hits)
	}
	if got := ask[string](b, `document.querySelector('main .count').textContent`); got != "No page matches." {
		b.t.Errorf("nonsense: %q", got)
	}
}

// searchPlaces: a result names the heading or the section that it was found by.
func searchPlaces(b *tab, site string) {
	b.openSearch(site, "")
	for _, test := range []struct{ query, page, at string }{
		{"etag", "fields/etag.html", ""},
		{"15.5.5", "status/404.html", "RFC 9110 section 15.5.5"},
		{"rfc 6585 section 4", "status/429.html", "RFC 6585 section 4"},
		{"optimistic locking", "fields/if-match.html", ""},
		{"retry-aftr", "fields/retry-after.html", ""},
		{"x-forwarded-for", "fields/unregistered.html#x-forwarded-for", "X-Forwarded-For"},
		{"idempotency-key", "practice/idempotency-keys.html", ""},
	} {
		hits := b.search(test.query)
		if len(hits) == 0 || hits[0].Href != site+test.page || hits[0].At != test.at {
			b.t.Errorf("%q: got %+v, want %s at %q", test.query, hits[:min(1, len(hits))], test.page, test.at)
		}
	}
}

// searchRequests: a first query asks for no more than the script with the head
// of the index, and one part; the next ones for nothing.
func searchRequests(t *testing.T, chromium context.Context, site string) {
	b := openTab(t, chromium, site)
	b.size(1280, 800)
	b.open(site + "status/404.html")
	asked := func() (all []string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, address := range b.requests {
			all = append(all, strings.TrimPrefix(address, site))
		}
		slices.Sort(all)
		return all
	}
	before := asked()
	b.do("begin", slash, chromedp.WaitVisible(chromedp.CSS(`dialog[open] .find[data-ready] input`)))
	if hits := b.search("how do I tell a client to retry later"); len(hits) < 3 {
		t.Fatalf("%d results", len(hits))
	}
	var first []string
	for _, address := range asked() {
		if !slices.Contains(before, address) && !strings.Contains(address, "favicon") { // which comes when it likes
			first = append(first, address)
		}
	}
	if len(first) == 0 || len(first) > 2 || !slices.Contains(first, searchScript) {
		t.Errorf("the first query asks for %q", first)
	}
	after := asked()
	for _, q := range queriesOf(t, queriesFile) {
		b.search(q.text)
	}
	if again := asked(); !slices.Equal(again, after) {
		t.Errorf("more queries ask for more: %q, then %q", after, again)
	}
}

// slash presses the key as a keyboard does: what it types follows from it, unless
// the page takes the key.
var slash = chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		params := input.DispatchKeyEventParams{Type: kind, Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191}
		if kind == input.DispatchKeyEventTypeKeyDown {
			params.Text = "/"
		}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, params); err != nil {
			return err
		}
	}
	return nil
})

// searchKeyboard goes the whole way with keys alone.
func searchKeyboard(b *tab, site string) {
	b.scheme("light")
	b.size(360, 700)
	b.open(site + "index.html")
	b.follow(`main a[href*="/"]`)
	at := ask[string](b, `location.href`)
	focus := func() string {
		return ask[string](b, `document.activeElement.localName + ' ' + (document.activeElement.closest('dialog, .find') ? 'inside' : 'outside')`)
	}
	open := `dialog[open] .find[data-ready]`

	// What is typed before the script has come is not lost.
	b.do("begin", slash, chromedp.KeyEvent("e"), chromedp.WaitVisible(chromedp.CSS(open+` input`)))
	if got := ask[string](b, `document.activeElement.value`); got != "e" {
		b.t.Errorf("the box holds %q", got)
	}
	b.do("erase", chromedp.KeyEvent(kb.Backspace))
	if got := focus(); got != "input inside" {
		b.t.Errorf("/ gives the focus to %s", got)
	}
	if got := ask[string](b, `document.activeElement.value`); got != "" {
		b.t.Errorf("the box holds %q", got)
	}
	b.fits()
	// What is typed is searched for, a slash as well.
	b.do("type", chromedp.KeyEvent("http/1"), chromedp.WaitVisible(chromedp.CSS(open+` .results a`)))
	if got := ask[string](b, `document.activeElement.value`); got != "http/1" {
		b.t.Errorf("the box holds %q", got)
	}
	if got := ask[string](b, `document.querySelector('dialog .count[role=status]').textContent`); got == "" {
		b.t.Error("nothing says how many results there are")
	}
	b.size(320, 700)
	b.fits()
	if over := ask[int](b, `(d => d.scrollWidth - d.clientWidth)(document.querySelector('dialog'))`); over > 0 {
		b.t.Errorf("the results are %d pixels too wide", over)
	}
	links := `Array.from(document.querySelectorAll('dialog .results a'))`
	if n := ask[int](b, links+`.length`); n < 2 {
		b.t.Fatalf("%d results", n)
	}
	for _, step := range []struct {
		key  string
		want int // of the links, -1 is the box
	}{
		{kb.ArrowUp, -1}, {kb.ArrowDown, 0}, {kb.ArrowDown, 1}, {kb.ArrowUp, 0}, {kb.ArrowUp, -1}, {kb.ArrowDown, 0}, {kb.Escape, -1}, {kb.ArrowDown, 0}, {kb.ArrowDown, 1},
	} {
		b.do("press", chromedp.KeyEvent(step.key))
		if got := ask[int](b, links+`.indexOf(document.activeElement)`); got != step.want || focus() != "input inside" && got < 0 {
			b.t.Errorf("%q leads to %d (%s), not to %d", step.key, got, focus(), step.want)
		}
	}
	if got := ask[string](b, `getComputedStyle(document.activeElement).outlineStyle`); got == "none" {
		b.t.Error("the focus is not seen")
	}
	// Escape leaves the result, then empties the box, then closes it; the reader is
	// where they were.
	b.do("leave", chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape))
	if got := ask[string](b, `document.querySelector('dialog').open + ' ' + document.activeElement.value + ' ' + `+links+`.length`); got != "true  0" {
		b.t.Errorf("after Escape: %q", got)
	}
	b.do("close", chromedp.KeyEvent(kb.Escape), chromedp.WaitNotPresent(chromedp.CSS(`dialog[open]`)))
	if got := ask[string](b, `location.href`); got != at {
		b.t.Errorf("now at %s", got)
	}
	// Who does not want the key turns it off, and it is a key like any other.
	key := `document.querySelector('dialog .key input')`
	ask[bool](b, key+`.click(), true`)
	b.do("press /", slash)
	if ask[bool](b, `document.querySelector('dialog').open`) {
		b.t.Error("/ opens the search, and was turned off")
	}
	ask[bool](b, key+`.click(), true`)
	b.do("press /", slash, chromedp.WaitVisible(chromedp.CSS(open+` input`)), chromedp.KeyEvent(kb.Escape), chromedp.WaitNotPresent(chromedp.CSS(`dialog[open]`)))
	// Another time, by the link; Enter goes to the first result.
	b.do("begin again", chromedp.Click(chromedp.CSS(`a.search`), chromedp.NodeVisible), chromedp.WaitVisible(chromedp.CSS(open+` input`)),
		chromedp.KeyEvent("http"), chromedp.WaitVisible(chromedp.CSS(open+` .results a`)))
	want := ask[string](b, links+`[0].href`)
	if _, err := chromedp.Run(b.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.KeyEvent(kb.Enter))); err != nil {
		b.t.Fatal(err)
	}
	if got := ask[string](b, `location.href`); got != want {
		b.t.Errorf("Enter leads to %s, not to %s", got, want)
	}
}

// searchAtHome: the first page has a box of its own, to which / leads, and the
// page of the search keeps what was asked in its address.
func searchAtHome(b *tab, site string) {
	b.size(1280, 800)
	b.open(site + "index.html")
	b.do("begin", slash, chromedp.WaitVisible(chromedp.CSS(`main .find[data-ready]`)), chromedp.KeyEvent("429"), chromedp.WaitVisible(chromedp.CSS(`main .results a`)))
	if got := ask[string](b, `document.activeElement.id + ' ' + document.querySelector('main .results a').href`); got != "_find "+site+"status/429.html" {
		b.t.Errorf("typing 429 gives %s", got)
	}
	b.openSearch(site, "?q=too+many%20requests")
	b.do("wait", chromedp.WaitVisible(chromedp.CSS(`main .results a[href$="status/429.html"]`)))
	b.search("vary & <b>")
	if got := ask[string](b, `new URLSearchParams(location.search).get('q')`); got != "vary & <b>" {
		b.t.Errorf("the address keeps %q", got)
	}
}

// searchAnywhere searches deep in a site that stands elsewhere.
func searchAnywhere(b *tab, site string) {
	b.size(1280, 800)
	b.open(site + "status/404.html")
	b.do("begin", slash, chromedp.WaitVisible(chromedp.CSS(`dialog[open] .find[data-ready] input`)))
	if hits := b.search("retry later"); len(hits) == 0 || hits[0].Href != site+"fields/retry-after.html" {
		b.t.Errorf("got %+v", hits)
	}
	b.follow(`dialog .results a`)
	if got := ask[string](b, `location.href`); got != site+"fields/retry-after.html" {
		b.t.Errorf("now at %s", got)
	}
	b.openSearch(site, "?q=etag")
	b.do("wait", chromedp.WaitVisible(chromedp.CSS(`main .results a[href$="fields/etag.html"]`)))
	b.search("vary")
}

// searchWithoutScript: the link leads to a page that names every page.
func searchWithoutScript(b *tab, site string) {
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		b.t.Fatal(err)
	}
	b.size(320, 800)
	b.open(site + "index.html")
	if ask[string](b, `getComputedStyle(document.querySelector('.find')).display`) != "none" {
		b.t.Error("there is a box that nothing answers")
	}
	b.follow(`a.search`)
	if got := ask[string](b, `location.href`); got != site+"search.html" {
		b.t.Fatalf("the link leads to %s", got)
	}
	b.fits()
	listed := ask[[]string](b, `Array.from(document.querySelectorAll('main a'), a => a.href.replace(/#.*/, ''))`)
	for _, n := range notesOf(b.t, builtSite(b.t)) {
		if !slices.Contains(listed, site+pageOf(n)) {
			b.t.Errorf("the index does not name %s", pageOf(n))
		}
	}
}

// searchLarge: the index of a large site is in many parts, and a query asks for
// those that it needs.
func searchLarge(t *testing.T, chromium context.Context) {
	root := largeTree(t, 1300)
	if _, faults := generator.Build(t.Context(), generator.Options{Root: root, Origin: program.Origin}); len(faults) > 0 {
		t.Fatal(faults[0])
	}
	site := publish(t, os.DirFS(filepath.Join(root, "public")))
	b := openTab(t, chromium, site)
	b.openSearch(site, "")
	for query, want := range map[string]string{"note 1234": "part-12/note-1234.html", "1250": "part-12/note-1250.html", "Note 7": "part-0/note-7.html"} {
		if hits := b.search(query); len(hits) == 0 || len(hits) > 8 || hits[0].Href != site+want {
			t.Errorf("%q: %d results, the first %+v", query, len(hits), hits[:min(1, len(hits))])
		}
	}
	parts, groups := 0, 0
	for _, address := range b.requests {
		if strings.Contains(address, "/assets/search-terms-") {
			parts++
		}
		if strings.Contains(address, "/assets/search-group-") {
			groups++
		}
	}
	if parts < 2 || groups < 3 || groups > 30 {
		t.Errorf("%d parts of terms and %d groups of pages were asked for", parts, groups)
	}
}

// largeTree is a site of short notes of many words.
func largeTree(t *testing.T, notes int) (root string) {
	t.Helper()
	root = t.TempDir()
	err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS(top+"/layouts"))
	write := func(name, text string) {
		name = filepath.Join(root, "content", name)
		if err = cmp.Or(err, os.MkdirAll(filepath.Dir(name), 0o755)); err == nil {
			err = os.WriteFile(name, []byte(text), 0o644)
		}
	}
	write("site.yaml", "title: Large\naddress: https://large.example/\n")
	write("index.md", "---\ntitle: Large\ndescription: Many notes.\n---\n")
	r := rand.New(rand.NewPCG(1, 2))
	for i := range notes {
		var text strings.Builder
		for range 60 {
			for x := 400 + r.IntN(6000); x > 0; x /= 20 {
				text.WriteByte("bcdfghjklmnpqrstvwxz"[x%20])
				text.WriteByte("aeiou"[x%5])
			}
			text.WriteByte(' ')
		}
		write(fmt.Sprintf("part-%d/note-%d.md", i/100, i), fmt.Sprintf("---\ntitle: Note %d\ndescription: %.100s\n---\n%s\n", i, text.String(), text.String()))
	}
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// searchWithoutPart: where the terms cannot be loaded, nothing is found, and the
// page says so.
func searchWithoutPart(t *testing.T, chromium context.Context, files map[string][]byte) {
	left := fstest.MapFS{}
	for name, data := range files {
		if !strings.HasPrefix(name, "assets/search-") {
			left[name] = &fstest.MapFile{Data: data}
		}
	}
	site := publish(t, left)
	b := quietTab(t, chromium, site)
	b.openSearch(site, "")
	if hits := b.search("etag"); len(hits) > 0 {
		t.Errorf("got %+v", hits)
	}
	if got := ask[string](b, `document.querySelector('main .count').textContent`); got != "The search can't be loaded. Reload this page." {
		t.Errorf("the page says %q", got)
	}
	if !soon(func() bool { return len(b.wrong()) > 0 }) {
		t.Error("nothing was asked for in vain")
	}
}
