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

// The page that is one sheet of paper has the everyday codes with what to do, the others
// but those that are not for use, and the walk.
func TestSheet(t *testing.T) {
	pages := rendered(t, sitetest.Link(t, fstest.MapFS{
		"site.yaml":     {Data: []byte("title: T\neveryday: [404]\n")},
		"index.md":      titled("Home", "chooser: walk.yaml\n", "Lead.\n"),
		"walk.yaml":     {Data: []byte("questions:\n  - id: there\n    ask: Is it there?\n    answers:\n      - if: No\n        code: 404\n      - if: Yes\n        code: 200\n")},
		"sheet.md":      titled("Sheet", "list: sheet\n", "Lead.\n"),
		"status/404.md": titled("404 Not Found", "client: Ask for another.\n", "Lead.\n"),
		"status/4xx.md": titled("4xx Client Error", "client: Change it.\n", "Lead.\n"),
	}), realLayouts())
	_, got, _ := strings.Cut(pages["sheet.html"], `<div class="poster">`)
	got, _, _ = strings.Cut(got, "</article>")
	text := strings.Join(strings.Fields(withoutTags(got)), " ")
	for _, want := range []string{"1xx Informational 100 Continue 101 Switching Protocols 103 Early Hints 2xx Successful 200 OK", "4xx Client Error Change it. 404 Not Found Ask for another. 400 Bad Request", "Which code do I send?", "Is it there? 404 200"} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet does not say %q:\n%s", want, text)
		}
	}
	if !strings.Contains(got, `<a href="status/404.html" aria-label="404 Not Found"><path class="chip of4"`) {
		t.Error("the walk does not lead to the page of 404")
	}
	if strings.Contains(pages["index.html"], `class="poster"`) {
		t.Error("the first page is a sheet, too")
	}
}
