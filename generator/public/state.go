package public

import (
	"io/fs"
	"os"
	"path"

	"wirebook/generator/site"
)

// A State tells the folder as a build left it from one that was written to later: each
// file is renamed into place, which its folder remembers. It does not notice a file that
// is changed where it stands.
type State struct {
	folders map[string]fs.FileInfo // by path
}

// State returns the state of the folder, which has these files; nil if it cannot be told.
func (f *Folder) State(files []site.File) *State {
	root, err := f.tree.OpenRoot(f.name)
	if err != nil {
		return nil
	}
	defer root.Close()
	s := &State{folders: map[string]fs.FileInfo{}}
	for _, file := range files {
		for dir := path.Dir(file.Path); s.folders[dir] == nil; dir = path.Dir(dir) {
			if s.folders[dir], err = root.Stat(dir); err != nil {
				return nil
			}
		}
	}
	return s
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
