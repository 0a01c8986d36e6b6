package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A Layout is a file of the layouts of a tree, or of the program where the tree has none.
type Layout struct {
	Name string // below layouts/
	Own  string // the file of content/layouts/ that replaces it, or empty
}

// ListLayouts returns the layouts of a tree, by their names.
func ListLayouts(o Options) (list []Layout, err error) {
	folder, close, err := o.OpenLayouts()
	defer close()
	if err != nil {
		return nil, err
	}
	for _, name := range folder.Names() {
		l := Layout{Name: name}
		if folder.Replaces(name) {
			l.Own = path.Join(layout.OwnName, name)
		}
		list = append(list, l)
	}
	return list, nil
}

// CopyLayout copies a layout into content/layouts/, for the author to change, and into
// the folder .base in it, so that later changes of the original can be merged. It replaces
// no layout of the author's. It returns what it wrote; the error is a source.Fault.
func CopyLayout(o Options, name string) (written []string, err error) {
	folder, close, err := o.OpenLayouts()
	defer close()
	if err != nil {
		return nil, err
	}
	names := folder.Names()
	if !slices.Contains(names, name) {
		return nil, source.Usage("no-such-layout", "there is no layout "+name, source.Meant(name, names)+"wirebook layout lists them")
	}
	data, err := fs.ReadFile(folder.Base, name)
	if err != nil {
		return nil, source.FromError("no-layouts", err, "")
	}
	content, err := OpenContent(o.Root) // content/ is there, and leads nowhere else
	if err != nil {
		return nil, err
	}
	defer content.Close()
	below := func(folder string) string { return path.Join(strings.TrimPrefix(folder, note.Folder+"/"), name) }
	if folder.Replaces(name) {
		return nil, source.Usage("layout-there", path.Join(layout.OwnName, name)+" is there already", "wirebook doctor shows what changed in the original since then, and wirebook doctor --merge merges it")
	}
	for _, to := range []string{layout.OwnName, layout.BaseName} {
		if to == layout.BaseName {
			content.Remove(below(to)) // of a copy that is gone
		}
		if err := writeNew(content, below(to), data); err != nil {
			return written, source.Usage("layout", fmt.Sprintf("%s cannot be written: %v", path.Join(to, name), err), "check the permissions of content/")
		}
		written = append(written, path.Join(to, name))
	}
	return written, nil
}

// writeNew writes a file that is not there, with the folders above it.
func writeNew(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
