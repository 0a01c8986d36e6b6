package public

import (
	"io/fs"
	"os"
	"path"
	"slices"

	"wirebook/generator/site"
)

// A State tells the folder as a build left it from one that was written to later: each
// file is renamed into place, which its folder remembers. It does not notice a file that
// is changed where it stands.
type State struct {
	folders map[string]fs.FileInfo // by path

	// What a survey of the folder would find; nil if it has files that no build wrote.
	found   map[string]fs.FileMode
	authors []string
	list    list
	listed  []byte
}

// State returns the state of the folder after Write, which wrote these files; nil if it
// cannot be told.
func (f *Folder) State(files []site.File) *State {
	root, err := f.tree.OpenRoot(f.name)
	if err != nil {
		return nil
	}
	defer root.Close()
	s := &State{folders: map[string]fs.FileInfo{}}
	if t := f.written; t != nil && t.same {
		s.found, s.authors, s.list, s.listed = t.found, t.authors, t.now, t.listed
		for dir := range f.Before.folders {
			if s.folders[dir], err = root.Stat(dir); err != nil {
				return nil
			}
		}
		return s
	}
	for _, file := range files {
		for dir := path.Dir(file.Path); s.folders[dir] == nil; dir = path.Dir(dir) {
			if s.folders[dir], err = root.Stat(dir); err != nil {
				return nil
			}
		}
	}
	if t := f.written; t != nil && len(t.foreign) == 0 {
		s.found, s.authors, s.list, s.listed = make(map[string]fs.FileMode, len(files)+len(s.folders)), t.authors, t.now, t.listed
		for _, file := range files {
			s.found[file.Path] = 0
		}
		for dir := range s.folders {
			s.found[dir] = fs.ModeDir
		}
		delete(s.found, ".")
	}
	return s
}

// recall has the next Write find what a survey would, where the folder is as it was.
func (t *tree) recall(s *State) {
	t.found, t.authors, t.before, t.listed = s.found, slices.Clip(s.authors), s.list, s.listed
}

// Is says that the folder is as it was; never for a nil State.
func (f *Folder) Is(s *State) bool {
	if s == nil {
		return false
	}
	root, err := f.tree.OpenRoot(f.name)
	if err != nil {
		return false
	}
	defer root.Close()
	for name, was := range s.folders {
		if info, err := root.Stat(name); err != nil || !os.SameFile(was, info) || !was.ModTime().Equal(info.ModTime()) {
			return false
		}
	}
	return true
}
