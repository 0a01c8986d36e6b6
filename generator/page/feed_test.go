package page

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// There is a feed where the site has an address and a note tells of a change,
// and pages lead to it then and only then.
func TestFeedOrNone(t *testing.T) {
	for _, test := range []struct {
		address, changed string
		file             bool // of content/
		want             bool
	}{
		{"https://notes.example/", "changed: 2026-01-02\n", false, true},
		{"", "changed: 2026-01-02\n", false, false},
		{"https://notes.example/", "", false, false},
		{"", "", true, true},
		{"https://notes.example/", "changed: 2026-01-02\n", true, true},
	} {
		content := plainSite()
		content["index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Home\n" + test.changed + "---\n\nText.\n")}
		if test.file {
			content["feed.xml"] = &fstest.MapFile{Data: []byte("the author's")}
		}
		s := sitetest.Link(t, content)
		s.Config.Address = test.address
		files := rendered(t, s, realLayouts())
		data, there := files["feed.xml"]
		link := strings.Contains(files["one/b c.html"], `<link rel="alternate" type="application/atom+xml" title="Changes" href="../feed.xml">`)
		visible := strings.Contains(files["one/b c.html"], `<a href="../feed.xml">Changes</a>`)
		if there != test.want || link != test.want || visible != test.want || test.file && data != "the author's" {
			t.Errorf("%+v: there %v, in the head %v, to be seen %v: %s", test, there, link, visible, data)
		}
	}
}

// The feed tells of the latest changes: of one note once, whatever its folder.
func TestNewestChanges(t *testing.T) {
	const newest = 50
	content := plainSite()
	for i := range newest + 3 {
		content[fmt.Sprintf("one/n%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Note %d\nchanged: %d-01-01\n---\n\nText.\n", i, 2000+i)}
	}
	s := sitetest.Link(t, content)
	s.Config.Address = "https://notes.example/"
	text := rendered(t, s, realLayouts())["feed.xml"]
	if n := strings.Count(text, "<entry>"); n != newest {
		t.Errorf("%d entries", n)
	}
	last, first := fmt.Sprintf("<updated>%d-", 2000+newest+2), "<updated>2003-"
	if strings.Count(text, last) != 2 || !strings.Contains(text, first) || strings.Contains(text, "<updated>2002-") || strings.Index(text, last) > strings.Index(text, first) {
		t.Errorf("not the latest, from the last to the first:\n%s", text)
	}
}
