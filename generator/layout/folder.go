package layout

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
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

// Names lists the layouts that can be replaced: those of Base.
func (f Folder) Names() []string { return filesOf(f.Base) }

// Replaces reports whether Own has a layout.
func (f Folder) Replaces(name string) bool {
	if f.Own == nil {
		return false
	}
	_, err := fs.Stat(f.Own, name)
	return err == nil
}

// filesOf lists the files of a folder, without those that begin with a dot or are in a
// folder that does.
func filesOf(folder fs.FS) (names []string) {
	fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // reported where it is read
		case name != "." && strings.HasPrefix(path.Base(name), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir():
			names = append(names, name)
		}
		return nil
	})
	return names
}

// strangers faults the files of Own that replace none of Base and that no layout uses: a
// misspelt name would change nothing, in silence.
func (f Folder) strangers() (faults []source.Fault) {
	if f.Own == nil {
		return nil
	}
	var all [][]byte // the texts of the layouts, once they are needed
	base := f.Names()
	for _, name := range filesOf(f.Own) {
		if slices.Contains(base, name) {
			continue
		}
		if all == nil {
			for _, folder := range []fs.FS{f.Base, f.Own} {
				for _, name := range filesOf(folder) {
					text, _ := fs.ReadFile(folder, name)
					all = append(all, text)
				}
			}
		}
		as := strings.TrimPrefix(name, site.AssetFolder)
		if dir := path.Dir(as); path.Ext(as) == ".js" && dir != "." {
			as = dir + ".js" // joinScripts
		}
		used := slices.ContainsFunc(all, func(text []byte) bool { return refers(text, as) })
		if joined := path.Dir(name) != "." && path.Ext(name) == ".js" && slices.ContainsFunc(base, func(b string) bool { return path.Dir(b) == path.Dir(name) }); used || joined {
			continue
		}
		faults = append(faults, source.Fault{File: &source.File{Name: path.Join(OwnName, name)}, ID: "no-such-layout", Exit: source.ExitUsage,
			What: "there is no layout of this name, and no layout uses the file", Do: source.Meant(name, base) + "wirebook layout lists the names"})
	}
	return faults
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

// Unmerged faults the marks that a merge left in the layouts of a course, for the author
// to choose between two versions of some lines.
func Unmerged(folder fs.FS) (faults []source.Fault) {
	f, ok := folder.(Folder)
	if !ok || f.Own == nil {
		return nil
	}
	fs.WalkDir(f.Own, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // reported where it is read
		case d.IsDir() && name == path.Base(BaseName):
			return fs.SkipDir
		case d.Type().IsRegular():
			if data, err := fs.ReadFile(f.Own, name); err == nil {
				file, _ := source.NewFile(path.Join(OwnName, name), data)
				if at := marks.FindIndex(file.Data); at != nil {
					faults = append(faults, source.Fault{File: file, Span: source.Span{Start: at[0], End: at[1]}, ID: "layout-unmerged", Exit: source.ExitUsage,
						What: "a merge has left this mark: you and the original changed the same lines", Do: "keep what you need of the versions down to the line >>>>>>>, and remove the marks"})
				}
			}
		}
		return nil
	})
	return faults
}

// marks begin and end what a merge could not decide: those of git and of doctor.
var marks = regexp.MustCompile(`(?m)^(<{7}|>{7}) .*$`)
