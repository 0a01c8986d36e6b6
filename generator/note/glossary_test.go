package note_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

func glossary(t *testing.T) *note.Glossary {
	t.Helper()
	file, faults := source.NewFile("content/glossary.md", []byte(`---
title: Words
glossary:
  cache: [caches]
  Origin server: [origin servers]
---
Words.

### cache

A *store* of `+"`200`"+` responses. It [answers](other.md).

### Origin server

The one at the end? Yes.

### origin

A place

### CORS

Asking before.
`))
	n, more := note.Parse(file, "glossary.md")
	g, most := n.Glossary()
	for _, f := range append(append(faults, more...), most...) {
		t.Fatal(f.Error())
	}
	return g
}

func TestGlossary(t *testing.T) {
	g := glossary(t)
	var got []string
	for _, term := range g.Terms {
		got = append(got, term.Name+" #"+term.ID+": "+term.Short)
	}
	want := []string{"cache #cache: A store of 200 responses.", "Origin server #origin-server: The one at the end?", "origin #origin: A place", "CORS #cors: Asking before."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if links := g.Terms[0].Links; len(links) != 1 || links[0].Destination != "other.md" || len(g.Terms[1].Links) > 0 {
		t.Errorf("the links of the first term are %v", links)
	}
	if g, faults := well(t, "### cache\n\nA store.\n").Glossary(); g != nil || faults != nil {
		t.Errorf("a note without the key is a glossary: %v %v", g, faults)
	}
}

// Where a term is used, and where it is not: its uses are in brackets.
func TestUses(t *testing.T) {
	g := glossary(t)
	for text, want := range map[string]string{
		"A cache, and a second cache.":               "A [cache], and a second cache.",
		"Caches answer.":                             "[Caches] answer.",
		"CACHE and cacHe and caching":                "CACHE and cacHe and caching",
		"cors CORS Cors":                             "cors [CORS] Cors",
		"an origin server, an origin":                "an [origin server], an [origin]",
		"an Origin\nserver":                          "an [Origin\nserver]",
		"one origin serverless":                      "one [origin] serverless",
		"cross-origin, origin-form, a.cache, cache/": "cross-origin, origin-form, a.cache, cache/",
		"Größecache cachés":                          "Größecache cachés",
		"*cache*s":                                   "*[cache]*s",
		"**Cache**: it":                              "**[Cache]**: it",
		"- a cache\n- an origin":                     "- a [cache]\n- an [origin]",
		"> cache (cache)":                            "> [cache] (cache)",
		"[a cache](x.md) `cache` ![cache](x.png)":    "[a cache](x.md) `cache` ![cache](x.png)",
		"# cache\n\n| cache |\n|---|\n| cache |":     "# cache\n\n| cache |\n|---|\n| cache |",
		"```\ncache\n```\n\n    cache":               "```\ncache\n```\n\n    cache",
		"RFC 9110 section 3.8 of the cache":          "RFC 9110 section 3.8 of the [cache]",
		"cache":                                      "[cache]",
		"a cache  \nand an origin":                   "a [cache]  \nand an [origin]",
	} {
		n := well(t, text)
		n.Mark(g.Uses(n))
		got, at := "", len(front)
		ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
			if u, ok := node.(*note.TermUse); ok && entering {
				first, last := u.FirstChild().(*ast.Text).Segment, u.LastChild().(*ast.Text).Segment
				got += string(n.File.Data[at:first.Start]) + "[" + string(n.File.Data[first.Start:last.Stop]) + "]"
				at = last.Stop
			}
			return ast.WalkContinue, nil
		})
		if got += string(n.File.Data[at:]); got != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}
