package page

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"wirebook/generator/site/sitetest"
)

// The home page has its example and what follows it up to the first heading above the
// codes, and the course and the walk as pictures.
func TestHome(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":           {Data: []byte("title: T\neveryday: [404]\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n")},
		"index.md":            titled("Home", "", "Lead.\n\n"+pair("GET / HTTP/1.1\nHost: a", "HTTP/1.1 200 OK\nETag: \"a\"")+"\nAbout it.\n\n## Later\n\nThe rest.\n"),
		"choose.md":           titled("Choose", "chooser: walk.yaml\n", "Lead.\n"),
		"walk.yaml":           {Data: []byte("questions:\n  - id: there\n    ask: Is it there?\n    answers:\n      - if: No\n        code: 404\n")},
		"status/404.md":       titled("404 Not Found", "", "Lead.\n"),
		"lessons/index.md":    titled("All lessons", "", "Lead.\n"),
		"lessons/first.md":    titled("The start", "order: 1\n", pair("GET / HTTP/1.1\nHost: a", "HTTP/1.1 404 Not Found\nETag: \"a\"")),
		"lessons/second.md":   titled("The end", "order: 2\n", "Lead.\n"),
		"fields/etag.md":      titled("ETag", "field: ETag\ngloss: which version\n", "Lead.\n"),
		"status/unrelated.md": titled("Unrelated", "", "Lead.\n"),
	}
	pages := rendered(t, sitetest.Link(t, content), realLayouts())
	home := pages["index.html"]
	at := -1
	for _, want := range []string{
		`id="_everyday"`, `<div class="text opening">`, `data-n="which version"`, "About it.", `class="seal"`,
		`<figure class="drawing course">`, `aria-label="The lessons in order. 1. The start, 1 minute. 2. The end, 1 minute."`, `<a href="lessons/first.html"><text class="start strong"`, `<path class="bar of4"`,
		`<figure class="drawing tree">`, "Is it there?", `<a href="status/404.html" aria-label="404 Not Found">`,
		`id="_classes"`, `<h2 id="later">`, "The rest.",
	} {
		next := strings.Index(home[max(at, 0):], want)
		if next < 0 {
			t.Fatalf("the home page does not have %s behind what must be before it:\n%s", want, home)
		}
		at = max(at, 0) + next
	}
	for name, text := range pages {
		if name != "index.html" && strings.Contains(text, `class="drawing course"`) {
			t.Errorf("%s has the course", name)
		}
	}
}

// A seal says how many of the examples of a page were proven, by what, and when.
func TestSeal(t *testing.T) {
	example := pair("GET / HTTP/1.1\nHost: a", "HTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT")
	notPlayed := strings.Replace(example, "```http\nHTTP", "```http norun=\"it is only shown\"\nHTTP", 1)
	site := sitetest.Link(t, fstest.MapFS{
		"site.yaml": {Data: []byte("title: T\n")},
		"index.md":  titled("Home", "", "Lead.\n"),
		"one.md":    titled("One", "", "Lead.\n\n"+example),
		"two.md":    titled("Two", "", "Lead.\n\n"+example+"\n"+example),
		"some.md":   titled("Some", "", "Lead.\n\n"+example+"\n"+notPlayed),
		"none.md":   titled("None", "", "Lead.\n\n"+notPlayed),
		"proof.md":  titled("Proof", "", "Lead.\n"),
	})
	site.Today = time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	pages := rendered(t, site, realLayouts())
	for name, want := range map[string]string{
		"one":  "The example is proven: net/http go1.2.3 sent each byte on 26 November 2026, and the build compared it with this page. How",
		"two":  "All 2 examples are proven: net/http go1.2.3 sent each byte on 26 November 2026, and the build compared it with this page. How",
		"some": "1 of 2 examples are proven: net/http go1.2.3 sent each byte on 26 November 2026, and the build compared it with this page. How",
		"none": "",
	} {
		_, seal, _ := strings.Cut(pages[name+".html"], `<p class="seal">`)
		seal, _, _ = strings.Cut(seal, "</p>")
		if got := strings.Join(strings.Fields(withoutTags(seal)), " "); got != want {
			t.Errorf("%s: the seal says %q, not %q", name, got, want)
		}
		if seal != "" && !strings.Contains(seal, `<a href="proof.html">`) {
			t.Errorf("%s: the seal does not lead to how: %s", name, seal)
		}
	}
	if strings.Contains(pages["two.html"], "sent these bytes") {
		t.Error("each example names the server again")
	}
}
