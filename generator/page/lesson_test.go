package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// The minutes of a lesson are counted from its words, messages and questions, and stand on
// the lesson and on the index.
func TestMinutes(t *testing.T) {
	const question = "\n```quiz\nIs it so?\n\n- [x] Yes\n- [ ] No\n```\n" // 5 words, 20 seconds
	example := pair("GET / HTTP/1.1\nHost: a", "HTTP/1.1 200 OK\nETag: \"a\"")
	for text, want := range map[string]string{
		"":                                              "1 minute",
		strings.Repeat("word ", 200):                    "1 minute",
		strings.Repeat("word ", 201):                    "2 minutes",
		strings.Repeat("- | ", 999):                     "1 minute", // no words
		strings.Repeat(example+"\n", 3):                 "1 minute",
		strings.Repeat(example+"\n", 4):                 "2 minutes",
		strings.Repeat(question, 2):                     "1 minute · ",
		strings.Repeat(question, 3):                     "2 minutes · ",
		strings.Repeat("w ", 120) + question:            "1 minute · ",
		strings.Repeat("w ", 140) + question:            "2 minutes · ",
		"```sh\n" + strings.Repeat("w ", 999) + "\n```": "1 minute",
	} {
		pages := rendered(t, sitetest.Link(t, fstest.MapFS{
			"site.yaml":        {Data: []byte("title: T\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n")},
			"index.md":         titled("Home", "", "Lead.\n"),
			"lessons/index.md": titled("All", "", ""),
			"lessons/one.md":   titled("One", "", text+"\n"),
		}), realLayouts())
		if !strings.Contains(pages["lessons/one.html"], `<p class="length seal">About `+want+"<span") {
			t.Errorf("%.30q: not %s: %.200s", text, want, pages["lessons/one.html"][strings.Index(pages["lessons/one.html"], `"length seal"`):])
		}
		if number, _, _ := strings.Cut(want, " "); !strings.Contains(pages["lessons/index.html"], "One</a></td><td>"+number+"</td>") {
			t.Errorf("%.30q: the index does not say %s", text, want)
		}
	}
}

// A lesson says what it needs, with links to where that is taught, and what it teaches.
func TestTaught(t *testing.T) {
	pages := rendered(t, sitetest.Link(t, fstest.MapFS{
		"site.yaml":        {Data: []byte("title: T\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n")},
		"index.md":         titled("Home", "", "Lead.\n"),
		"lessons/index.md": titled("All", "", ""),
		"lessons/a.md":     titled("First", "order: 1\nteaches: [404, URL, \"<b>\"]\n", "`404`, URL and `<b>`.\n"),
		"lessons/b.md":     titled("Second", "order: 2\nteaches: [ETag]\n", "`ETag`.\n"),
		"lessons/c.md":     titled("Third", "order: 3\nneeds: [ETag, URL, 404]\nteaches: [GET]\n", "`GET`.\n"),
		"lessons/d.md":     titled("Fourth", "order: 4\n", "Nothing.\n"),
		"lessons/e.md":     titled("Fifth", "order: 5\nteaches: [a, b, c, d, e, f, g, h, i, j, k, l, m]\n", "a b c d e f g h i j k l m\n"),
	}), realLayouts())
	for page, want := range map[string]string{
		"a": `<p class="seal">You will learn: <code>404</code>, URL, &lt;b&gt;.</p>`,
		"e": `<p class="seal">You will learn: a, b, c, d, e, f, g, h and 5 more.</p>`,
		"c": `<p class="seal">You need: <a href="a.html">First</a> (<code>404</code>, URL); <a href="b.html">Second</a> (<code>ETag</code>).<br>You will learn: <code>GET</code>.</p>`,
	} {
		if got := pages["lessons/"+page+".html"]; !strings.Contains(got, want) {
			t.Errorf("%s does not say %s", page, want)
		}
	}
	if strings.Contains(pages["lessons/d.html"], "You ") {
		t.Error("a lesson says what it needs, and it needs nothing")
	}
}
