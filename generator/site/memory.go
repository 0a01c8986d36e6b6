package site

import (
	"maps"
	"slices"

	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A Memory keeps what Link reads of each note alone, for the next Link of the same tree.
// The zero Memory keeps nothing.
type Memory struct {
	used  *memo.Table[string, used] // by the path of the note
	shown *memo.Table[string, shown]
	found *memo.Table[string, resolved]
	faces *memo.Table[string, *face]
}

// NewMemory returns a memory in which nothing is yet.
func NewMemory() Memory {
	return Memory{&memo.Table[string, used]{}, &memo.Table[string, shown]{}, &memo.Table[string, resolved]{}, &memo.Table[string, *face]{}}
}

func (m Memory) turn() {
	m.used.Turn()
	m.shown.Turn()
	m.found.Turn()
	m.faces.Turn()
}

// face returns how others show a page.
func (m Memory) face(p *Page) *face {
	return m.faces.Get(p.Note.Path, func(was **face) *face {
		f := faceOf(p)
		if was != nil && **was == *f {
			return *was
		}
		return f
	})
}

// used is the terms that the text of a note uses.
type used struct {
	note  *note.Note
	forms memo.Hash // of the glossary
	terms []string  // their ids
}

// uses returns the terms that a note uses, in text order, given the hash of the forms of
// the glossary.
func (m Memory) uses(g *note.Glossary, forms memo.Hash, n *note.Note) (terms []*note.Term) {
	k := m.used.Get(n.Path, func(was *used) used {
		if was != nil && was.note == n && was.forms == forms {
			return *was
		}
		k := used{note: n, forms: forms}
		for _, u := range g.Uses(n.Open()) {
			k.terms = append(k.terms, u.Term.ID)
		}
		return k
	})
	for _, id := range k.terms {
		terms = append(terms, g.Terms[slices.IndexFunc(g.Terms, func(t *note.Term) bool { return t.ID == id })])
	}
	return terms
}

// shown is what the proven exchanges of a note show.
type shown struct {
	proof *proof.Note
	shows []*shows
}

func (m Memory) shows(p *Page, r *registry.Registry) []*shows {
	return m.shown.Get(p.Note.Path, func(was *shown) shown {
		if was != nil && was.proof == p.Proof {
			return *was
		}
		return shown{p.Proof, exchanges(p.Proof, func(name string) (string, bool) {
			f, ok := r.FieldFold(name)
			return f.Name, ok
		})}
	}).shows
}

// resolved is what a note refers to.
type resolved struct {
	note             *note.Note
	names            memo.Hash // of what notes can refer to
	targets, chooser Targets
	leads            memo.Hash // of both
	mentions         []mentioned
	complete         *completeness
	faults           []source.Fault
}

// A mentioned is a page that a note mentions, by the path of its note.
type mentioned struct {
	path  string
	first placed
}

// resolved is resolve, but for a note that is the same as in the Link before and could
// refer to the same.
func (l *linker) resolved(p *Page, names memo.Hash) (*mentions, *completeness, []source.Fault) {
	k := l.memory.found.Get(p.Note.Path, func(was *resolved) resolved {
		if was != nil && was.note == p.Note && was.names == names {
			return *was
		}
		m, complete, faults := l.resolve(p)
		sum := memo.NewSum()
		for _, t := range []Targets{p.Targets, p.Chooser} {
			for _, list := range [][]string{t.Links, t.CodeSpans, t.Citations} {
				sum.Number(len(list))
				sum.Text(list...)
			}
		}
		k := resolved{p.Note, names, p.Targets, p.Chooser, sum.Hash(), nil, complete, faults}
		for _, to := range m.pages {
			k.mentions = append(k.mentions, mentioned{to.Note.Path, m.first[to]})
		}
		return k
	})
	p.Targets, p.Chooser, p.leads = k.targets, k.chooser, k.leads
	m := &mentions{from: p, first: make(map[*Page]placed, len(k.mentions))}
	for _, to := range k.mentions {
		page := l.byPath[to.path]
		m.pages = append(m.pages, page)
		m.first[page] = to.first
	}
	return m, k.complete, k.faults
}

// names is the hash of what notes can refer to: the paths, front matter and headings of
// all notes, the other files, and what site.yaml asks of references.
func (l *linker) names() memo.Hash {
	sum := memo.NewSum()
	l.site.Config.AddTo(sum)
	sum.Text(slices.Sorted(maps.Keys(l.copies))...)
	for _, s := range l.site.Sources {
		lines, _ := s.File.Position(len(s.File.Data))
		sum.Text(s.Path)
		sum.Number(lines)
	}
	for _, p := range l.pages {
		sum.Text(p.Note.Path)
		sum.Bytes(p.Note.File.Data[:p.Note.Head.End])
		sum.Number(len(p.Note.Headings))
		for _, h := range p.Note.Headings {
			sum.Text(h.ID)
		}
		for _, r := range p.Note.Rows {
			sum.Text(r.ID)
		}
	}
	return sum.Hash()
}
