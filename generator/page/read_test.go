package page

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/excerpt"
	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/trial"
)

// answering is a program that a build could have compiled.
var answering = &trial.Program{Wasm: []byte("\x1f\x8bprogram"), Exec: []byte("// runs it\n")}

// renderedWith renders with a program.
func renderedWith(t *testing.T, s *site.Site, p *trial.Program) map[string]string {
	t.Helper()
	files, faults := Render(s, realLayouts(), p)
	out := made(t, files)
	for _, f := range append(faults, files.Faults()...) {
		t.Error(f)
	}
	return out
}

// With a program there is the page that explains responses; the other pages lead there,
// and it is given what the notes say.
func TestReadPage(t *testing.T) {
	files := renderedWith(t, sample(t), answering)
	read := files[site.ReadPage]
	for _, want := range []string{`<title>Read a response · `, `data-notes="read.json"`, `data-size="9"`, `data-program="assets/trial.`, `<script src="assets/read.`, `<a href="read.html" aria-current="page">Read a response</a>`, "Nothing of it leaves your browser"} {
		if !strings.Contains(read, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for name, want := range map[string]string{
		"index.html":      `<a href="read.html">Paste it`,
		"status/404.html": `<a href="../read.html">Read a response</a>`,
		"404.html":        `read.html">Paste its response`,
		"sitemap.xml":     "read.html</loc>",
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	var notes excerpt.Notes
	if err := json.Unmarshal([]byte(files[site.ReadNotes]), &notes); err != nil {
		t.Fatal(err)
	}
	if n := notes.Codes[404]; n.URL != "status/404.html" || n.Description == "" || n.Retry == "" || n.Client == "" {
		t.Errorf("of 404 the notes say %+v", n)
	}
	if n := notes.Classes[4]; n.URL != "status/4xx.html" {
		t.Errorf("of 4xx the notes say %+v", n)
	}
	if n := notes.Fields["date"]; n.URL != "anatomy/date.html" {
		t.Errorf("of Date the notes say %+v", n)
	}
}

// Without a program, without the layout, or with a file of the site at its address there
// is no such page, and nothing leads there.
func TestNoReadPage(t *testing.T) {
	for name, page := range map[string]func() map[string]string{
		"without a program": func() map[string]string { return renderedWith(t, sample(t), nil) },
		"a note there": func() map[string]string {
			content := plainSite()
			content["read.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Mine\n---\n\nMine.\n")}
			return renderedWith(t, sitetest.Link(t, content), answering)
		},
		"a file there": func() map[string]string {
			content := plainSite()
			content["read.json"] = &fstest.MapFile{Data: []byte("{}")}
			return renderedWith(t, sitetest.Link(t, content), answering)
		},
		"without the layout": func() map[string]string {
			files, faults := Render(sample(t), changed(t, map[string]string{"read.html": "-"}), answering)
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			return made(t, files)
		},
	} {
		files := page()
		if strings.Contains(files["index.html"], "Paste it") || strings.Contains(files["404.html"], "Paste its response") || strings.Contains(files[site.ReadPage], `id="_read"`) {
			t.Errorf("%s: there is a page, or something leads to it", name)
		}
	}
}
