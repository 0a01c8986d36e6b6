package note

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"wirebook/generator/source"
)

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
