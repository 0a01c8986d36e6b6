package page

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
)

// buildOf is what the service worker knows of the build.
func buildOf(t *testing.T, files map[string]string) (build struct {
	Version string
	Assets  []string
}) {
	t.Helper()
	line, _, _ := strings.Cut(strings.TrimPrefix(files[site.WorkerScript], "const build = "), ";\n")
	if err := json.Unmarshal([]byte(line), &build); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return build
}

func TestWorker(t *testing.T) {
	render := func(text string) map[string]string {
		content := plainSite()
		content["index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Home\n---\n\n" + text + "\n")}
		return rendered(t, sitetest.Link(t, content), realLayouts())
	}
	files := render("One.")
	one, same, two := buildOf(t, files), buildOf(t, render("One.")), buildOf(t, render("Two."))
	if one.Version != same.Version || one.Version == two.Version || one.Version == "" {
		t.Errorf("the versions are %s and %s of the same notes, %s of others", one.Version, same.Version, two.Version)
	}
	for _, name := range []string{"script.", "style.", "favicon."} {
		found := false
		for _, asset := range one.Assets {
			found = found || strings.HasPrefix(path.Base(asset), name)
			if _, ok := files[asset]; !ok {
				t.Errorf("the worker keeps %s, which is not there", asset)
			}
		}
		if !found {
			t.Errorf("the worker does not keep %s: %q", name, one.Assets)
		}
	}
	if !strings.Contains(files["one/b c.html"], ` data-worker="../sw.js"`) || !strings.Contains(files["one/b c.html"], `<a href="../offline.html">Offline</a>`) {
		t.Error("a page does not lead to the worker and to what can be read offline")
	}
}

// A site without the layout, without the script, or with files of its own there
// has no worker, and no page asks for one.
func TestNoWorker(t *testing.T) {
	for _, test := range []struct{ layout, content string }{{"sw.js", ""}, {"offline.html", ""}, {"", "sw.js"}, {"", "offline.html"}, {"", "offline.md"}} {
		content := plainSite()
		if test.content != "" {
			content[test.content] = &fstest.MapFile{Data: []byte("---\ntitle: The author's\n---\n\nText.\n")}
			if path.Ext(test.content) != ".md" {
				content["site.yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, "%s\npublish: [%s]\n", content["site.yaml"].Data, test.content)}
			}
		}
		files := rendered(t, sitetest.Link(t, content), changed(t, map[string]string{test.layout: "-"}))
		if _, there := files[site.WorkerScript]; there && test.content != "sw.js" {
			t.Errorf("%+v: there is a worker", test)
		}
		if strings.Contains(files["index.html"], "data-worker") || strings.Contains(files["index.html"], ">Offline<") {
			t.Errorf("%+v: a page asks for a worker", test)
		}
	}
}
