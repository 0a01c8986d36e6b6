package layout

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// A folder holds the files of both, with those of the course where both have one.
func TestFolder(t *testing.T) {
	f := Folder{
		Base: fstest.MapFS{"a.html": {Data: []byte("base")}, "assets/b.css": {Data: []byte("base")}, "assets/c.js": {Data: []byte("base")}},
		Own:  fstest.MapFS{"assets/b.css": {Data: []byte("own")}, "assets/d/e.js": {Data: []byte("own")}, ".hidden": {}},
	}
	var names []string
	err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if diff := cmp.Diff([]string{".", "a.html", "assets", "assets/b.css", "assets/c.js", "assets/d", "assets/d/e.js"}, names); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for name, want := range map[string]string{"a.html": "base", "assets/b.css": "own", "assets/c.js": "base", "assets/d/e.js": "own"} {
		got, err := fs.ReadFile(f, name)
		if string(got) != want || err != nil {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
	for name, want := range map[string]string{"a.html": "layouts/a.html", "assets/b.css": "content/layouts/assets/b.css"} {
		if got := nameOf(f, name); got != want {
			t.Errorf("%s is named %s, want %s", name, got, want)
		}
	}
}
