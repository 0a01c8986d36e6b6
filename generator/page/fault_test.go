package page

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/layout"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/source"
)

// changed is the layouts of this repository with some files replaced; a file
// whose text is "-" is taken away.
func changed(t testing.TB, files map[string]string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(realLayouts(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(realLayouts(), name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if text == "-" {
			delete(out, name)
		} else {
			out[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

func TestLayoutFaults(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"syntax", map[string]string{"page.html": "<h1>\n  {{if .Title}}\n</h1>"},
			[]string{"layouts/page.html:3:1: unexpected EOF"}},
		{"two syntax errors in one run", map[string]string{"home.html": "{{.Title", "nav.html": "\n{{end}}"},
			[]string{"layouts/home.html:1:1: unclosed action", "layouts/nav.html:2:1: unexpected {{end}}"}},
		{"unknown field", map[string]string{"page.html": "<p>{{.Title}}</p>\n<p>{{.Titel}}</p>"},
			[]string{"layouts/page.html:2:6: <.Titel>: can't evaluate field Titel in type *page.View, rendering content/anatomy/date.md and 3 more"}},
		{"unknown field in a part", map[string]string{"facts.html": "{{with .Status}}{{.Kode}}{{end}}"},
			[]string{"layouts/facts.html:1:19: <.Kode>: can't evaluate field Kode in type *registry.Status, rendering content/status/404.md"}},
		{"unknown fields in three layouts", map[string]string{"home.html": "{{.A}}", "source.html": "{{.B}}", "404.html": "{{.C}}"},
			[]string{
				"layouts/404.html:1:3: <.C>: can't evaluate field C in type *page.View, rendering 404.html",
				"layouts/home.html:1:3: <.A>: can't evaluate field A in type *page.View, rendering content/index.md",
				"layouts/source.html:1:3: <.B>: can't evaluate field B in type *page.View, rendering content/origin/books.go",
			}},
		{"unknown field of an exchange", map[string]string{"exchange.html": "{{range .Messages}}\n{{.Size}}{{end}}"},
			[]string{"layouts/exchange.html:2:3: <.Size>: can't evaluate field Size in type page.Message, rendering content/status/404.md"}},
		{"unknown field of the navigation", map[string]string{"nav.html": "{{.Pages}}"},
			[]string{"layouts/nav.html:1:3: <.Pages>: can't evaluate field Pages in type *page.Nav, rendering the navigation"}},
		{"missing layout", map[string]string{"page.html": "-", "nav.html": "-"},
			[]string{"layouts/nav.html is missing", "layouts/page.html is missing"}},
		{"a search without its scripts", scripts(t, "-"),
			[]string{"layouts/assets/search/ is missing, and layouts/search.html needs its scripts"}},
		{"missing part", map[string]string{"home.html": "\n{{template \"gone.html\" .}}"},
			[]string{`layouts/home.html:2:12: no such template "gone.html", rendering content/index.md`}},
		{"missing asset", map[string]string{"home.html": `<img src="{{.Asset "gone.svg"}}">`},
			[]string{`layouts/home.html:1:13: <.Asset>: error calling Asset: there is no layouts/assets/gone.svg, rendering content/index.md`}},
		{"a place where nothing can be escaped", map[string]string{"home.html": "<p>\n<a {{if .Title}}href=\"{{end}}x\">"},
			[]string{"layouts/home.html:2:9: {{if}} branches end in different contexts, rendering content/index.md"}},
		{"not UTF-8", map[string]string{"home.html": "a\xff"},
			[]string{"layouts/home.html:1:2: the byte 0xff is not UTF-8"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files, faults := Render(sample(t), changed(t, test.files), nil)
			if files != nil {
				made(t, files)
				faults = append(faults, files.Faults()...)
			}
			var got []string
			for _, f := range faults {
				got = append(got, f.Error())
				if f.Status() != source.ExitUsage {
					t.Errorf("%s: exit status %d", f.Error(), f.Status())
				}
			}
			if len(got) != len(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
			for i := range got {
				if !strings.HasPrefix(got[i], test.want[i]) {
					t.Errorf("got  %s\nwant %s", got[i], test.want[i])
				}
			}
		})
	}
}

// scripts are the scripts of the search, replaced.
func scripts(t testing.TB, text string) map[string]string {
	out := map[string]string{}
	for name := range changed(t, nil) {
		if strings.HasPrefix(name, "assets/search/") {
			out[name] = text
		}
	}
	return out
}

// A site without the layout of the search has none, and its pages do not lead to it.
func TestNoSearch(t *testing.T) {
	files := scripts(t, "-")
	files["search.html"] = "-"
	for name, text := range rendered(t, sample(t), changed(t, files)) {
		if strings.Contains(name, "search") || strings.Contains(text, "search.html") {
			t.Errorf("%s is of a search", name)
		}
	}
}

func TestNoLayouts(t *testing.T) {
	_, faults := Render(sample(t), fstest.MapFS{}, nil)
	if len(faults) != len(layout.Required)+1 {
		t.Errorf("%d faults, want one for each layout and one for the assets: %v", len(faults), faults)
	}
}

// noted is a site of one note with the given text.
func noted(text string) fstest.MapFS {
	return fstest.MapFS{
		"site.yaml": &fstest.MapFile{Data: []byte("title: T\n")},
		"index.md":  &fstest.MapFile{Data: []byte("---\ntitle: T\ndescription: D\n---\n" + text)},
	}
}

func TestCommentsAreLeftOut(t *testing.T) {
	page := rendered(t, sitetest.Link(t, noted("Lead.\n\na <!-- comment --> b\n\n<!-- comment in\na block -->\n\nc\n")), realLayouts())["index.html"]
	if strings.Contains(page, "comment") || strings.Contains(page, "block --") {
		t.Error("a comment is in the page")
	}
	if !strings.Contains(page, "<p>a  b</p>\n<p>c</p>") {
		t.Error("what stands around the comments is not in the page")
	}
}
