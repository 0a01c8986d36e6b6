package note_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

const front = "---\ntitle: Test\n---\n"

// parse reads a note with that Markdown.
func parse(t *testing.T, markdown string) (*note.Note, []source.Fault) {
	t.Helper()
	file, faults := source.NewFile("content/test.md", []byte(front+markdown))
	if len(faults) > 0 {
		t.Fatal(faults[0].Error())
	}
	return note.Parse(file, "test.md")
}

// well reads a note that must be without faults.
func well(t *testing.T, markdown string) *note.Note {
	t.Helper()
	n, faults := parse(t, markdown)
	for _, f := range faults {
		t.Error(f.Error())
	}
	return n
}

func TestLinks(t *testing.T) {
	const markdown = "Größe [a](a.md) and ![b *c*](b.png \"t\"), [`d`](<d e.md>), [f][ref],\n" +
		"> [quoted\n> text](g.md#h), <https://i.example>, www.j.example, k@l.example [![m](n.png)](o.md)\n\n" +
		"| table |\n|---|\n| [p](q.md) |\n\n- [ ] [r](s.md)[^1]\n\n[^1]: [t](u.md)\n\n[ref]: v.md\n"
	n := well(t, markdown)
	var got []string
	for _, l := range n.Links {
		got = append(got, l.Destination+" at "+n.File.Text(l.Span))
	}
	want := []string{
		"a.md at a.md", "b.png at b.png", "d e.md at d e.md", "v.md at [f", "g.md#h at g.md#h",
		"https://i.example at https://i.example", "http://www.j.example at www.j.example", "mailto:k@l.example at k@l.example",
		"o.md at o.md", "n.png at n.png", "q.md at q.md", "s.md at s.md", "u.md at u.md",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCodeSpans(t *testing.T) {
	n := well(t, "Ä `404 Not Found`, `` a`b ``, [`in a link`](a.md) and *`ETag`*\n\n    `in code`\n")
	var got []string
	for _, c := range n.CodeSpans {
		if c.Text != n.File.Text(c.Span) {
			t.Errorf("%q is not what stands at its place: %q", c.Text, n.File.Text(c.Span))
		}
		got = append(got, c.Text)
	}
	if diff := cmp.Diff([]string{"404 Not Found", "a`b", "in a link", "ETag"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCitations(t *testing.T) {
	for _, test := range []struct {
		name, markdown string
		want           []string // RFC, section and text
	}{
		{"an RFC", "See RFC 9110.", []string{"9110||RFC 9110"}},
		{"without a space", "See RFC9110.", []string{"9110||RFC9110"}},
		{"a section", "(RFC 9110 section 15.5.5)", []string{"9110|15.5.5|RFC 9110 section 15.5.5"}},
		{"the end of a sentence", "See RFC 9110 section 15.", []string{"9110|15|RFC 9110 section 15"}},
		{"behind a comma", "RFC 9112, Section 6.3", []string{"9112|6.3|RFC 9112, Section 6.3"}},
		{"an appendix", "RFC 9110 appendix B.1", []string{"9110|B.1|RFC 9110 appendix B.1"}},
		{"over a line break", "größer RFC\n9110 section\n15.5.5 x", []string{"9110|15.5.5|RFC\n9110 section\n15.5.5"}},
		{"in a quotation", "> RFC 9110\n> section 3.2", []string{"9110||RFC 9110"}}, // the mark stands between
		{"several", "RFC 9110 sections 15.4.2, 15.4.3 and 15.4.8 say", []string{"9110|15.4.2|RFC 9110 sections 15.4.2", "9110|15.4.3|15.4.3", "9110|15.4.8|15.4.8"}},
		{"several over a line break", "RFC 9110 sections 15.4.2,\n15.4.3, and\n15.4.8", []string{"9110|15.4.2|RFC 9110 sections 15.4.2", "9110|15.4.3|15.4.3", "9110|15.4.8|15.4.8"}},
		{"singular, and another number", "RFC 9110 section 15, 16 or 17", []string{"9110|15|RFC 9110 section 15"}},
		{"two", "RFC 9110 and RFC 9112 section 6", []string{"9110||RFC 9110", "9112|6|RFC 9112 section 6"}},
		{"in a link", "[RFC 9110 section 4](https://example.org)", []string{"9110|4|RFC 9110 section 4"}},
		{"in emphasis", "*RFC 9110* section 4", []string{"9110||RFC 9110"}},
		{"in a table", "| a |\n|---|\n| RFC 9110 section 4 |", []string{"9110|4|RFC 9110 section 4"}},
		{"in code", "`RFC 9110`\n\n    RFC 9110\n\n```text\nRFC 9110\n```", nil},
		{"another word", "BRFC 9110, RFC 9110a, RFC 123456, RFC x", nil},
		{"too many digits", "RFC 911011", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := well(t, test.markdown)
			var got []string
			for _, c := range n.Citations {
				got = append(got, strings.Join([]string{c.RFC, c.Section, n.File.Text(c.Span)}, "|"))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A citation becomes a node of the tree, and no text is lost around it.
func TestCitationNodes(t *testing.T) {
	n := well(t, "Before RFC 9110 section\n15.5 behind, RFC 9112.  \nand **RFC 9111** [RFC 9110](https://example.org)")
	var texts []string
	for _, c := range n.Citations {
		if c.Node == nil {
			texts = append(texts, "no node")
			continue
		}
		texts = append(texts, c.Node.RFC+" "+c.Node.Section+" "+plain(n, c.Node))
	}
	want := []string{"no node", "9110 15.5 RFC 9110 section|15.5", "9112  RFC 9112", "9111  RFC 9111"}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}
	if got, want := plain(n, n.Doc), "Before RFC 9110 section|15.5 behind, RFC 9112.|and RFC 9111 RFC 9110"; got != want {
		t.Errorf("the paragraph is now %q, want %q", got, want)
	}
}

// plain is the text in a node, with | for line breaks.
func plain(n *note.Note, node ast.Node) string {
	var b strings.Builder
	ast.Walk(node, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(n.File.Data))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte('|')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// Rows have ids only where the note asks for them, and the same in its tree.
func TestRows(t *testing.T) {
	table := "## 444\n\n| code | who |\n|---|---|\n| `444` | nginx |\n| 499, **520** | |\n| | nobody |\n"
	if n := well(t, table); n.Rows != nil {
		t.Errorf("rows without rows: %v", n.Rows)
	}
	n, faults := note.Parse(&source.File{Name: "n.md", Data: []byte("---\ntitle: T\nrows: true\n---\n" + table)}, "n.md")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, rows := range [][]note.Row{n.Rows, n.Open().Rows} {
		var got []string
		for _, r := range rows {
			got = append(got, r.ID, r.Text, n.File.Text(r.Span))
		}
		if diff := cmp.Diff([]string{"444-1", "444", "444` | nginx |", "499-520", "499, 520", "499, **520** | |"}, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestHeadings(t *testing.T) {
	n := well(t, "## Größe of *it* `x`\n\n### Größe of it x\n\n## Named {#own-id}\n\nUnderlined\n----------\n\n## 中文\n\n## A_b & c!\n\n## ?\n\n## own id\n\n## `206`\n")
	var got []string
	for _, h := range n.Headings {
		got = append(got, strings.Repeat("#", h.Level)+" "+h.Text+" "+h.ID)
	}
	want := []string{"## Größe of it x größe-of-it-x", "### Größe of it x größe-of-it-x-1", "## Named own-id", "## Underlined underlined", "## 中文 中文",
		"## A_b & c! a_b--c", "## ? heading", "## own id own-id-1", "## 206 206"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
