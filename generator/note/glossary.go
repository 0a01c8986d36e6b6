package note

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/memo"
	"wirebook/generator/source"
)

// A Glossary is a note that explains terms: its front matter has the key glossary,
// and each of its headings of level three is a term. The first sentence of the
// paragraph below is the short explanation. The key lists other forms of a term that
// count as uses of it, such as plurals:
//
//	glossary:
//	  cache: [caches]
type Glossary struct {
	Note  *Note
	Terms []*Term // in the order of the note

	forms map[string][]form // by their first word, the longest first
}

// A Term is one entry of a glossary.
type Term struct {
	Name  string
	ID    string // of its heading
	Short string // the first sentence of its text, without marks
	Links []Link // of that paragraph
}

// AddForms adds to a sum what decides which words are uses of which terms.
func (g *Glossary) AddForms(sum *memo.Sum) {
	for _, word := range slices.Sorted(maps.Keys(g.forms)) {
		for _, f := range g.forms[word] {
			sum.Text(f.text, f.term.ID)
		}
	}
}

type form struct {
	text string
	term *Term
}

// termLevel is the level of the headings that are terms.
const termLevel = 3

// Glossary returns the terms of a note, or nil if the front matter has no key
// glossary.
func (n *Note) Glossary() (*Glossary, []source.Fault) {
	if n.Meta.Glossary == nil {
		return nil, nil
	}
	g := &Glossary{Note: n, forms: map[string][]form{}}
	n = n.Open()
	var faults []source.Fault
	fault := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: id, What: what, Do: do})
	}
	var names []string
	first := map[string]*Term{}
	add := func(t *Term, text string, span source.Span) {
		if other := first[text]; other != nil {
			fault(span, "term-twice", fmt.Sprintf("the glossary explains %q already, as %q", text, other.Name), "keep one of the entries")
			return
		}
		first[text] = t
		word := text[:wordEnd(text)]
		g.forms[word] = append(g.forms[word], form{text, t})
	}
	for _, h := range n.Headings {
		if h.Level != termLevel {
			continue
		}
		span := n.blockSpan(h.Node)
		t := &Term{Name: h.Text, ID: h.ID}
		below, ok := h.Node.NextSibling().(*ast.Paragraph)
		if !ok {
			fault(span, "term-unexplained", fmt.Sprintf("the glossary does not explain %q", h.Text), "write a paragraph below the heading; its first sentence is shown where a page uses the term")
			continue
		}
		t.Short = firstSentence(n.plain(below))
		t.Links = n.linksIn(below)
		g.Terms = append(g.Terms, t)
		names = append(names, t.Name)
		add(t, lowerFirst(t.Name), span)
	}
	for _, name := range slices.Sorted(maps.Keys(n.Meta.Glossary)) {
		i := slices.Index(names, name)
		if i < 0 {
			do := "write a heading of level three for it, or remove it"
			if near := source.Nearest(name, names); near != "" {
				do = fmt.Sprintf("did you mean %q?", near)
			}
			fault(n.Meta.At("glossary."+name), "term-unknown", fmt.Sprintf("the glossary has no entry %q", name), do)
			continue
		}
		for j, other := range n.Meta.Glossary[name] {
			add(g.Terms[i], lowerFirst(other), n.Meta.At(fmt.Sprintf("glossary.%s.%d", name, j)))
		}
	}
	for _, forms := range g.forms {
		slices.SortFunc(forms, func(a, b form) int { return len(b.text) - len(a.text) })
	}
	return g, faults
}

func (n *Note) linksIn(paragraph ast.Node) (links []Link) {
	for _, l := range n.Links {
		for node := l.Node; node != nil; node = node.Parent() {
			if node == paragraph {
				links = append(links, l)
			}
		}
	}
	return links
}

// firstSentence ends at the first mark of punctuation before a space.
func firstSentence(text string) string {
	for i, r := range text {
		if strings.ContainsRune(".?!", r) && i+1 < len(text) && text[i+1] == ' ' || r == '。' {
			return text[:i+utf8.RuneLen(r)]
		}
	}
	return text
}

// lowerFirst lowercases the first letter, except in an abbreviation.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if second, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// wordEnd returns the end of the first word of a text. A word is letters, digits, and
// hyphens between them.
func wordEnd(text string) int {
	end := 0
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			end = i + utf8.RuneLen(r)
		case r == '-' && end == i:
		default:
			return end
		}
	}
	return end
}
