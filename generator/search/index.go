// Package search builds the index of a site's search. Index takes the site and returns
// the files that the scripts in layouts/assets/search/ load: a head, which lists the
// pages and says which part holds which terms, and the parts. A query loads only the
// parts with its words, so the transfer does not grow with the site.
//
// Units and words.js split a text into words by the same rules; testdata/words.json
// tests both.
package search

import (
	"math"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/note"
	"wirebook/generator/site"
)

// What a word weighs by its place. A page is more about its own code or field than a
// page with that name in its title.
const (
	weightName        = 30 // the code, the class, the field or the section that the page explains
	weightTitle       = 24 // shared by the words of a title
	weightSearch      = 24 // shared by the words of a phrase of `search`
	weightDescription = 3
	weightHeading     = 4
	weightCitation    = 2
	weightText        = 1

	mostText   = 4   // most that a page's text, headings and description weigh for one word
	usualWords = 600 // of a page: a word on a shorter page weighs more
)

// A mention says that a page has a term, how much it weighs there, and under which
// heading it is: the number of the heading, from 1, or 0.
type mention struct {
	term   string
	weight float64 // of the text
	above  float64 // of the name, the title or a phrase of `search`
	place  int
}

// total is the weight of a mention. All names weigh the same, so that 40, typed on the
// way to 404, finds the codes in order.
func (m mention) total() float64 {
	if m.above >= weightName {
		return m.above
	}
	return m.above + m.weight
}

// mentions holds the mentions of a page, one for each term.
type mentions struct {
	of   map[string]int // from term to its index in list
	list []mention
	stop map[string]bool
	best []float64 // weight of the place of each mention
}

func (m *mentions) add(term string, weight float64, place int) {
	i, ok := m.of[term]
	if !ok {
		i = len(m.list)
		m.of[term] = i
		m.list = append(m.list, mention{term: term, place: place})
		m.best = append(m.best, 0)
	}
	m.list[i].weight += weight
	if weight > m.best[i] {
		m.best[i], m.list[i].place = weight, place
	}
}

// text adds the words of a text except stop words.
func (m *mentions) text(text string, weight float64, place int) (n int) {
	words(text, func(word string) {
		n++
		if !m.stop[word] {
			m.add(word, weight, place)
		}
	})
	return n
}

// phrase adds all the words of a phrase; the fewer there are, the more each weighs. The
// phrase as a whole is a term, too: its words joined by hyphens.
func (m *mentions) phrase(text string, weight float64) {
	var whole []string
	Units(text, func(word string, _ bool) {
		if !m.stop[word] {
			whole = append(whole, word)
		}
	})
	weight /= math.Sqrt(float64(max(1, len(whole))))
	Units(text, func(word string, hyphens bool) {
		m.raise(cut(word), weight)
		if hyphens {
			parts := strings.Split(word, "-")
			for _, part := range parts {
				m.raise(cut(part), weight/math.Sqrt(float64(len(parts))))
			}
		}
	})
	if len(whole) > 1 {
		m.raise(cut(strings.Join(whole, "-")), weightName)
	}
}

// raise gives a term outside the text this weight, unless it already has a greater
// one.
func (m *mentions) raise(term string, weight float64) {
	m.add(term, 0, 0)
	t := &m.list[m.of[term]]
	t.place = 0
	t.above = max(t.above, weight)
}

// mentionsOf reads a page for the index, without raw messages and code blocks.
func mentionsOf(page *site.Page, stop map[string]bool) []mention {
	m := &mentions{of: map[string]int{}, stop: stop}
	meta := page.Note.Meta
	m.text(meta.Description, weightDescription, 0)
	m.text(meta.Retry+"\n"+meta.Client, weightText, 0)
	n := m.sections(page.Note.Open())
	length := 0.5 + float64(n)/usualWords/2
	if aboutOthers(page) {
		length *= 2 // it speaks of all pages, and is about none
	}
	for i := range m.list {
		m.list[i].weight = min(m.list[i].weight, mostText) / length
	}
	m.phrase(page.Title, weightTitle)
	for _, phrase := range meta.Search {
		m.phrase(phrase, weightSearch)
	}
	m.names(page)
	return m.list
}

// aboutOthers reports whether a page speaks of other pages more than of something else.
func aboutOthers(p *site.Page) bool { return p.Section == nil || p.Section.Index == p }

// names adds what the page explains.
func (m *mentions) names(page *site.Page) {
	exact := func(name string) {
		Units(name, func(word string, _ bool) { m.raise(cut(word), weightName) })
	}
	section := func(rfc, number string) {
		if number != "" {
			m.raise(sectionTerm(rfc, number), weightName)
		}
	}
	switch {
	case page.Status != nil:
		m.phrase(page.Status.Phrase, weightTitle)
		exact(strings.TrimSuffix(path.Base(page.URL), ".html"))
		section(page.Status.RFC, page.Status.Section)
	case page.Class != nil:
		exact(strings.TrimSuffix(path.Base(page.URL), ".html"))
		section(page.Class.RFC, page.Class.Section)
	case page.Field != nil:
		exact(page.Field.Name)
		section(page.Field.RFC, page.Field.Section)
	}
}

// sectionTerm is the term of a section of an RFC: the section comes first, so that
// readers who know only its number find it, too.
func sectionTerm(rfc, section string) string {
	return strings.ToLower(section) + ":" + rfc
}

// sections adds the text of a note, under its headings, and counts its words.
func (m *mentions) sections(n *note.Note) (count int) {
	place := 0
	data := n.File.Data
	var text []byte
	inside := func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch v := c.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				text = append(text, v.Segment.Value(data)...)
				if v.SoftLineBreak() || v.HardLineBreak() {
					text = append(text, '\n')
				}
			}
		case *note.Cite:
			if entering && v.Section != "" {
				m.add(sectionTerm(v.RFC, v.Section), weightCitation, place)
			}
		}
		if !entering && c.Type() == ast.TypeBlock {
			text = append(text, '\n')
		}
		return ast.WalkContinue, nil
	}
	for c := n.Doc.FirstChild(); c != nil; c = c.NextSibling() {
		weight := float64(weightText)
		if h, ok := c.(*ast.Heading); ok {
			weight = weightHeading
			for place++; n.Headings[place-1].Node != h; place++ { // over those in quotations and lists
			}
		}
		text = text[:0]
		ast.Walk(c, inside)
		count += m.text(string(text), weight, place)
	}
	return count
}
