package note

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

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

// KindTermUse is the kind of TermUse nodes.
var KindTermUse = ast.NewNodeKind("TermUse")

// TermUse is a use of a term of the glossary in running text; its children are its
// text.
type TermUse struct {
	ast.BaseInline
	Term *Term

	span source.Span
	run  *ast.Text // the first node of the text that contains it
}

// Kind implements ast.Node.
func (u *TermUse) Kind() ast.NodeKind { return KindTermUse }

// Dump implements ast.Node.
func (u *TermUse) Dump(source []byte, level int) { ast.DumpHelper(u, source, level, nil, nil) }

// Uses returns the first use of each term in the running text of an opened note, in order: in
// paragraphs and lists, except in links and code.
func (g *Glossary) Uses(n *Note) (uses []*TermUse) {
	found := map[*Term]bool{}
	ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		switch v := node.(type) {
		case *ast.Heading, *ast.Link, *ast.AutoLink, *ast.Image, *ast.CodeSpan, *ast.FencedCodeBlock, *ast.CodeBlock, *Cite, *east.Table:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if prev, ok := v.PreviousSibling().(*ast.Text); entering && (!ok || !adjacent(prev, v)) {
				for _, u := range g.inRun(n, v) {
					if !found[u.Term] {
						found[u.Term] = true
						uses = append(uses, u)
					}
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return uses
}

// Mark replaces uses that Uses found in the opened note by nodes. They must be in order.
func (n *Note) Mark(uses []*TermUse) {
	var parent, node, end ast.Node
	var run *ast.Text
	for _, u := range uses {
		if u.run != run {
			run = u.run
			parent, node, end = run.Parent(), run, runEnd(run).NextSibling()
		}
		node = enclose(parent, node, end, u.span, u)
	}
}

// inRun finds all uses in a run of text. A longer term hides a shorter one in it:
// "origin server" is not a use of "origin".
func (g *Glossary) inRun(n *Note, first *ast.Text) (uses []*TermUse) {
	run := source.Span{Start: first.Segment.Start, End: runEnd(first).Segment.Stop}
	text := n.File.Text(run)
	before := ' '
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := wordEnd(text[at:])
		if end == 0 || strings.ContainsRune("-./_", before) {
			end = max(end, size)
			before, _ = utf8.DecodeLastRuneInString(text[:at+end])
			at += end
			continue
		}
		word := text[at : at+end]
		forms := g.forms[word]
		if forms == nil && unicode.IsUpper(r) {
			forms = g.forms[lowerFirst(word)]
		}
		i := slices.IndexFunc(forms, func(f form) bool { return isAt(text[at:], f.text) })
		if i >= 0 {
			end = len(forms[i].text)
			uses = append(uses, &TermUse{Term: forms[i].term, run: first, span: source.Span{Start: at, End: at + end}.Shift(run.Start)})
		}
		before, _ = utf8.DecodeLastRuneInString(text[:at+end])
		at += end
	}
	return uses
}

// isAt reports whether a text begins with a whole term. The caller has matched the
// first word; a line may break between words.
func isAt(text, term string) bool {
	if len(text) < len(term) {
		return false
	}
	for i := wordEnd(term); i < len(term); i++ {
		if text[i] != term[i] && (term[i] != ' ' || text[i] != '\n') {
			return false
		}
	}
	rest := text[len(term):]
	return wordEnd(rest) == 0 && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, "_")
}
