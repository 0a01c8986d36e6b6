package serve

import (
	"path/filepath"
	"testing"

	"github.com/fsnotify/fsnotify"
)

func TestWhatAChangeMeans(t *testing.T) {
	const none, site, code = "nothing", "the site", "the program"
	tests := []struct {
		name   string
		op     fsnotify.Op
		module string // in a Go module
		other  string // in a tree without Go
	}{
		{"content/index.md", fsnotify.Write, site, site},
		{"content/site.yaml", fsnotify.Create, site, site},
		{"content/status/404.md", fsnotify.Remove, site, site},
		{"content/status/404.md", fsnotify.Chmod, none, none},
		{"content/status/.404.md.swp", fsnotify.Create, none, none},
		{"content/status/404.md~", fsnotify.Create, none, none},
		{"content/status/4913", fsnotify.Create, none, none},
		{"content/.#index.md", fsnotify.Create, none, none},
		{"content/origin/books.go", fsnotify.Write, code, site},
		{"content/origin/books_test.go", fsnotify.Write, none, none},
		{"content/origin/cover.svg", fsnotify.Write, code, site},
		{"layouts/page.html", fsnotify.Rename, site, site},
		{"generator/page/page.go", fsnotify.Write, code, none},
		{"generator/registry/data/fields.tsv", fsnotify.Write, code, none},
		{"main.go", fsnotify.Write, code, none},
		{"main_test.go", fsnotify.Write, none, none},
		{"go.mod", fsnotify.Create, code, none},
		{"go.sum", fsnotify.Write, code, none},
		{"netlify.toml", fsnotify.Write, site, site},
		{"content", fsnotify.Create, site, site},
		{"README.md", fsnotify.Write, none, none},
		{"public", fsnotify.Write, none, none},
		{".git", fsnotify.Write, none, none},
	}
	for _, test := range tests {
		for module, want := range map[bool]string{true: test.module, false: test.other} {
			w := &Watcher{root: "tree", module: module}
			got := none
			switch matters, isCode := w.judge(fsnotify.Event{Name: filepath.Join("tree", test.name), Op: test.op}); {
			case isCode:
				got = code
			case matters:
				got = site
			}
			if got != want {
				t.Errorf("%v of %s (module: %v) means %s, want %s", test.op, test.name, module, got, want)
			}
		}
	}
}
