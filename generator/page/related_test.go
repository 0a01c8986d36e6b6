package page

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// pair is an exchange as a note shows it.
func pair(request, response string) string {
	return fmt.Sprintf("```http\n%s\n```\n\n```http\n%s\n```\n\n", request, response)
}

// section cuts the part of a page that a heading names.
func section(page, id string) string {
	_, text, _ := strings.Cut(page, `aria-labelledby="`+id+`"`)
	text, _, _ = strings.Cut(text, "</section>")
	return text
}

// The page of a code lists the fields that proven exchanges show with it, the
// most frequent first; that of a field the codes; each the choices; and a choice
// what it compares. What was not played counts for nothing.
func TestRelated(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":      {Data: []byte("title: T\n")},
		"status/304.md":  titled("304 Not Modified", "", "Lead.\n"),
		"status/200.md":  titled("200 OK", "", "Lead.\n"),
		"status/103.md":  titled("103 Early Hints", "", "Lead.\n"),
		"fields/etag.md": titled("ETag", "field: ETag\n", "Lead.\n"),
		"fields/link.md": titled("Link", "field: Link\n", "Lead.\n"),
		"all.md":         titled("All", "list: fields\n", "Lead.\n"),
		"choices/a.md":   titled("200 or 304?", "", "Lead.\n"),
		"index.md": titled("Home", "", "Lead.\n\n"+
			pair("GET / HTTP/1.1\nHost: a\nIf-None-Match: \"a\"", "HTTP/1.1 304 Not Modified\nLink: <a>; rel=preload\nETag: \"a\"")+
			pair("GET / HTTP/1.1\nHost: a\nif-none-match: \"b\"", "HTTP/1.1 304 Not Modified\netag: \"b\"\nX-Odd: 1")+
			pair("GET / HTTP/1.1\nHost: a", "HTTP/1.1 103 Early Hints\nLink: <b>; rel=preload\n\nHTTP/1.1 200 OK\nETag: \"c\"")+
			"```http norun=\"it is only shown\"\nGET / HTTP/1.1\nHost: a\nAccept: a/b\n```\n\n```http\nHTTP/1.1 304 Not Modified\nAge: 1\n```\n"),
	}
	pages := rendered(t, sitetest.Link(t, content), realLayouts())
	for _, test := range []struct{ page, want string }{
		{"status/304.html", "In 2 proven exchanges of this site Response Date · ETag · Link Request Host · If-None-Match Choices 200 or 304?"},
		{"status/200.html", "In 1 proven exchange of this site Response Date · ETag Request Host Choices 200 or 304?"},
		{"status/103.html", "In 1 proven exchange of this site Response Link Request Host"},
		{"fields/etag.html", "In 3 proven exchanges of this site In responses 200 · 304"},
		{"fields/link.html", "In 2 proven exchanges of this site In responses 103 · 304"},
		{"choices/a.html", "What is compared Pages 200 OK · 304 Not Modified"},
		{"all.html", ""},
	} {
		part := section(pages[test.page], "_related")
		_, text, _ := strings.Cut(part, ">")
		if got := strings.Join(strings.Fields(withoutTags(text)), " "); got != test.want {
			t.Errorf("%s\ngot  %q\nwant %q", test.page, got, test.want)
		}
	}
	for _, want := range []string{`<a href="../fields/etag.html">ETag</a>`, `<a href="../all.html#if-none-match">If-None-Match</a>`, `<a href="../choices/a.html">`} {
		if part := section(pages["status/304.html"], "_related"); !strings.Contains(part, want) {
			t.Errorf("no %s in %s", want, part)
		}
	}
}

func withoutTags(html string) string {
	var b strings.Builder
	in := false
	for _, r := range html {
		switch {
		case r == '<':
			in = true
		case r == '>':
			in = false
			b.WriteByte(' ')
		case !in:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// The first mention of each section is shown with its sentence, five in all, and the
// others are folded by section. A choice that compares the page is above.
func TestMentioned(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":     {Data: []byte("title: T\nsections:\n")},
		"index.md":      titled("Home", "", "Lead.\n"),
		"status/404.md": titled("404 Not Found", "", "Lead.\n"),
		"choices/a.md":  titled("404 or not?", "", "It says `404` there.\n"),
	}
	config := "title: T\nsections:\n"
	for s := range 6 {
		config += fmt.Sprintf("  - {title: S%d, folder: s%d}\n", s, s)
		for n := range 5 {
			content[fmt.Sprintf("s%d/n%d.md", s, n)] = titled(fmt.Sprintf("N%d%d", s, n), "", fmt.Sprintf("Here %d<%d sends `404`. So it is.\n", s, n))
		}
	}
	content["site.yaml"] = &fstest.MapFile{Data: []byte(config)}
	part := section(rendered(t, sitetest.Link(t, content), realLayouts())["status/404.html"], "_mentioned")
	if n := strings.Count(part, "<q>"); n != 5 {
		t.Errorf("%d sentences", n)
	}
	if n := strings.Count(part, "<a "); n != 30 {
		t.Errorf("%d pages mention it: %s", n, part)
	}
	for _, want := range []string{"<h3>S0</h3>", "<h3>S5</h3>", "<q>Here 4&lt;0 sends 404.</q>", "<summary>25 more pages</summary>"} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s in %s", want, part)
		}
	}
	if strings.Contains(part, "Here 3&lt;1") || strings.Contains(part, "Here 5") || strings.Contains(part, "404 or not") {
		t.Errorf("too much is said: %s", part)
	}
}
