package page

import (
	"bytes"
	"io/fs"
	"os"
	"testing"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/source"
)

// realLayouts are the layouts of this repository.
func realLayouts() fs.FS { return os.DirFS("../../layouts") }

// sample is the site of testdata/content, with every exchange taken as played.
func sample(t testing.TB) *site.Site { return sitetest.Link(t, os.DirFS("testdata/content")) }

// rendered renders without faults.
func rendered(t testing.TB, s *site.Site, layouts fs.FS) map[string]string {
	t.Helper()
	files, faults := Render(s, layouts, nil)
	out := made(t, files)
	for _, f := range append(faults, files.Faults()...) {
		t.Error(f)
	}
	return out
}

// made makes all files, those with Last behind the others.
func made(t testing.TB, files *site.Files) map[string]string {
	t.Helper()
	out := map[string]string{}
	data := make([][]byte, len(files.List))
	for _, last := range []bool{false, true} {
		source.Each(len(files.List), func(i int) {
			if files.List[i].Last == last {
				data[i], _ = files.Bytes(i, new(bytes.Buffer))
			}
		})
	}
	for i, f := range files.List {
		if _, twice := out[f.Path]; twice {
			t.Errorf("two files are called %s", f.Path)
		}
		out[f.Path] = string(data[i])
	}
	return out
}
