// Package search builds the index of a site's search. Index takes the site and returns
// the files that the scripts in layouts/assets/search/ load: a head, which lists the
// pages and says which part holds which terms, and the parts. A query loads only the
// parts with its words, so the transfer does not grow with the site.
//
// Units and words.js split a text into words by the same rules; testdata/words.json
// tests both.
package search

import (
	"maps"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"wirebook/generator/note"
	"wirebook/generator/site"
)

// What a word weighs by its place. A page is more about its own code or field than a
// page with that name in its title.
const (
	weightName        = 30 // the code, the class, the field or the section that the page explains
	weightTitle       = 24 // shared by the words of a title
	weightSearch      = 24 // shared by the words of a phrase of `search`
	weightPlace       = 12 // likewise, of `places`
	weightDescription = 3
	weightHeading     = 4
	weightRow         = 12 // a field without a page, in the list of all fields
	weightCitation    = 2
	weightText        = 1

	mostText   = 4   // most that a page's text, headings and description weigh for one word
	usualWords = 600 // of a page: a word on a shorter page weighs more
)

// A mention says that a page has a term, how much it weighs there, and under which
// heading it is: the number of the heading, from 1, or 0. Rows are counted after the
// headings.
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
	of     map[string]int // from term to its index in list
	list   []mention
	stop   map[string]bool
	elides bool           // as the function says
	best   []float64      // weight of the place of each mention
	rows   map[string]int // the place of a row, by its id
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
	words(m.apart(text), func(word string) { m.add(word, weight, place) })
	return n
}

// apart returns the words of a text that an elision joins, each for itself: entête of
// l'entête. The word as a whole is one of the text, too, as the search script reads it.
func (m *mentions) apart(text string) string {
	if !m.elides {
		return ""
	}
	return strings.NewReplacer("'", " ", "’", " ").Replace(strings.Join(elided.FindAllString(text, -1), " "))
}

// phrase adds all the words of a phrase; the fewer there are, the more each weighs. The
// phrase as a whole is a term, too: its words joined by hyphens.
func (m *mentions) phrase(text string, weight float64, place int) {
	var whole []string
	Units(text, func(word string, _ bool) {
		if !m.stop[word] {
			whole = append(whole, word)
		}
	})
	weight /= math.Sqrt(float64(max(1, len(whole))))
	Units(text, func(word string, hyphens bool) {
		m.raise(cut(word), weight, place)
		if hyphens {
			parts := strings.Split(word, "-")
			for _, part := range parts {
				m.raise(cut(part), weight/math.Sqrt(float64(len(parts))), place)
			}
		}
	})
	words(m.apart(text), func(word string) { m.raise(word, weight, place) })
	if len(whole) > 1 {
		m.raise(cut(strings.Join(whole, "-")), weightName, place)
	}
}

// raise gives a term outside the text this weight and its place, unless it already has a
// greater weight.
func (m *mentions) raise(term string, weight float64, place int) {
	m.add(term, 0, 0)
	if t := &m.list[m.of[term]]; weight > t.above {
		t.above, t.place = weight, place
	}
}

// mentionsOf reads a page with its rows for the index, without raw messages and code
// blocks.
func mentionsOf(page *site.Page, rows []note.Row, stop map[string]bool) []mention {
	m := &mentions{of: map[string]int{}, stop: stop, elides: elides(page.Lang), rows: map[string]int{}}
	for i, r := range rows {
		m.rows[r.ID] = len(page.Note.Headings) + i + 1
	}
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
	m.phrase(page.Title, weightTitle, 0)
	if subject, _, ok := strings.Cut(page.Title, ":"); ok {
		m.phrase(subject, weightTitle/2, 0)
	}
	for _, phrase := range meta.Search {
		m.phrase(phrase, weightSearch, 0)
	}
	for _, id := range slices.Sorted(maps.Keys(meta.Places)) {
		place := m.rows[id]
		if i := slices.IndexFunc(page.Note.Headings, func(h note.Heading) bool { return h.ID == id }); i >= 0 {
			place = i + 1
		}
		for _, phrase := range meta.Places[id] {
			m.phrase(phrase, weightPlace, place)
		}
	}
	m.names(page)
	for _, r := range rows[len(page.Note.Rows):] {
		m.raise(strings.ToLower(r.Text), weightRow, m.rows[r.ID])
	}
	return m.list
}

// aboutOthers reports whether a page speaks of other pages more than of something else.
func aboutOthers(p *site.Page) bool { return p.Section == nil || p.Section.Index == p }

// names adds what the page explains.
func (m *mentions) names(page *site.Page) {
	exact := func(name string) {
		Units(name, func(word string, _ bool) { m.raise(cut(word), weightName, 0) })
	}
	section := func(rfc, number string) {
		if number != "" {
			m.raise(sectionTerm(rfc, number), weightName, 0)
		}
	}
	switch {
	case page.Status != nil:
		m.phrase(page.Status.Phrase, weightTitle, 0)
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

// sections adds the text of a note, under its headings and in its rows, and counts its
// words.
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
	add := func(c ast.Node, weight float64, place int) {
		text = text[:0]
		ast.Walk(c, inside)
		count += m.text(string(text), weight, place)
	}
	for c := n.Doc.FirstChild(); c != nil; c = c.NextSibling() {
		switch v := c.(type) {
		case *ast.Heading:
			for place++; n.Headings[place-1].Node != v; place++ { // over those in quotations and lists
			}
			add(c, weightHeading, place)
		case *east.Table:
			for row := v.FirstChild(); row != nil; row = row.NextSibling() {
				id, named := row.AttributeString("id")
				if !named {
					add(row, weightText, place)
					continue
				}
				at, weight := m.rows[string(id.([]byte))], float64(weightHeading)
				var first []string // words of its cells
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					add(cell, weight, at)
					weight = weightText
					first = append(first, firstWord(string(text)))
				}
				if len(first) > 1 { // a code and who sends it
					m.raise(first[0]+"-"+first[1], weightName, at)
					m.raise(first[1]+"-"+first[0], weightName, at)
				}
			}
		default:
			add(c, weightText, place)
		}
	}
	return count
}

func firstWord(text string) (first string) {
	Units(text, func(word string, _ bool) {
		if first == "" {
			first = word
		}
	})
	return cut(first)
}
