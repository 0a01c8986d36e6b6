package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// The map shows every section with its pages, the codes by class, and with each
// code the fields that its text names and exchanges show, and no other.
func TestMap(t *testing.T) {
	pages := rendered(t, sitetest.Link(t, fstest.MapFS{
		"site.yaml":        {Data: []byte("title: T\nsections:\n  - {title: Codes, folder: status}\n  - {title: Fields, folder: fields}\n  - {title: Lessons, folder: lessons}\n")},
		"index.md":         titled("Home", "", "Lead.\n\n"+pair("GET / HTTP/1.1\nHost: a\nIf-None-Match: \"a\"", "HTTP/1.1 304 Not Modified\nETag: \"a\"\nLink: <a>; rel=preload")),
		"map.md":           titled("Map", "list: map\n", "Lead.\n"),
		"status/index.md":  titled("All codes", "", "Lead.\n"),
		"status/304.md":    titled("304 Not Modified", "", "Lead with `ETag`, [a condition](../fields/inm.md) and `Age`.\n"),
		"status/3xx.md":    titled("3xx Redirection", "", "Lead.\n"),
		"status/other.md":  titled("Other codes", "", "Lead.\n"),
		"fields/etag.md":   titled("ETag", "field: ETag\n", "Lead.\n"),
		"fields/link.md":   titled("Link", "field: Link\n", "Lead.\n"),
		"fields/age.md":    titled("Age", "field: Age\n", "Lead.\n"),
		"fields/inm.md":    titled("If-None-Match", "field: If-None-Match\n", "Lead.\n"),
		"lessons/first.md": titled("The first", "", "Lead.\n"),
	}), realLayouts())
	_, got, _ := strings.Cut(pages["map.html"], `class="map"`)
	got, _, _ = strings.Cut(got, "</article>")
	_, got, _ = strings.Cut(got, ">")
	want := "Codes 3xx Redirection 304 Not Modified ETag · If-None-Match Other codes Fields Age ETag If-None-Match Link Lessons The first"
	if got := strings.Join(strings.Fields(withoutTags(got)), " "); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if strings.Contains(pages["index.html"], `class="map"`) {
		t.Error("the first page has the map")
	}
}
