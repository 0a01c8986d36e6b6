package site_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/note"
	"wirebook/generator/site"
)

// A page marks the terms that the fewest pages use, and none that it explains
// itself; the glossary marks none.
func TestTerms(t *testing.T) {
	words := []string{"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"}
	entries := ""
	for _, w := range words {
		entries += "### " + w + "\n\nThe letter alpha or another.\n\n"
	}
	files := map[string]string{
		"site.yaml":     "title: Letters\n",
		"index.md":      titled("Home", strings.Join(words, " ")+" alpha"),
		"a/glossary.md": "---\ntitle: Words\nglossary: {}\n---\n" + entries + "### theta\n\nSee [it](theta.md).\n",
		"a/theta.md":    titled("Theta", "theta and alpha"),
		"b.md":          titled("Delta", "delta theta [alpha](index.md)"),
		"c.md":          titled("None", "nothing"),
	}
	s, faults := link(t, files)
	for _, f := range faults {
		t.Fatal(f.Error())
	}
	want := map[string]string{
		"index.html":      "beta a/glossary.html#beta, gamma a/glossary.html#gamma, epsilon a/glossary.html#epsilon, zeta a/glossary.html#zeta, eta a/glossary.html#eta",
		"a/glossary.html": "", "a/theta.html": "alpha glossary.html#alpha",
		"b.html": "delta a/glossary.html#delta, theta a/glossary.html#theta", "c.html": "",
	}
	for _, p := range s.Pages {
		var got []string
		opened := p.Note.Open()
		s.Mark(p, opened)
		if marked := marks(opened); marked != len(p.Terms) {
			t.Errorf("the tree of %s has %d uses of terms, want %d", p.URL, marked, len(p.Terms))
		}
		for _, term := range p.Terms {
			got = append(got, term.Name+" "+term.Target)
		}
		if got := strings.Join(got, ", "); got != want[p.URL] {
			t.Errorf("%s marks %q, want %q", p.URL, got, want[p.URL])
		}
	}
	if s.Glossary == nil || s.Glossary.URL != "a/glossary.html" || len(s.Glossary.Backlinks) > 0 {
		t.Errorf("the glossary is %v", backlinks(s.Glossary))
	}
	if s, _ := link(t, map[string]string{"site.yaml": "title: Letters\n", "index.md": titled("Home", "alpha")}); s.Glossary != nil || len(s.Pages[0].Terms) > 0 {
		t.Error("a site without a glossary has one")
	}
}

func backlinks(p *site.Page) string {
	if p == nil {
		return "missing"
	}
	return fmt.Sprint(p.URL, " mentioned on ", len(p.Backlinks))
}

// marks counts the uses of terms in the tree of a note.
func marks(opened *note.Note) (count int) {
	ast.Walk(opened.Doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == note.KindTermUse && entering {
			count++
		}
		return ast.WalkContinue, nil
	})
	return count
}
