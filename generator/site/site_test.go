package site_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/source"
)

// link links notes that hold no exchanges: path in content/ to Markdown, with a
// front matter where it has none.
func link(t *testing.T, files map[string]string) (*site.Site, []source.Fault) {
	t.Helper()
	content := fstest.MapFS{}
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return sitetest.TryLink(t, content)
}

func titled(title, text string) string { return "---\ntitle: " + title + "\n---\n" + text }

func TestRelative(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "status/404.html", "status/404.html"},
		{"status/404.html", "index.html", "../index.html"},
		{"status/404.html", "status/200.html", "200.html"},
		{"status/404.html", "anatomy/date.html", "../anatomy/date.html"},
		{"a/b/c.html", "a/d/e.html", "../d/e.html"},
		{"a/b/c.html", "a/c.html", "../c.html"},
		{"a/b/c.html", "d.html", "../../d.html"},
		{"a/c.html", "a/b/c.html", "b/c.html"},
		{"a/b.html", "b/b.html", "../b/b.html"},
		{"ab/c.html", "a/c.html", "../a/c.html"},
		{"status/404.html", "status/404.html#x", "#x"},
		{"status/404.html", "status/200.html#x", "200.html#x"},
		{"status/404.md", "status/404.md", "404.md"},
	} {
		if got := site.Relative(test.from, test.to); got != test.want {
			t.Errorf("from %s to %s: %s, want %s", test.from, test.to, got, test.want)
		}
	}
}

