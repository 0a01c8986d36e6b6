package public

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// temporary is the prefix of the name of every file that is not yet in its place.
const temporary = ".wirebook-"

// A tree is the folder of a site while it is being written.
type tree struct {
	root    *os.Root
	token   string // identifies this write in the names of its temporary files
	created bool   // the folder was not there before
	clean   bool   // what no build wrote is to be removed
	same    bool   // its files are those of the build before, by path: all are in the folder, and no others

	found   map[string]fs.FileMode // the contents of the folder: path → kind
	foreign []string               // files that no build wrote and the site does not have
	authors []string               // files below folders of builds that are the author's
	listed  []byte                 // the list as it is in the folder
	before  list                   // the files that builds wrote before
	now     list                   // the files of this build

	told    *source.Progress
	changed atomic.Int64 // files that are new, or have other bytes than before
	size    atomic.Int64 // the size of all files of the site

	mu     sync.Mutex
	staged []staged // written, not yet renamed
	inWay  []string // files that no build wrote, in the place of files of the site
	made   []string // folders, parents first
	placed bool     // some files of the new site are already in place
}

// make makes the folder with its marker, unless it exists.
func (f *Folder) make() (*tree, error) {
	err := f.tree.Mkdir(f.name, 0o755)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, &failure{err: err}
	}
	t := &tree{token: rand.Text()[:8], created: err == nil}
	if t.root, err = f.tree.OpenRoot(f.name); err != nil {
		return nil, &failure{err: err}
	}
	if _, err := t.root.Lstat(marker); errors.Is(err, fs.ErrNotExist) {
		if err := t.put(marker, []byte(markerText)); err != nil {
			t.root.Close()
			return nil, err
		}
	}
	return t, nil
}

// unmake removes the folder if it contains only the marker.
func (f *Folder) unmake(t *tree) {
	if t.root.Remove(marker) == nil {
		f.tree.Remove(f.name)
	}
}

// put writes a small file of the folder's own: completely, or not at all.
func (t *tree) put(name string, data []byte) error {
	temp := temporary + t.token
	err := create(t.root, temp, data)
	if err == nil {
		err = t.root.Rename(temp, name)
	}
	if err != nil {
		t.root.Remove(temp)
		return &failure{path: name, err: err, placed: t.placed}
	}
	return nil
}

// putList writes the list, unless the folder already has the same.
func (t *tree) putList(l list) error {
	text := l.text()
	if string(text) == string(t.listed) {
		return nil
	}
	t.listed = text
	return t.put(listName, text)
}

// survey finds what is in the folder, and which of it no build wrote. A symbolic link is
// not followed. Anything that is not a file, folder or link is a failure: a server that
// opens it would block.
func (t *tree) survey(files []site.File) (err error) {
	if t.same {
		t.now = t.before
		return nil
	}
	if t.now = listOf(files); t.found != nil { // it was recalled
		return nil
	}
	t.found = map[string]fs.FileMode{}
	if t.before, t.listed, err = readList(t.root.FS()); err != nil {
		return err
	}
	ours := t.before.with(t.now)
	hidden := map[string]bool{} // folders whose names begin with a dot and that builds made
	for _, name := range ours.paths {
		if authors(name) {
			hidden[strings.SplitN(name, "/", 2)[0]] = true
		}
	}
	return fs.WalkDir(t.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return &failure{path: name, err: err}
		case name == "." || name == lockName:
			return nil
		case !d.IsDir() && !d.Type().IsRegular() && d.Type()&fs.ModeSymlink == 0:
			return &failure{path: name, err: errSpecial}
		case d.IsDir() && authors(name) && !strings.Contains(name, "/") && !hidden[name]:
			return fs.SkipDir
		case authors(name) && !ours.has[name] && !d.IsDir():
			t.authors = append(t.authors, name)
			return nil
		}
		t.found[name] = d.Type()
		if !d.IsDir() && !ours.has[name] && !strings.HasPrefix(path.Base(name), temporary) {
			t.foreign = append(t.foreign, name)
		}
		return nil
	})
}

// makeFolders makes each folder that the site needs and that does not exist.
func (t *tree) makeFolders(kept map[string]bool) error {
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		kind, there := t.found[name]
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

// remove removes what the site no longer has: pages before their assets, and then the
// folders that this leaves empty, the deepest first. It returns the number of files
// removed, not counting temporary ones.
func (t *tree) remove(kept map[string]bool) (removed int, err error) {
	stay := t.authors
	if !t.clean {
		stay = append(stay, t.foreign...)
	}
	full := map[string]bool{} // folders that contain something that stays
	for _, name := range stay {
		for d := path.Dir(name); d != "."; d = path.Dir(d) {
			full[d] = true
		}
	}
	var files, folders []string
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(t.found))) {
		_, needed := kept[name]
		switch kind := t.found[name]; {
		case needed || full[name]:
		case kind.IsDir():
			folders = append(folders, name)
		case strings.HasPrefix(path.Base(name), temporary):
			files = append(files, name)
			removed--
		}
	}
	if t.clean {
		files = append(files, t.foreign...)
	}
	for _, name := range slices.Backward(t.before.paths) {
		kind, there := t.found[name]
		if _, needed := kept[name]; there && !needed && !kind.IsDir() {
			files = append(files, name)
		}
	}
	for _, name := range slices.Concat(files, folders) {
		if err := t.root.Remove(name); err != nil {
			return 0, &failure{path: name, err: err, placed: true}
		}
	}
	return removed + len(files), nil
}

// undo removes what a failed write left beside the places of its files.
func (t *tree) undo() {
	for _, s := range t.staged {
		t.root.Remove(path.Join(s.folder, s.temp))
	}
	for _, name := range slices.Backward(t.made) {
		t.root.Remove(name) // fails, as it should, if the folder has a file in place
	}
	switch {
	case t.placed:
	case len(t.before.paths) == 0:
		t.root.Remove(listName)
	default:
		t.putList(t.before)
	}
}
