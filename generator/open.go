package generator

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/public"
	"wirebook/generator/source"
)

// OpenContent opens content/ of the tree at root. The error is a source.Fault.
func OpenContent(root string) (*os.Root, error) {
	if err := leadsOut(root, note.Folder); err != nil {
		return nil, err
	}
	content, err := OpenFolder(root, note.Folder)
	if err != nil {
		return nil, source.Usage("no-content", "content/ cannot be read: "+err.Error(), "run wirebook in the folder that contains content/, or name that folder with --root; to begin a course: wirebook init DIR")
	}
	return content, nil
}

// OpenFolder opens a folder of the tree. Neither the folder nor anything read through it
// may be a link that leads out of the tree.
func OpenFolder(root, name string) (*os.Root, error) {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	if info, err := tree.Stat(name); err == nil && !info.IsDir() { // opening a pipe would block
		return nil, errors.New("it is not a folder")
	}
	folder, err := tree.OpenRoot(name)
	var at *fs.PathError
	if errors.As(err, &at) {
		at.Op, at.Path = "open", filepath.Join(root, name)
	}
	return folder, err
}

// leadsOut returns a fault if a folder of the tree is a link that leads out of it.
func leadsOut(root, name string) error {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return nil // OpenFolder reports it
	}
	defer tree.Close()
	link, err := tree.Lstat(name)
	if err != nil || link.Mode()&fs.ModeSymlink == 0 {
		return nil
	}
	if _, err := tree.Stat(name); err != nil {
		return source.Usage("link-out", name+"/ is a link that leads out of the tree, or nowhere", "replace the link with the folder itself")
	}
	return nil
}

// out is the folder of the built site.
func (o Options) out() string {
	return cmp.Or(o.Out, filepath.Join(o.Root, public.Name))
}

// outName is the folder of the built site in messages.
func (o Options) outName() string { return filepath.ToSlash(cmp.Or(o.Out, public.Name)) }

// outApart returns a fault if the site would be written into a folder that the build
// reads.
func (o Options) outApart() error {
	out, err := filepath.Abs(o.out())
	if err != nil {
		return err
	}
	for _, name := range []string{note.Folder, layout.Name} {
		read, err := filepath.Abs(filepath.Join(o.Root, name))
		if err != nil {
			return err
		}
		if rel, err := filepath.Rel(resolved(read), resolved(out)); err == nil && filepath.IsLocal(rel) {
			return source.Usage("out", fmt.Sprintf("%s is in %s/, which the build reads", o.Out, name), "name another folder after --out")
		}
	}
	return nil
}

// resolved is a path without links, as far as it is there.
func resolved(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	if dir := filepath.Dir(name); dir != name {
		return filepath.Join(resolved(dir), filepath.Base(name))
	}
	return name
}

// OpenLayouts returns the layouts of the tree: layouts/, or those of the program where
// there is no such folder, with what content/layouts/ replaces. The function closes them,
// whatever the error, which is a source.Fault.
func (o Options) OpenLayouts() (folder layout.Folder, close func(), err error) {
	var opened []*os.Root
	close = func() {
		for _, r := range opened {
			r.Close()
		}
	}
	open := func(name string) (fs.FS, error) {
		root, err := OpenFolder(o.Root, name)
		if err != nil {
			return nil, err
		}
		opened = append(opened, root)
		return root.FS(), nil
	}
	unread := func(name string, err error, do string) error {
		return source.Usage("no-layouts", name+"/ cannot be read: "+err.Error(), do)
	}
	folder.Base, err = open(layout.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && o.Layouts != nil:
		folder.Base = o.Layouts
	case err != nil:
		return folder, close, unread(layout.Name, err, "it contains the templates of the pages: copy it from Wirebook's repository")
	}
	folder.Own, err = open(layout.OwnName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folder, close, unread(layout.OwnName, err, "make it a folder with layouts of your own, or remove it")
	}
	return folder, close, nil
}
