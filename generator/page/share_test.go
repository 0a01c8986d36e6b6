package page

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// A site whose titles hold what Markdown would read, and that has no address.
func plainSite() fstest.MapFS {
	return fstest.MapFS{
		"site.yaml":     {Data: []byte("title: >\n  Two\n  lines\nsections:\n  - {title: Part one, folder: one}\n")},
		"index.md":      {Data: []byte("---\ntitle: Home\n---\n\nText.\n")},
		"one/b c.md":    {Data: []byte("---\ntitle: The [second]\ndescription: >\n  In two\n  lines.\n---\n\nText.\n")},
		"loose/note.md": {Data: []byte("---\ntitle: Loose\n---\n\nText.\n")},
	}
}

func TestMarkdownBesideThePage(t *testing.T) {
	s := sample(t)
	files := rendered(t, s, realLayouts())
	for _, p := range s.Pages {
		if got := files[p.Note.Path]; got != string(p.Note.File.Data) || got == "" {
			t.Errorf("%s is not the source of the note: %q", p.Note.Path, got)
		}
	}
	html := files["status/404.html"]
	for _, want := range []string{
		`<link rel="alternate" type="text/markdown" href="404.md">`,
		`<a href="404.md">Markdown</a>`,
		`<a href="https://code.example/notes/edit/main/content/status/404.md">Edit this page</a>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("status/404.html has no %s", want)
		}
	}
	for _, name := range []string{"404.html", "origin/books.go.html"} {
		if strings.Contains(files[name], "Markdown<") || strings.Contains(files[name], "Edit this page") {
			t.Errorf("%s is no note, and leads to its source", name)
		}
	}
}

// Every page leads to the source and to a form for reports, and the home page once more.
func TestSourceAndReports(t *testing.T) {
	files := rendered(t, sample(t), realLayouts())
	for name, want := range map[string]int{"index.html": 2, "status/404.html": 1, "404.html": 1} {
		for _, link := range []string{`<a href="https://code.example/notes">`, `<a href="https://code.example/notes/new">`} {
			if got := strings.Count(files[name], link); got != want {
				t.Errorf("%s has %d of %s, not %d", name, got, link, want)
			}
		}
	}
}

func TestNoPlaceToEdit(t *testing.T) {
	files := rendered(t, sitetest.Link(t, plainSite()), realLayouts())
	for _, link := range []string{"Edit this page", ">Source<", "the source", "Report"} {
		if strings.Contains(files["index.html"], link) {
			t.Errorf("site.yaml names no place for it, and a page says %q", link)
		}
	}
}

func TestLLMs(t *testing.T) {
	files := rendered(t, sitetest.Link(t, plainSite()), realLayouts())
	const want = `# Two lines

- [Home](index.md)
- [Loose](loose/note.md)

## Part one

- [The \[second\]](one/b%20c.md): In two lines.
`
	if got := files["llms.txt"]; got != want {
		t.Errorf("llms.txt is\n%s\nand not\n%s", got, want)
	}
}

// A file of content/ with the address of one that the build makes wins.
func TestFileOfContentWins(t *testing.T) {
	content := plainSite()
	own := map[string]string{}
	for _, name := range []string{"llms.txt", "robots.txt", "sitemap.xml"} {
		own[name] = "the author's"
		content[name] = &fstest.MapFile{Data: []byte(own[name])}
	}
	s := sitetest.Link(t, content)
	s.Config.Address = "https://notes.example/"
	files, _ := Render(s, realLayouts(), nil)
	for _, f := range files.List {
		if text, ok := own[f.Path]; ok {
			if !bytes.Equal(f.Data, []byte(text)) {
				t.Errorf("%s is %q", f.Path, f.Data)
			}
			delete(own, f.Path)
		}
	}
	if len(own) > 0 {
		t.Errorf("missing: %v", own)
	}
}
