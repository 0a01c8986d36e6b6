package site

import (
	"maps"
	"slices"
	"strings"

	"wirebook/generator/cache"
	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A Memory keeps what Link reads of each note alone, for the next Link of the same tree.
// The zero Memory keeps nothing.
type Memory struct {
	notes *memo.Table[string, *kept] // by path
	seen  *keptSeen                  // or nil
	disk  *cache.Cache
}

// OnDisk returns a memory that keeps nothing but what is in the cache.
func OnDisk(c *cache.Cache) Memory { return Memory{disk: c} }

// NewMemory returns a memory in which nothing is yet.
func NewMemory() Memory { return Memory{notes: &memo.Table[string, *kept]{}, seen: &keptSeen{}} }

// kept is what is known of a note. What depends on more than the note itself is kept
// together with that.
type kept struct {
	note  *note.Note
	url   string
	ids   map[string]bool // of its headings and rows
	names memo.Hash       // of what others can refer to: its path, front matter and ids

	face     *face
	uses     used
	shows    shown
	resolved resolved
}

// note returns what is known of a note.
func (m Memory) note(n *note.Note) *kept {
	return m.notes.Get(n.Path, func(was **kept) *kept {
		k := &kept{}
		if was != nil {
			k = *was
		}
		if k.note != n {
			k.read(n)
		}
		return k
	})
}

func (k *kept) read(n *note.Note) {
	k.note, k.url = n, strings.TrimSuffix(n.Path, ".md")+".html"
	k.ids = make(map[string]bool, len(n.Headings)+len(n.Rows))
	sum := memo.NewSum()
	sum.Text(n.Path)
	sum.Bytes(n.File.Data[:n.Head.End])
	sum.Number(len(n.Headings))
	for _, h := range n.Headings {
		k.ids[h.ID] = true
		sum.Text(h.ID)
	}
	for _, r := range n.Rows {
		k.ids[r.ID] = true
		sum.Text(r.ID)
	}
	k.names = sum.Hash()
	if k.face != nil && k.face.head != n.File.Text(n.Head) {
		k.face = nil
	}
}

// faceOf returns how others show a page of the note.
func (k *kept) faceOf(p *Page) *face {
	f := face{url: p.URL, lang: p.Lang}
	if p.Section != nil {
		f.section, f.folder = p.Section.Title, p.Section.Folder
	}
	if k.face != nil {
		f.head = k.face.head // a change of it is seen to by read
	}
	if k.face == nil || *k.face != f {
		f.head = k.note.File.Text(k.note.Head)
		k.face = &f
	}
	return k.face
}

// used is the terms that the text of a note uses.
type used struct {
	note  *note.Note
	forms memo.Hash // of the glossary
	terms []string  // their ids
}

// usesOf returns the terms that the note uses, in text order, given the hash of the forms
// of the glossary.
func (m Memory) usesOf(k *kept, g *note.Glossary, forms memo.Hash) (terms []*note.Term) {
	if k.uses.note != k.note || k.uses.forms != forms {
		k.uses = used{k.note, forms, m.usesIn(k.note, g)}
	}
	for _, id := range k.uses.terms {
		terms = append(terms, g.Terms[slices.IndexFunc(g.Terms, func(t *note.Term) bool { return t.ID == id })])
	}
	return terms
}

// usesIn looks for the terms in the text of a note, or in the cache.
func (m Memory) usesIn(n *note.Note, g *note.Glossary) (terms []string) {
	sum := cache.NewSum("terms")
	if m.disk != nil {
		sum.Bytes(g.Note.File.Data)
		sum.Bytes(n.File.Data)
		if data, ok := m.disk.Get(sum.Key()); ok {
			return strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
		}
	}
	for _, u := range g.Uses(n.Open()) {
		terms = append(terms, u.Term.ID)
	}
	if m.disk != nil {
		m.disk.Put(sum.Key(), []byte(strings.Join(terms, "\n")))
	}
	return terms
}

// shown is what the proven exchanges of a note show.
type shown struct {
	proof *proof.Note
	shows []*shows
	hash  memo.Hash // of shows
}

func (k *kept) showsOf(p *proof.Note, r *registry.Registry) shown {
	if k.shows.proof != p {
		k.shows = shown{proof: p, shows: exchanges(p, func(name string) (string, bool) {
			f, ok := r.FieldFold(name)
			return f.Name, ok
		})}
		sum := memo.NewSum()
		for _, e := range k.shows.shows {
			e.addTo(sum)
		}
		k.shows.hash = sum.Hash()
	}
	return k.shows
}

// keptSeen is what the proven exchanges of all notes show together.
type keptSeen struct {
	of   memo.Hash // of what each shows
	seen *seen
}

// together counts what exchanges show, unless the memory has counted the same.
func (m Memory) together(notes []shown) *seen {
	var of memo.Hash
	for _, n := range notes {
		of = of.With(n.hash)
	}
	if m.seen != nil && m.seen.seen != nil && m.seen.of == of {
		return m.seen.seen
	}
	s := newSeen(notes)
	if m.seen != nil {
		*m.seen = keptSeen{of, s}
	}
	return s
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

// A mentioned is a page that a note mentions.
type mentioned struct {
	number int // of the page: the same as long as the names are
	first  placed
	hash   memo.Hash // of who mentions the page, and how
}

// resolved is resolve, but for a note that is the same as in the Link before and could
// refer to the same.
func (l *linker) resolved(p *Page, names memo.Hash) *resolved {
	k := &p.kept.resolved
	if k.note != p.Note || k.names != names {
		m, complete, faults := l.resolve(p)
		sum := memo.NewSum()
		for _, t := range []Targets{p.Targets, p.Chooser} {
			for _, list := range [][]string{t.Links, t.CodeSpans, t.Citations} {
				sum.Number(len(list))
				sum.Text(list...)
			}
		}
		*k = resolved{p.Note, names, p.Targets, p.Chooser, sum.Hash(), nil, complete, faults}
		for _, to := range m.pages {
			first := m.first[to]
			k.mentions = append(k.mentions, mentioned{to.number, first, first.hash(p)})
		}
	}
	p.Targets, p.Chooser, p.leads = k.targets, k.chooser, k.leads
	return k
}

// names is the hash of what notes can refer to: the other notes and files, and what
// site.yaml asks of references.
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
		sum.Number(int(p.kept.names))
	}
	return sum.Hash()
}
