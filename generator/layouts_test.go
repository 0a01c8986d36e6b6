package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/generator"
	"wirebook/generator/source"
)

// A tree without layouts/ has those of the program. Of both, each file of content/layouts/
// replaces the one of the same name, is not published, and is named in faults.
func TestLayoutsOfTheProgram(t *testing.T) {
	for _, onDisk := range []bool{false, true} {
		root := t.TempDir()
		put(t, root, "content/site.yaml", "title: Test\n")
		put(t, root, "content/index.md", "---\ntitle: Home\n---\nText.\n")
		o := generator.Options{Root: root, Layouts: os.DirFS("../layouts")}
		if onDisk {
			o.Layouts = nil
			if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS("../layouts")); err != nil {
				t.Fatal(err)
			}
		}
		if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
			t.Fatal(faults)
		}
		put(t, root, "content/layouts/foot.html", `<footer>of this course <img alt="" src="{{.Asset "own.svg"}}"></footer>`)
		put(t, root, "content/layouts/assets/own.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
		put(t, root, "content/layouts/.draft.html", "{{")
		if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
			t.Fatal(faults)
		}
		if page := get(t, filepath.Join(root, "public/index.html")); !strings.Contains(page, "<footer>of this course ") || !strings.Contains(page, "<nav") {
			t.Errorf("the page has not both layouts:\n%s", page)
		}
		if own, _ := filepath.Glob(filepath.Join(root, "public/assets/own.*.svg")); len(own) != 1 {
			t.Errorf("the asset is published as %q", own)
		}
		if _, err := os.Stat(filepath.Join(root, "public/layouts")); err == nil {
			t.Error("content/layouts/ is published")
		}
		put(t, root, "content/layouts/foot.html", `{{.Asset "own.svg"}}{{.Nothing}}`)
		_, faults := generator.Build(t.Context(), o)
		if len(faults) != 1 || faults[0].File.Name != "content/layouts/foot.html" {
			t.Errorf("the faults are %v", faults)
		}
	}
}

// A course needs no content/layouts/, so one that is no folder is not to be filled.
func TestLayoutsAreNoFolder(t *testing.T) {
	root := t.TempDir()
	put(t, root, "content/layouts", "x")
	_, close, err := generator.Options{Root: root, Layouts: os.DirFS("../layouts")}.OpenLayouts()
	close()
	if f, is := err.(source.Fault); !is || f.Do != "make it a folder with layouts of your own, or remove it" {
		t.Errorf("the fault is %v", err)
	}
}
