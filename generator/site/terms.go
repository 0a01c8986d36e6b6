package site

import (
	"cmp"
	"fmt"
	"slices"

	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// mostTerms is how many terms a page marks.
const mostTerms = 5

// terms marks the first uses of glossary terms in the text of each page. A page that
// uses too many gets those that the fewest pages use: they need an explanation most.
func (l *linker) terms() (faults []source.Fault) {
	var glossary *note.Glossary
	var home *Page
	for _, p := range l.site.Pages {
		g, more := p.Note.Glossary()
		faults = append(faults, more...)
		switch {
		case g == nil:
		case glossary != nil:
			faults = append(faults, source.Fault{File: p.Note.File, Span: p.Note.Meta.At("glossary"), ID: "two-glossaries",
				What: fmt.Sprintf("content/%s is the glossary already", home.Note.Path), Do: "move the terms of this note there"})
		default:
			glossary, home = g, p
		}
	}
	l.site.Glossary, l.site.terms = home, glossary
	if glossary == nil || len(faults) > 0 {
		return faults
	}
	explained := l.explained(glossary)
	pages := l.site.Pages
	uses := make([][]*note.Term, len(pages))
	sum := memo.NewSum()
	glossary.AddForms(sum)
	forms := sum.Hash()
	source.Each(len(pages), func(i int) {
		if pages[i] != home {
			uses[i] = slices.DeleteFunc(l.memory.usesOf(pages[i].kept, glossary, forms), func(t *note.Term) bool { return slices.Contains(explained[t], pages[i]) })
		}
	})
	count := map[*note.Term]int{}
	for _, list := range uses {
		for _, t := range list {
			count[t]++
		}
	}
	source.Each(len(pages), func(i int) { pages[i].mark(uses[i], count, home) })
	return nil
}

// explained returns, for each term, the pages that its entry links to: they explain the
// term themselves.
func (l *linker) explained(g *note.Glossary) map[*note.Term][]*Page {
	pages := map[*note.Term][]*Page{}
	home := l.byPath[g.Note.Path]
	for _, t := range g.Terms {
		for _, link := range t.Links {
			if _, to, _, _ := l.link(home, link, false); to != nil {
				pages[t] = append(pages[t], to)
			}
		}
	}
	return pages
}

// mark keeps the uses of the rarest terms.
func (p *Page) mark(uses []*note.Term, count map[*note.Term]int, glossary *Page) {
	if len(uses) > mostTerms {
		rare := slices.Clone(uses)
		slices.SortStableFunc(rare, func(a, b *note.Term) int { return cmp.Compare(count[a], count[b]) })
		uses = slices.DeleteFunc(uses, func(t *note.Term) bool { return !slices.Contains(rare[:mostTerms], t) })
	}
	for _, t := range uses {
		p.Terms = append(p.Terms, Term{t, Relative(p.URL, glossary.URL+"#"+t.ID)})
	}
}

// Mark makes nodes of the uses of terms in the opened note of a page.
func (s *Site) Mark(p *Page, opened *note.Note) {
	if len(p.Terms) == 0 {
		return
	}
	opened.Mark(slices.DeleteFunc(s.terms.Uses(opened), func(u *note.TermUse) bool {
		return !slices.ContainsFunc(p.Terms, func(t Term) bool { return t.Term == u.Term })
	}))
}
