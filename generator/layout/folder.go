package layout

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// The folders of layouts, as faults name them: that of the program; that of a course,
// whose files replace those of the same name; and in the course the originals that its
// files were made from, so that changes of both can be merged.
const (
	Name     = "layouts"
	OwnName  = "content/layouts"
	BaseName = "content/layouts/.base"
)

// A Folder is the layouts of a site: those of Base, each replaced by the file of the same
// name in Own, if there is one. Own may be nil.
type Folder struct {
	Base, Own fs.FS
}

// Open implements fs.FS. What is in a folder, ReadDir says.
func (f Folder) Open(name string) (fs.File, error) {
	if f.Own == nil {
		return f.Base.Open(name)
	}
	own, err := f.Own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return f.Base.Open(name)
	}
	return own, err
}

// Stat implements fs.StatFS: to open a pipe would block.
func (f Folder) Stat(name string) (fs.FileInfo, error) {
	if f.Own != nil {
		if info, err := fs.Stat(f.Own, name); !errors.Is(err, fs.ErrNotExist) {
			return info, err
		}
	}
	return fs.Stat(f.Base, name)
}

// ReadDir implements fs.ReadDirFS.
func (f Folder) ReadDir(name string) ([]fs.DirEntry, error) {
	base, err := fs.ReadDir(f.Base, name)
	if f.Own == nil || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return base, err
	}
	own, ownErr := fs.ReadDir(f.Own, name)
	if errors.Is(ownErr, fs.ErrNotExist) {
		return base, err
	}
	if ownErr != nil {
		return nil, ownErr
	}
	own = slices.DeleteFunc(own, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") })
	has := func(e fs.DirEntry) bool {
		return slices.ContainsFunc(own, func(o fs.DirEntry) bool { return o.Name() == e.Name() })
	}
	all := append(own, slices.DeleteFunc(base, has)...)
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// nameOf is the name of a layout in faults.
func nameOf(folder fs.FS, name string) string {
	if f, ok := folder.(Folder); ok && f.Own != nil {
		if _, err := fs.Stat(f.Own, name); err == nil {
			return path.Join(OwnName, name)
		}
	}
	return path.Join(Name, name)
}