// The home page comes first, the sections in the order of site.yaml, in them the
// index, then by order and by path, and last what is in no section.
func TestOrder(t *testing.T) {
	s, faults := link(t, map[string]string{
		"site.yaml":         "title: Test\nsections:\n  - {title: B, folder: b}\n  - {folder: a/}\n",
		"index.md":          titled("Home", ""),
		"aside.md":          titled("Aside", ""),
		"a/index.md":        "---\ntitle: A\norder: 9\n---\n",
		"a/z.md":            titled("No order", ""),
		"a/second.md":       "---\ntitle: Second\norder: 2\nnav: short\n---\n",
		"a/first.md":        "---\ntitle: First\norder: 1\n---\n",
		"a/deep/apple.md":   titled("Apple", ""),
		"a/deep/index.md":   titled("Deep", ""),
		"b/10.md":           titled("Ten", ""),
		"b/9.md":            titled("Nine", ""),
		"elsewhere/page.md": titled("Elsewhere", ""),
	})
	for _, f := range faults {
		t.Error(f.Error())
	}
	var got, walked []string
	for _, p := range s.Pages {
		section := "-"
		if p.Section != nil {
			section = p.Section.Title
		}
		got = append(got, section+" "+p.URL+" "+p.Nav)
	}
	want := []string{
		"- index.html Home",
		"B b/10.html Ten", "B b/9.html Nine",
		"a a/index.html A", "a a/deep/index.html Deep", "a a/deep/apple.html Apple", "a a/z.html No order", "a a/first.html First", "a a/second.html short",
		"- aside.html Aside", "- elsewhere/page.html Elsewhere",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for p := s.Pages[0]; p != nil; p = p.Next {
		walked = append(walked, p.URL)
		if p.Next != nil && p.Next.Prev != p {
			t.Errorf("before %s comes %v, not %s", p.Next.URL, p.Next.Prev, p.URL)
		}
	}
	if len(walked) != len(s.Pages) || s.Pages[0].Prev != nil {
		t.Errorf("next leads to %v", walked)
	}
	if a := s.Sections[1]; a.Index == nil || a.Index.URL != "a/index.html" || s.Sections[0].Index != nil {
		t.Errorf("the index of a is %v", a.Index)
	}
}

// A page lists the pages that mention it by link, code, field or class, each
// once, in reading order, and never itself.
func TestBacklinks(t *testing.T) {
	s, faults := link(t, map[string]string{
		"site.yaml":      "title: Test\nsections:\n  - {title: Status, folder: status}\n  - {title: Fields, folder: fields}\n",
		"index.md":       titled("Home", "[Not found](status/404.md), `404`, `404 Not Found`, `ETag`, `404 not found`, `etag`, `200`, `999`"),
		"status/404.md":  titled("404 Not Found", "`404`, [its class](4xx.md#here), [itself](404.md)"),
		"status/4xx.md":  titled("Class", "## Here\n\n`404 Not Found` [Home](../index.md)"),
		"fields/etag.md": "---\ntitle: ETag\nfield: ETag\n---\n![picture](../a.svg) [code](../origin/a.go#L1) [`404`](https://example.org/)",
		"a.svg":          "<svg/>",
		"origin/a.go":    "package origin\n",
	})
	for _, f := range faults {
		t.Error(f.Error())
	}
	got := map[string][]string{}
	for _, p := range s.Pages {
		for _, b := range p.Backlinks {
			got[p.URL] = append(got[p.URL], b.From.URL)
		}
	}
	want := map[string][]string{
		"index.html":       {"status/4xx.html"},
		"status/404.html":  {"index.html", "status/4xx.html"},
		"status/4xx.html":  {"status/404.html"},
		"fields/etag.html": {"index.html"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s.Code(404).URL != "status/404.html" || s.Code(200) != nil || s.Class(4).URL != "status/4xx.html" || s.Field("etag") != s.Field("ETag") || s.Field("Vary") != nil {
		t.Error("a page is not found by what it explains")
	}
}

// The addresses of links are relative to the page, with the ending of the page.
func TestTargets(t *testing.T) {
	s, faults := link(t, map[string]string{
		"site.yaml":     "title: Test\n",
		"index.md":      titled("Home", ""),
		"a/b.md":        titled("B", "## Größe\n\n[1](../index.md) [2](#größe) [3](b.md) [4](b.md#gr%C3%B6%C3%9Fe) [5](../x.txt#y) [6](../origin/a.go#L1) [7](https://example.org/?q#f) RFC 9110 RFC 9110 section 15.5.5 [RFC 9112](https://example.org)"),
		"x.txt":         "x",
		"origin/a.go":   "package origin\n",
		"a/picture.png": "not a picture",
	})
	for _, f := range faults {
		t.Error(f.Error())
	}
	page := s.Pages[1]
	var got []string
	got = append(got, page.Targets.Links...)
	for i, c := range page.Note.Citations {
		if c.Linked {
			got = append(got, page.Targets.Citations[i])
		}
	}
	if nodes := page.Targets.OfNodes(page.Note.Open()); len(nodes) != len(got) {
		t.Errorf("%d nodes have targets, want %d", len(nodes), len(got))
	}
	want := []string{
		"../index.html", "#gr%C3%B6%C3%9Fe", "b.html", "#gr%C3%B6%C3%9Fe", "../x.txt#y", "../origin/a.go.html#L1", "https://example.org/?q#f", "https://example.org",
		"https://www.rfc-editor.org/rfc/rfc9110.html", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a note says is something else than the field or the code of that name is
// no link, and no mention.
func TestExceptionIsNoLink(t *testing.T) {
	s, faults := link(t, map[string]string{
		"site.yaml":      "title: Test\nexceptions: {404: a room}\n",
		"index.md":       "---\ntitle: Home\nexceptions: {ETag: a label}\n---\n`ETag`, `404`",
		"a.md":           titled("A", "`ETag`, `404`"),
		"status/404.md":  titled("404 Not Found", ""),
		"fields/etag.md": "---\ntitle: ETag\nfield: ETag\n---\n",
	})
	for _, f := range faults {
		t.Error(f.Error())
	}
	for _, p := range s.Pages {
		want := map[string]int{"a.md": 1}[p.Note.Path]
		if got := len(p.Targets.OfNodes(p.Note.Open())); got != want {
			t.Errorf("%s has %d links, not %d", p.Note.Path, got, want)
		}
	}
	if s.Field("ETag").Backlinks[0].From.URL != "a.html" || len(s.Code(404).Backlinks) > 0 {
		t.Error("what is something else counts as a mention")
	}
}
