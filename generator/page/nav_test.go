package page

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
)

// many is a site with a section of n notes and one of two.
func many(n int, body string) fstest.MapFS {
	content := fstest.MapFS{
		"site.yaml":     {Data: []byte("title: T\nsections:\n  - {title: Long, folder: long}\n  - {title: Short, folder: short}\n")},
		"index.md":      {Data: []byte("---\ntitle: T\ndescription: D\n---\nLead.\n")},
		"loose.md":      {Data: []byte("---\ntitle: Loose\ndescription: D\n---\nLead.\n")},
		"short/a.md":    {Data: []byte("---\ntitle: Short A\ndescription: D\n---\nLead.\n")},
		"short/b.md":    {Data: []byte("---\ntitle: Short B\ndescription: D\n---\nLead.\n")},
		"long/index.md": {Data: []byte("---\ntitle: All that is long\ndescription: D\n---\nLead.\n")},
	}
	for i := range n {
		content[fmt.Sprintf("long/n%05d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Note %d\ndescription: D\n---\n%s", i, body)}
	}
	return content
}

func TestNavigationMarksThePage(t *testing.T) {
	s := sitetest.Link(t, many(3, "Lead.\n"))
	for path, page := range rendered(t, s, realLayouts()) {
		if !strings.HasSuffix(path, ".html") || path == notFound || path == site.SearchPage || path == site.OfflinePage {
			continue
		}
		_, nav, _ := strings.Cut(page, `<nav id="_nav"`)
		nav, _, _ = strings.Cut(nav, "</nav>")
		if n := strings.Count(nav, "aria-current"); n != 1 {
			t.Errorf("%s marks %d entries", path, n)
		}
		at := site.Place{Page: path}
		if want := `<a href="` + at.To(path) + `" aria-current="page"`; !strings.Contains(nav, want) {
			t.Errorf("%s does not mark itself: %s", path, want)
		}
		for _, other := range s.Pages {
			if !strings.Contains(nav, `href="`+at.To(other.URL)+`"`) {
				t.Errorf("the navigation of %s does not lead to %s", path, other.URL)
			}
		}
	}
}

func TestLongSectionShowsTheNeighbours(t *testing.T) {
	const n = 420
	files := rendered(t, sitetest.Link(t, many(n, "Lead.\n")), realLayouts())
	nav := func(path string) string {
		_, nav, _ := strings.Cut(files[path], `<nav id="_nav"`)
		nav, _, _ = strings.Cut(nav, "</nav>")
		return nav
	}
	for i := range n {
		html := nav(fmt.Sprintf("long/n%05d.html", i))
		if got := strings.Count(html, "<li>"); got > widest+10 || got < 90 {
			t.Fatalf("note %d has %d entries", i, got)
		}
		for j := max(0, i-40); j <= min(n-1, i+40); j++ {
			if !strings.Contains(html, fmt.Sprintf(`href="n%05d.html"`, j)) {
				t.Fatalf("the navigation of note %d does not hold %d", i, j)
			}
		}
		if !strings.Contains(html, `href="index.html"`) || !strings.Contains(html, `aria-current="page">Note `+fmt.Sprint(i)+"<") {
			t.Fatalf("note %d is not marked, or there is no way to the index", i)
		}
	}
	for _, other := range []string{"short/a.html", "index.html"} {
		if html := nav(other); strings.Contains(html, "/n00000.html") || !strings.Contains(html, `long/index.html">Long</a>`) {
			t.Errorf("%s shows the long section, or no way to it", other)
		}
	}
}
