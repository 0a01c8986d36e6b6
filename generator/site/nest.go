package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// order sorts pages folder by folder: the index of a folder first, then its notes and
// folders by order and by name. The order of a folder is that of its index.
func order(pages []*Page) {
	orders := map[string]int{} // of folders
	for _, p := range pages {
		if dir, base := path.Split(p.Note.Path); base == "index.md" {
			orders[strings.TrimSuffix(dir, "/")] = p.Note.Meta.Order
		}
	}
	slices.SortStableFunc(pages, func(a, b *Page) int {
		x, y := a.Note.Path, b.Note.Path
		from := 0 // of the first names in which they differ
		for i := 0; i < min(len(x), len(y)) && x[i] == y[i]; i++ {
			if x[i] == '/' {
				from = i + 1
			}
		}
		place := func(p *Page) (index, order int, name string) {
			name, _, below := strings.Cut(p.Note.Path[from:], "/")
			switch {
			case below:
				return 1, orders[p.Note.Path[:from+len(name)]], name
			case name == "index.md":
				return 0, 0, ""
			}
			return 1, p.Note.Meta.Order, strings.TrimSuffix(name, ".md")
		}
		indexA, orderA, nameA := place(a)
		indexB, orderB, nameB := place(b)
		return cmp.Or(cmp.Compare(indexA, indexB), cmp.Compare(orderA, orderB), strings.Compare(nameA, nameB), strings.Compare(x, y))
	})
}

// nested makes the parts of a section that has folders; there are none of another.
func (s *Section) nested() (out []Nested) {
	any := false
	for _, p := range s.Pages {
		if p == s.Index {
			continue
		}
		folder := ""
		if name, _, below := strings.Cut(strings.TrimPrefix(p.Note.Path, s.Folder+"/"), "/"); below {
			folder, any = path.Join(s.Folder, name), true
		}
		if len(out) == 0 || out[len(out)-1].Folder != folder {
			n := Nested{Folder: folder}
			if folder != "" {
				n.Label = path.Base(folder)
			}
			out = append(out, n)
		}
		last := &out[len(out)-1]
		if folder != "" && p.Note.Path == folder+"/index.md" {
			last.Index, last.Label = p, p.Nav
		} else {
			last.Pages = append(last.Pages, p)
		}
	}
	if !any {
		return nil
	}
	return out
}

// Under are the pages that the index of a folder leads to, in order: the notes of the
// folder and the indexes of the folders in it; of one without an index, all notes. It is
// empty for a page that is not the index of a folder in a section.
func (p *Page) Under() (out []*Page) {
	folder, isIndex := strings.CutSuffix(p.Note.Path, "/index.md")
	if !isIndex || p.Section == nil {
		return nil
	}
	indexed := ""
	for _, other := range p.Section.Pages {
		rest, within := strings.CutPrefix(other.Note.Path, folder+"/")
		if !within || other == p || indexed != "" && strings.HasPrefix(rest, indexed) {
			continue
		}
		if dir, is := strings.CutSuffix(rest, "index.md"); is {
			indexed = dir
		}
		out = append(out, other)
	}
	return out
}
