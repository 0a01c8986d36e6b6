package public

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"wirebook/generator/site"
)

// listName is the file, in the folder, that lists what builds have written there: after
// a complete write the files of the site, and during a write also those of the site
// before. However a write ends, no build wrote a file that is not in the list. Names are
// relative to the folder.
const listName = ".wirebook"

const listHead = "# The files in this folder that a build wrote, in the order of writing. All other files are yours: a build does not remove them.\n"

// A list holds the paths of files that builds have written, in the order in which they
// were put in place: a page comes after its assets.
type list struct {
	paths []string
	has   map[string]bool
}

// listOf returns the list of the files of a site.
func listOf(files []site.File) list {
	l := list{has: make(map[string]bool, len(files))}
	for _, f := range files {
		l.add(f.Path)
	}
	return l
}

// is reports whether these are the files of the list, in its order.
func (l list) is(files []site.File) bool {
	return slices.EqualFunc(l.paths, files, func(path string, f site.File) bool { return path == f.Path })
}

func (l *list) add(path string) {
	if !l.has[path] {
		l.has[path] = true
		l.paths = append(l.paths, path)
	}
}

// readList reads the list in the folder. It is empty if the file does not exist. text is
// the content of the file.
func readList(root fs.FS) (l list, text []byte, err error) {
	l.has = map[string]bool{}
	info, err := fs.Stat(root, listName)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = errSpecial // reading a pipe would block
	}
	if err == nil {
		text, err = fs.ReadFile(root, listName)
	}
	if err != nil {
		return l, nil, &failure{path: listName, err: err}
	}
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	for line := range strings.Lines(string(rest)) {
		if path, whole := strings.CutSuffix(line, "\n"); whole && path != "" {
			l.add(path)
		}
	}
	return l, text, nil
}

// with returns the paths that only l has, followed by those of other.
func (l list) with(other list) list {
	both := list{has: map[string]bool{}}
	for _, path := range slices.Concat(slices.DeleteFunc(slices.Clone(l.paths), func(p string) bool { return other.has[p] }), other.paths) {
		both.add(path)
	}
	return both
}

func (l list) text() []byte {
	return []byte(listHead + strings.Join(append(l.paths, ""), "\n"))
}
