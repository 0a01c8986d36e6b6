//go:build full

package public_test

import (
	"path/filepath"
	"testing"
)

// All sizes of a site, with more files in a folder than a worker takes at once.
func TestManyFiles(t *testing.T) {
	dir := folder(t)
	files := pages(1000, "one")
	if got := write(t, dir, files); got.Changed != len(files) {
		t.Errorf("changed %d of %d", got.Changed, len(files))
	}
	var paths []string
	want := map[string]string{".gitignore": marker}
	for _, f := range pages(1000, "two") {
		paths = append(paths, f.Path)
		want[f.Path] = string(f.Data)
		want[filepath.ToSlash(filepath.Dir(f.Path))+"/"] = ""
	}
	want[".wirebook"] = listed(paths...)
	delete(want, "./")
	write(t, dir, pages(1000, "two"))
	same(t, dir, want)
}
