package site

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/source"
)

// A Move is an address that leads to a page: one that the page had before, or the short
// address of a status code.
type Move struct {
	From string // as readers ask for it, from the root of the site: /201
	File string // the file that is at this address: 201.html
	To   *Page
}

// moves collects the addresses of was: and, for each page of a code or a class, the code
// itself. An address that the site has already is a fault in was:, and no short address.
func (l *linker) moves() (faults []source.Fault) {
	taken := map[string]string{"404.html": "the page for addresses that do not exist"}
	for _, name := range []string{SearchPage, OfflinePage, ReadPage, TryPage} {
		taken[name] = "a page of every site"
	}
	for name := range l.copies {
		taken[name] = "content/" + name
	}
	for _, s := range l.site.Sources {
		taken[s.URL] = s.File.Name
	}
	for _, p := range l.pages {
		taken[p.URL] = p.Note.File.Name
	}
	for _, p := range l.site.Pages {
		for i, from := range p.Note.Meta.Was {
			file, ok := fileOf(from)
			by, has := taken[file]
			what, do := "", ""
			switch {
			case !ok:
				what, do = fmt.Sprintf("%q is not an address of this site", from), "write the path that the page had, from the root of the site: /lessons/old.html"
			case has:
				what, do = fmt.Sprintf("%s is at %s already", by, from), "remove the address"
			default:
				taken[file] = p.Note.File.Name
				l.site.Moves = append(l.site.Moves, Move{from, file, p})
				continue
			}
			faults = append(faults, source.Fault{File: p.Note.File, Span: p.Note.Meta.At("was." + strconv.Itoa(i)), ID: "was-address", What: what, Do: do})
		}
	}
	for _, p := range l.site.Pages {
		if p.Status == nil && p.Class == nil {
			continue
		}
		name := strings.TrimSuffix(path.Base(p.Note.Path), ".md")
		if file := name + ".html"; taken[file] == "" {
			l.site.Moves = append(l.site.Moves, Move{"/" + name, file, p})
		}
	}
	return faults
}

// fileOf is the file that hosts serve at an address, or false if it is not a plain path.
func fileOf(address string) (file string, ok bool) {
	file, ok = strings.CutPrefix(address, "/")
	if !ok || file == "" || strings.ContainsAny(file, "?#%:*\\ ") || slices.ContainsFunc([]rune(file), func(r rune) bool { return r < ' ' || r > '~' }) {
		return "", false
	}
	switch {
	case strings.HasSuffix(file, "/"):
		file += "index.html"
	case !strings.HasSuffix(file, ".html"):
		file += ".html"
	}
	return file, fs.ValidPath(file)
}
