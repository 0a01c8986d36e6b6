package public

import (
	"crypto/rand"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// temporary begins the name of every file that is not in its place yet.
const temporary = ".wirebook-"

// A tree is the folder of a site while it is written.
type tree struct {
	root  *os.Root
	token string // of this write, in the names of its temporary files

	mu     sync.Mutex
	staged []staged // written, not yet renamed
	made   []string // folders, parents first
}

func open(dir string) (*tree, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &failure{err: err}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &failure{err: err}
	}
	return &tree{root: root, token: rand.Text()[:8]}, nil
}

// survey finds what stands in the folder: path → kind. What is the author's is
// left out, and so are links followed: a link is a thing of its own.
func (t *tree) survey() (map[string]fs.FileMode, error) {
	found := map[string]fs.FileMode{}
	err := fs.WalkDir(t.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return &failure{path: name, err: err}
		case name == ".":
			return nil
		case authors(name) && !strings.Contains(name, "/"):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		found[name] = d.Type()
		return nil
	})
	return found, err
}

// makeFolders makes each folder that the site needs and that is not there.
func (t *tree) makeFolders(kept map[string]bool, found map[string]fs.FileMode) error {
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		kind, there := found[name]
		switch {
		case !kept[name] && there && kind.IsDir():
			return &failure{path: name, err: errFolder}
		case !kept[name] || there && kind.IsDir():
			continue
		case there && kind&fs.ModeSymlink != 0:
			return &failure{path: name, err: errLink}
		case there:
			return &failure{path: name, err: errFile}
		}
		if err := t.root.Mkdir(name, 0o755); err != nil {
			return &failure{path: name, err: err}
		}
		t.made = append(t.made, name)
	}
	return nil
}

// remove takes away what the site does not have: files first, then the folders
// that this leaves empty, the deepest first. It returns how many files went.
func (t *tree) remove(found map[string]fs.FileMode, kept map[string]bool) (int, error) {
	removed := 0
	var folders []string
	for name, kind := range found {
		if _, needed := kept[name]; needed {
			continue
		}
		if kind.IsDir() {
			folders = append(folders, name)
			continue
		}
		if err := t.root.Remove(name); err != nil {
			return removed, &failure{path: name, err: err, placed: true}
		}
		if !strings.HasPrefix(path.Base(name), temporary) {
			removed++
		}
	}
	slices.Sort(folders)
	for _, name := range slices.Backward(folders) {
		if err := t.root.Remove(name); err != nil {
			return removed, &failure{path: name, err: err, placed: true}
		}
	}
	return removed, nil
}

// undo takes away what a failed write has put beside the places of its files.
func (t *tree) undo() {
	for _, s := range t.staged {
		t.root.Remove(path.Join(s.folder, s.temp))
	}
	for _, name := range slices.Backward(t.made) {
		t.root.Remove(name) // fails, as it should, where a file is in place
	}
}
