package site

import (
	"strconv"

	"wirebook/generator/memo"
	"wirebook/generator/source"
)

// mentions are the pages that one page mentions, each with the first place in the text
// that does so; not told if only a message does.
type mentions struct {
	from  *Page
	pages []*Page
	first map[*Page]placed
}

// placed is a place in the text with the sentence around it. It is not told in a message,
// and for a target of a chooser.
type placed struct {
	told     bool
	sentence string // or empty
	at       int
	file     *source.File // of the note, or of its chooser
}

// hash is of what a page that is mentioned here shows of it, given the page that it is on.
func (p placed) hash(on *Page) memo.Hash {
	sum := memo.NewSum()
	sum.Text(on.Note.Path, p.sentence, strconv.FormatBool(p.told))
	return sum.Hash()
}

func (m *mentions) add(to *Page, p placed) {
	if to == nil || to == m.from {
		return
	}
	first, known := m.first[to]
	if !known {
		m.pages = append(m.pages, to)
	}
	if !known || p.told && (!first.told || p.file == first.file && p.at < first.at) {
		m.first[to] = p
	}
}
