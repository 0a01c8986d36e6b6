package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"wirebook/generator/source"
)

// A Group is a part of a section in the navigation: the pages that a row of the tables of
// its index leads to.
type Group struct {
	Label string // the first cell of the row; empty for the pages that no row leads to
	Pages []*Page
}

// groups makes the groups of a section, whose links are known.
func (s *Section) groups() (groups []Group) {
	index := s.Index
	if index == nil || len(index.Note.Rows) == 0 {
		return nil
	}
	type lead struct {
		at     source.Span
		target string
	}
	var leads []lead
	for i, c := range index.Note.CodeSpans {
		leads = append(leads, lead{c.Span, index.Targets.CodeSpans[i]})
	}
	for i, l := range index.Note.Links {
		leads = append(leads, lead{l.Span, index.Targets.Links[i]})
	}
	slices.SortStableFunc(leads, func(a, b lead) int { return cmp.Compare(a.at.Start, b.at.Start) })
	left := map[string]*Page{}
	for _, p := range s.Pages {
		if p != index {
			left[p.URL] = p
		}
	}
	for _, row := range index.Note.Rows {
		g := Group{Label: row.Text}
		i, _ := slices.BinarySearchFunc(leads, row.Span.Start, func(l lead, start int) int { return cmp.Compare(l.at.Start, start) })
		for ; i < len(leads) && leads[i].at.Start <= row.Span.End; i++ {
			target, _, _ := strings.Cut(leads[i].target, "#")
			url := path.Join(path.Dir(index.URL), target)
			if p := left[url]; p != nil {
				g.Pages = append(g.Pages, p)
				delete(left, url)
			}
		}
		if g.Pages != nil {
			groups = append(groups, g)
		}
	}
	var rest []*Page
	for _, p := range s.Pages {
		if left[p.URL] == p {
			rest = append(rest, p)
		}
	}
	if rest != nil {
		groups = append(groups, Group{Pages: rest})
	}
	return groups
}
