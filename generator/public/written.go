package public

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"wirebook/generator/site"
)

// listName is the file, in the folder, that names what builds have written there:
// after a whole write the files of the site, and while one is under way those of
// the site before as well. So whatever ends a write, a file that the list does not
// name was written by no build. It holds names only, of files beside it.
const listName = ".wirebook"

const listHead = "# The files here that a build wrote, in its order. All others are yours: no build removes them.\n"

// A list is the paths of files that builds have written, in the order in which
// they were put in place: a page stands behind its assets.
type list struct {
	paths []string
	has   map[string]bool
}

// listOf is the list of a site.
func listOf(files []site.File) list {
	l := list{has: make(map[string]bool, len(files))}
	for _, f := range files {
		l.add(f.Path)
	}
	return l
}

func (l *list) add(path string) {
	if !l.has[path] {
		l.has[path] = true
		l.paths = append(l.paths, path)
	}
}

// readList reads the list that stands in the folder; it is empty where there is
// none. Text is what it read.
func readList(root fs.FS) (l list, text []byte, err error) {
	l.has = map[string]bool{}
	info, err := fs.Stat(root, listName)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = errSpecial // reading a pipe would wait
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

// with is the list with the files of another behind those that it alone names.
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
