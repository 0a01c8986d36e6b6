package generator

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// placeOf finds the file or folder that an argument names, relative to the root of the
// tree or else to the working folder.
func placeOf(root, name string) (file string, err error) {
	if filepath.IsAbs(name) {
		return filepath.Clean(name), nil
	}
	for _, from := range []string{root, "."} {
		abs, err := filepath.Abs(filepath.Join(from, name))
		if err != nil {
			return "", err
		}
		if file == "" {
			file = abs
		}
		if info, err := os.Stat(abs); err == nil && (info.Mode().IsRegular() || info.IsDir()) {
			return abs, nil
		}
	}
	return file, nil
}

// isSite reports whether content/ of a tree belongs to a site. Other programs have
// folders of that name too.
func isSite(root string) bool {
	data, err := os.ReadFile(filepath.Join(root, note.Folder, note.ConfigName))
	return err == nil && note.IsSite(data)
}

// noSite reports whether there is a folder content/ without a site.yaml.
func noSite(root string) bool {
	_, err := os.Stat(filepath.Join(root, note.Folder))
	_, missing := os.Stat(filepath.Join(root, note.Folder, note.ConfigName))
	return err == nil && os.IsNotExist(missing)
}

// notRead names folders whose files are not documents of the repository.
var notRead = []string{"node_modules", "vendor"}

// documents returns the Markdown files of a folder, in order. It skips hidden folders,
// folders of other people's code, and symbolic links.
func documents(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != dir && (strings.HasPrefix(d.Name(), ".") || slices.Contains(notRead, d.Name())):
			return fs.SkipDir
		case d.Type().IsRegular() && note.IsMarkdown(d.Name()):
			files = append(files, file)
		}
		return nil
	})
	return files, err
}

// choose reads one argument of Select.
func (s *Selection) choose(root, base, arg string) error {
	m := fileLine.FindStringSubmatch(arg)
	file, err := placeOf(root, m[1])
	if err != nil {
		return err
	}
	line := lineOf(m[2])
	info, err := os.Stat(file)
	if err != nil || !info.IsDir() {
		c, err := s.file(root, base, arg, file, line)
		s.chosen = append(s.chosen, c)
		return err
	}
	files, err := documents(file)
	switch {
	case err != nil:
		return source.Usage("unreadable", "the folder cannot be read: "+err.Error(), "check its permissions")
	case len(files) == 0:
		return source.Usage("no-such-note", "there is no Markdown file in "+arg, "name a Markdown file, or a folder that contains one")
	}
	for _, file := range files {
		c, err := s.file(root, base, arg, file, 0)
		if err != nil {
			return err
		}
		s.chosen = append(s.chosen, c)
	}
	return nil
}

// file returns the choice of a file: a note of the site below base, or another file.
// base is empty if there is no site.
func (s *Selection) file(root, base, arg, file string, line int) (chosen, error) {
	rel, err := filepath.Rel(base, file)
	if base == "" || err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return outside(root, arg, file, line)
	}
	c := chosen{arg: arg, line: line, path: path.Clean(filepath.ToSlash(rel))}
	c.name = path.Join(note.Folder, c.path)
	return c, nil
}

// outside returns the choice of a file that is not in content/.
func outside(root, arg, file string, line int) (c chosen, err error) {
	info, err := os.Stat(file)
	switch {
	case os.IsNotExist(err):
		return c, source.Usage("no-such-note", "there is no file "+arg, "name a note of this site, such as content/status/404.md, or any other Markdown file")
	case err != nil:
		return c, source.Usage("unreadable", "the file cannot be read: "+err.Error(), "name a readable Markdown file")
	case info.Mode().Type()&^fs.ModeSymlink != 0:
		return c, source.Usage("no-such-note", arg+" is not a regular file", "name a Markdown file")
	}
	base, err := filepath.Abs(root)
	if err != nil {
		return c, err
	}
	name := file
	if rel, err := filepath.Rel(base, file); err == nil {
		name = rel
	}
	return chosen{arg: arg, file: file, line: line, outside: true, name: filepath.ToSlash(name)}, nil
}
