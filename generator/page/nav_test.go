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

// A section is grouped as the tables of its index are, if their rows have addresses: each
// page once, in the first row that leads to it, and at the end those that no row leads to.
func TestNavigationIsGrouped(t *testing.T) {
	nav := func(rows string) string {
		content := many(4, "Lead.\n")
		content["long/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: All\ndescription: D\n" + rows + "---\n| to | by |\n|---|---|\n| send *it* | [two](n00002.md), [elsewhere](../loose.md), [one](n00001.md#x) |\n| nothing | none |\n| again | [two](n00002.md), [zero](n00000.md) |\n\n[three](n00003.md)\n")}
		content["long/n00001.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Note 1\ndescription: D\n---\n## x\n")}
		_, nav, _ := strings.Cut(rendered(t, sitetest.Link(t, content), realLayouts())["long/n00001.html"], `<nav id="_nav"`)
		nav, _, _ = strings.Cut(nav, "</details>")
		return nav
	}
	const want = `<li class="group">send it<span> <a href="n00002.html">Note 2</a> <a href="n00001.html" aria-current="page">Note 1</a></span></li>
<li class="group">again<span> <a href="n00000.html">Note 0</a></span></li>
<li class="group"><span> <a href="n00003.html">Note 3</a></span></li>`
	if got := nav("rows: true\n"); !strings.Contains(got, want) {
		t.Errorf("the navigation is %s", got)
	}
	if got := nav(""); strings.Contains(got, "group") || strings.Count(got, "<li><a href=\"n0000") != 4 {
		t.Errorf("without rows the navigation is %s", got)
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
		if got := strings.Count(html, "<li>"); got > 150+10 || got < 90 {
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

// However many pages a site has, wherever they stand and whatever they are called, a
// navigation is small, leads to the page itself and to its neighbours, and to a page
// with all others.
func TestNavigationIsSmall(t *testing.T) {
	title := strings.Repeat("Long Title ", 20)
	for _, test := range []struct {
		name  string
		path  string
		title string
	}{
		{"flat", "n%05d.md", "Note %d"},
		{"in a section", "long/n%05d.md", "Note %d"},
		{"long titles", "long/n%05d.md", title + "%d"},
		{"flat with long titles", "n%05d.md", title + "%d"},
		{"long paths", strings.Repeat("folder/", 18) + strings.Repeat("n", 100) + "%05d.md", title + "%d"},
	} {
		const n = 2500
		content := many(0, "")
		for i := range n {
			content[fmt.Sprintf(test.path, i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: "+test.title+"\n---\n", i)}
		}
		s := sitetest.Link(t, content)
		files := rendered(t, s, realLayouts())
		for _, page := range s.Pages {
			_, nav, _ := strings.Cut(files[page.URL], `<nav id="_nav"`)
			nav, _, _ = strings.Cut(nav, "</nav>")
			if len(nav) > maxNav+300 { // the element around it
				t.Fatalf("%s: the navigation of %s has %d bytes", test.name, page.URL, len(nav))
			}
			if strings.Count(nav, current) != 1 {
				t.Fatalf("%s: %s is not marked in its navigation", test.name, page.URL)
			}
			at := site.Place{Page: page.URL}
			for _, next := range []*site.Page{page.Prev, page.Next} {
				if next != nil && next.Section == page.Section && page.Prev != nil && !strings.Contains(nav, at.To(next.URL)) {
					t.Fatalf("%s: the navigation of %s does not lead to %s", test.name, page.URL, next.URL)
				}
			}
			if page.Section == nil && page.Prev != nil && !strings.Contains(test.path, "long/") && !strings.Contains(nav, `search.html">All of them`) {
				t.Fatalf("%s: the navigation of %s leads to no page with all", test.name, page.URL)
			}
		}
	}
}

// Of many sections a navigation shows those around the page.
func TestManySections(t *testing.T) {
	const n = 1500
	var config strings.Builder
	config.WriteString("title: T\nsections:\n")
	content := fstest.MapFS{"index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	for i := range n {
		fmt.Fprintf(&config, "  - {title: Section %d, folder: s%d}\n", i, i)
		content[fmt.Sprintf("s%d/a.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Note %d\n---\n", i)}
	}
	content["site.yaml"] = &fstest.MapFile{Data: []byte(config.String())}
	s := sitetest.Link(t, content)
	files := rendered(t, s, realLayouts())
	for i, page := range s.Pages {
		_, nav, _ := strings.Cut(files[page.URL], `<nav id="_nav"`)
		nav, _, _ = strings.Cut(nav, "</nav>")
		if len(nav) > maxNav+300 || !strings.Contains(nav, `search.html">All of them`) || strings.Count(nav, current) != 1 {
			t.Fatalf("the navigation of %s has %d bytes", page.URL, len(nav))
		}
		for _, next := range []int{i - 2, i, i + 2} {
			if want := fmt.Sprintf("Section %d<", max(0, min(next, n-1))); i > 3 && i < n-3 && !strings.Contains(nav, want) {
				t.Fatalf("the navigation of %s does not show %q", page.URL, want)
			}
		}
	}
}

// A layout that writes more than it is given is told.
func TestNavigationThatCannotBeSmall(t *testing.T) {
	layouts := changed(t, map[string]string{"nav.html": strings.Repeat("long ", maxNav/5)})
	_, faults := Render(sitetest.Link(t, many(3, "")), layouts, nil)
	if len(faults) != 1 || faults[0].ID != "too-large" || !strings.Contains(faults[0].What, "20000 bytes") {
		t.Errorf("got %v", faults)
	}
}
