package site

import (
	"slices"

	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
)

// A Memory keeps what Link reads of each note alone, for the next Link of the same tree.
// The zero Memory keeps nothing.
type Memory struct {
	used  *memo.Table[string, used] // by the path of the note
	shown *memo.Table[string, shown]
}

// NewMemory returns a memory in which nothing is yet.
func NewMemory() Memory {
	return Memory{&memo.Table[string, used]{}, &memo.Table[string, shown]{}}
}

func (m Memory) turn() {
	m.used.Turn()
	m.shown.Turn()
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
