package page

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
)

// titled is a note with a front matter.
func titled(title, more, text string) *fstest.MapFile {
	return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %q\ndescription: D\n%s---\n%s", title, more, text)}
}

// Every registered field has one line with its anchor; a field with a page leads
// to it. Code spans and messages lead to the lines of those that have none.
func TestListOfFields(t *testing.T) {
	s := sitetest.Link(t, fstest.MapFS{
		"site.yaml":          {Data: []byte("title: T\nsections:\n  - {title: Fields, folder: fields}\n")},
		"index.md":           titled("Home", "", "`Keep-Alive`, `ETag`, `*`\n\n```http\nGET / HTTP/1.1\nHost: a\nConnection: Keep-Alive\nKeep-Alive: 1\n```\n\n```http\nHTTP/1.1 200 OK\nETag: \"a\"\nX-Odd: 1\n```\n"),
		"fields/etag.md":     titled("ETag", "field: ETag\n", "Lead.\n"),
		"fields/registry.md": titled("All", "order: 1\nlist: fields\n", "Lead. `Keep-Alive`\n\n## A heading\n\nText.\n"),
	})
	pages := rendered(t, s, realLayouts())
	list := pages["fields/registry.html"]
	for _, f := range s.Registry.Fields() {
		id := fmt.Sprintf("<li id=%q>", site.FieldAnchor(f.Name))
		_, line, _ := strings.Cut(list, id)
		line, _, _ = strings.Cut(line, "</li>")
		if strings.Count(list, id) != 1 || !strings.Contains(line, ">"+f.Name+"<") || !strings.Contains(line, "<span>"+f.Status) || f.RFC != "" && !strings.Contains(line, "/rfc"+f.RFC+".html") || !strings.Contains(line, f.Structured) {
			t.Errorf("the line of %s is %q", f.Name, line)
		}
		if strings.Contains(line, `class="code"`) != (f.Name == "ETag") {
			t.Errorf("the line of %s leads to a page, or not: %q", f.Name, line)
		}
	}
	if strings.Index(list, "</h2>") > strings.Index(list, `id="_A"`) {
		t.Error("the list does not stand below the text")
	}
	for _, want := range []string{
		`<a class="code" href="#keep-alive"><code>Keep-Alive</code></a>`,
	} {
		if !strings.Contains(list, want) {
			t.Errorf("the list does not hold %s", want)
		}
	}
	home := pages["index.html"]
	for want, n := range map[string]int{`href="fields/registry.html#keep-alive"`: 2, `href="fields/etag.html"`: 4, `<code>*</code>`: 1, `#etag"`: 0, "X-Odd</a>": 0} {
		if got := strings.Count(home, want); got != n {
			t.Errorf("the first page holds %s %d times, not %d", want, got, n)
		}
	}
	if strings.Contains(home, `class="registry"`) || strings.Contains(home, "/list.") {
		t.Error("a page without a list has one")
	}
}
