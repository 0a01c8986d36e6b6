package note

import (
	"testing"
	"testing/fstest"
)

// A note of a tree has no Markdown tree, and opened it has one, with the same lists.
func TestOpen(t *testing.T) {
	const text = "---\ntitle: T\n---\n\n# A [link](a.md) `404` RFC 9110\n\n![p](p.png) [x `ETag`](b.md) [ref], RFC 9111\n\n[ref]: c.md\n\n```http\nGET / HTTP/1.1\n```\n\n" +
		"```quiz\nWhich [ref]? `Vary`\n\n- [x] [a](d.md)\n  Because RFC 9112.\n- [ ] b\n\nWhy.\n```\n\n    code\n\n```go\nx\n```\n"
	tree, faults := Read(fstest.MapFS{"site.yaml": {Data: []byte("title: T\n")}, "index.md": {Data: []byte(text)}})
	for _, f := range faults {
		t.Fatal(f)
	}
	n := tree.Notes[0]
	o := n.Open()
	if n.Doc != nil || o.Doc == nil {
		t.Errorf("the note has a tree, or the opened one has none")
	}
	if len(n.Links) != 6 || len(n.CodeSpans) != 3 || len(n.Citations) != 3 || len(n.Headings) != 1 || len(n.Fences) != 3 {
		t.Fatalf("%d links, %d code spans, %d citations, %d headings, %d fences", len(n.Links), len(n.CodeSpans), len(n.Citations), len(n.Headings), len(n.Fences))
	}
	for i, l := range n.Links {
		if other := o.Links[i]; l.Node != nil || other.Node == nil || other.Destination != l.Destination || other.Span != l.Span || other.Image != l.Image {
			t.Errorf("link %d: %+v and %+v", i, l, other)
		}
	}
	for i, s := range n.CodeSpans {
		if other := o.CodeSpans[i]; s.Node != nil || other.Node == nil || other.Text != s.Text || other.In != s.In {
			t.Errorf("code span %d: %+v and %+v", i, s, other)
		}
	}
	for i, c := range n.Citations {
		if other := o.Citations[i]; c.Node != nil || other.Node == nil || other.Span != c.Span || !c.Linked {
			t.Errorf("citation %d: %+v and %+v", i, c, other)
		}
	}
	for i, f := range n.Fences {
		if other := o.Fences[i]; f.Node != nil || other.Node == nil || other.Body != f.Body || (f.Quiz == nil) != (other.Quiz == nil) {
			t.Errorf("fence %d: %+v and %+v", i, f, other)
		}
	}
	if q := o.Fences[1].Quiz; q == nil || len(q.Choices) != 2 || n.Fences[1].Quiz.Choices != nil {
		t.Errorf("the quiz is %+v", q)
	}
	if h := n.Headings[0]; h.Node != nil || o.Headings[0].Node == nil || h.Span != o.Headings[0].Span || n.File.Text(h.Span) != "A [link](a.md) `404` RFC 9110" {
		t.Errorf("heading: %+v", h)
	}
}
