package page

import (
	"io/fs"
	"os"
	"testing"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
)

// realLayouts are the layouts of this repository.
func realLayouts() fs.FS { return os.DirFS("../../layouts") }

// sample is the site of testdata/content, with every exchange taken as played.
func sample(t testing.TB) *site.Site { return sitetest.Link(t, os.DirFS("testdata/content")) }

// rendered renders without faults.
func rendered(t testing.TB, s *site.Site, layouts fs.FS) map[string]string {
	t.Helper()
	files, faults := Render(s, layouts)
	for _, f := range faults {
		t.Error(f)
	}
	out := map[string]string{}
	for _, f := range files {
		if _, twice := out[f.Path]; twice {
			t.Errorf("two files are called %s", f.Path)
		}
		out[f.Path] = string(f.Data)
	}
	return out
}
