package site_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// A backlink carries the sentence of its first mention, as plain text.
func TestSentences(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, test := range []struct{ text, want string }{
		{"One thing. Then `404` is sent, *for* [a\nreason](b.md). Another: 3.", "Then 404 is sent, for a reason."},
		{"See [what 404 means](status/404.md) before you ask! It says so.", "See what 404 means before you ask!"},
		{"Use e.g. `404` or version 1.2 of it.", "Use e.g. 404 or version 1.2 of it."},
		{"First \\*line\\* &amp; `404` `a\\*b` of it all", "First *line* & 404 a\\*b of it all"},
		{"| a | b |\n|---|---|\n| `404` | not *here* |", "404 · not here"},
		{"- one\n- two has `404` in it", "two has 404 in it"},
		{"`404`, [the class](status/4xx.md), [another](b.md) and `200`.", ""}, // names, and nothing about them
		{"## On `404`", ""},
		{"```http norun=\"it is only shown\"\nHTTP/1.1 404 Not Found\n```", ""},
		{long + "`404` " + long, "… word word word word word word word word word word word word word word word 404 word word word word word word word word word word word word word word …"},
	} {
		s, faults := link(t, map[string]string{
			"site.yaml":     "title: Test\n",
			"index.md":      titled("Home", test.text),
			"b.md":          titled("B", ""),
			"status/404.md": titled("404 Not Found", ""),
			"status/4xx.md": titled("Class", ""),
		})
		for _, f := range faults {
			t.Error(f.Error())
		}
		b, _ := s.Code(404).Mention(s.Pages[0])
		got := b.Sentence
		if got != test.want {
			t.Errorf("%q\ngot  %q\nwant %q", test.text, got, test.want)
		}
		if utf8.RuneCountInString(got) > 160 {
			t.Errorf("%q is too long", got)
		}
	}
}

// What a choice compares stands in its title.
func TestChoices(t *testing.T) {
	s, _ := link(t, map[string]string{
		"site.yaml":        "title: Test\n",
		"index.md":         titled("401 or 404?", ""),
		"choices/index.md": titled("404 or which?", ""),
		"choices/a.md":     titled("\"401, 404 or 999: ETag or link, 4041\"", "`200`"),
		"choices/b.md":     titled("Not 404", ""),
		"status/200.md":    titled("200 OK", ""),
		"status/401.md":    titled("401 Unauthorized", ""),
		"status/404.md":    titled("404 Not Found", ""),
		"fields/etag.md":   "---\ntitle: ETag\nfield: ETag\n---\n",
		"fields/link.md":   "---\ntitle: Link\nfield: Link\n---\n",
	})
	got := map[string][]string{}
	for _, p := range s.Pages {
		for _, to := range p.Compares {
			got[p.URL] = append(got[p.URL], to.URL)
		}
		for _, from := range p.Choices {
			got[p.URL] = append(got[p.URL], from.URL)
		}
	}
	want := map[string][]string{
		"choices/a.html":   {"status/401.html", "status/404.html", "fields/etag.html"},
		"choices/b.html":   {"status/404.html"},
		"status/401.html":  {"choices/a.html"},
		"status/404.html":  {"choices/a.html", "choices/b.html"},
		"fields/etag.html": {"choices/a.html"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
