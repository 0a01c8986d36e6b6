package note

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"wirebook/generator/source"
)

// KindCite is the kind of Cite nodes.
var KindCite = ast.NewNodeKind("Cite")

// Cite is a citation of an RFC in running text; its children are its text.
type Cite struct {
	ast.BaseInline
	RFC     string
	Section string
}

// Kind implements ast.Node.
func (c *Cite) Kind() ast.NodeKind { return KindCite }

// Dump implements ast.Node.
func (c *Cite) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// A citation is "RFC 9110", "RFC 9110 section 15.5.5" or "RFC 9110 sections
// 15.4.2, 15.4.3 and 15.4.8"; a line may break between its words.
var (
	citation = regexp.MustCompile(`\bRFC[ \n]?([0-9]{1,5})\b(?:,?[ \n]([Ss]ections?|[Aa]ppendix|[Aa]ppendices)[ \n]([0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)*)\b)?`)
	another  = regexp.MustCompile(`^(?:,[ \n]|,?[ \n](?:and|or)[ \n])([0-9]+(?:\.[0-9]+)*)\b`)
)

// find lists the citations in a span of text.
func (n *Note) find(run source.Span) (out []Citation) {
	data := n.File.Data[run.Start:run.End]
	if !bytes.Contains(data, []byte("RFC")) {
		return nil
	}
	for _, m := range citation.FindAllSubmatchIndex(data, -1) {
		c := Citation{RFC: string(data[m[2]:m[3]]), Span: source.Span{Start: m[0], End: m[1]}.Shift(run.Start)}
		if m[6] < 0 {
			out = append(out, c)
			continue
		}
		c.Section = string(data[m[6]:m[7]])
		out = append(out, c)
		at := m[1]
		for plural := data[m[5]-1] == 's'; plural; {
			more := another.FindSubmatchIndex(data[at:])
			if more == nil {
				break
			}
			out = append(out, Citation{RFC: c.RFC, Section: string(data[at+more[2] : at+more[3]]), Span: source.Span{Start: at + more[2], End: at + more[3]}.Shift(run.Start)})
			at += more[1]
		}
	}
	return out
}

// citedInLink records citations inside a link: they are checked, but the link keeps
// its destination.
func (n *Note) citedInLink(first *ast.Text) {
	last := runEnd(first)
	n.Citations = append(n.Citations, n.find(source.Span{Start: first.Segment.Start, End: last.Segment.Stop})...)
}

func runEnd(first *ast.Text) *ast.Text {
	last := first
	for {
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || !adjacent(last, next) {
			return last
		}
		last = next
	}
}

// cite replaces the citations in a run of text that begins at first by nodes.
func (n *Note) cite(first *ast.Text) {
	last := runEnd(first)
	found := n.find(source.Span{Start: first.Segment.Start, End: last.Segment.Stop})
	if len(found) == 0 {
		return
	}
	parent := first.Parent()
	node := ast.Node(first)
	end := last.NextSibling()
	for i := range found {
		c := &Cite{RFC: found[i].RFC, Section: found[i].Section}
		found[i].Node, found[i].Linked = c, true
		node = enclose(parent, node, end, found[i].Span, c)
	}
	n.Citations = append(n.Citations, found...)
}

// enclose moves the part of the text nodes from node up to end that lies in span into
// c, and returns the node after it.
func enclose(parent, node, end ast.Node, span source.Span, c ast.Node) ast.Node {
	for node != nil && node != end {
		t := node.(*ast.Text)
		next := node.NextSibling()
		switch {
		case t.Segment.Stop <= span.Start:
		case t.Segment.Start >= span.End:
			return node
		default:
			if t.Segment.Start < span.Start {
				before := ast.NewTextSegment(text.NewSegment(t.Segment.Start, span.Start))
				parent.InsertBefore(parent, t, before)
				t.Segment.Start = span.Start
			}
			if t.Segment.Stop > span.End {
				after := ast.NewTextSegment(text.NewSegment(span.End, t.Segment.Stop))
				after.SetSoftLineBreak(t.SoftLineBreak())
				after.SetHardLineBreak(t.HardLineBreak())
				t.SetSoftLineBreak(false)
				t.SetHardLineBreak(false)
				t.Segment.Stop = span.End
				parent.InsertAfter(parent, t, after)
				next = after
			}
			if c.Parent() == nil {
				parent.InsertBefore(parent, t, c)
			}
			c.AppendChild(c, t)
		}
		node = next
	}
	return node
}

// adjacent reports whether b directly follows a, except for a line break.
func adjacent(a, b *ast.Text) bool {
	return b.Segment.Start >= a.Segment.Stop && b.Segment.Start-a.Segment.Stop <= 2 && !a.HardLineBreak()
}
