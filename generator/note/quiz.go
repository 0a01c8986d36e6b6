package note

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"wirebook/generator/source"
)

// A Quiz is a question that a fence of the language quiz asks:
//
//	```quiz
//	Which of these may a cache keep without being told for how long?
//
//	- [x] `404`
//	  Its definition allows it (RFC 9110 section 15.5.5).
//	- [ ] `302`
//
//	An error may be kept as well as a success.
//	```
//
// First the question; then a list of two or more choices, each on one line, the right
// ones marked with an x, with an optional reason indented below; last an explanation.
// The text is Markdown of paragraphs. Its links, code spans and citations are those
// of the note, and the offsets of its nodes are offsets in the file of the note.
type Quiz struct {
	Ask     []ast.Node
	Choices []Choice
	Explain []ast.Node
}

// A Choice is one of the answers that a reader chooses from.
type Choice struct {
	Text   ast.Node
	Reason ast.Node // nil if there is none
	Right  bool
}

const quizForm = "write paragraphs, then lines that begin with `- [ ] ` or `- [x] `, with a reason indented below, then paragraphs"

// readQuiz parses the quiz in a fence.
func (n *Note) readQuiz(f *Fence, g *guard, refs parser.Context) (faults []source.Fault) {
	fault := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: id, What: what, Do: do})
	}
	if len(f.Words) > 1 {
		w := f.Words[1]
		fault(w.Span, "quiz-word", fmt.Sprintf("unknown word %q after quiz", w.Key), "write the question into the fence; quiz takes no other words")
	}
	doc := n.part(f.Body, g, refs)
	q := &Quiz{}
	var list *ast.List
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		items, isList := node.(*ast.List)
		switch {
		case isList && list == nil && !items.IsOrdered():
			list = items
		case node.Kind() != ast.KindParagraph:
			fault(n.blockSpan(node), "quiz-line", "this does not belong in a quiz", quizForm)
		case list == nil:
			q.Ask = append(q.Ask, node)
		default:
			q.Explain = append(q.Explain, node)
		}
	}
	if len(q.Ask) == 0 {
		fault(f.Marker, "quiz-question", "this quiz has no question", "begin it with the question: "+quizForm)
	}
	right := 0
	if list != nil {
		for item := list.FirstChild(); item != nil; item = item.NextSibling() {
			c, more := n.choice(item)
			faults = append(faults, more...)
			q.Choices = append(q.Choices, c)
			if c.Right {
				right++
			}
		}
	}
	switch {
	case len(q.Choices) < 2:
		fault(f.Marker, "quiz-choices", "this quiz has fewer than two choices", quizForm)
	case right == 0 && len(faults) == 0:
		fault(f.Marker, "quiz-right", "none of the choices is right", "mark the right ones with an x: - [x]")
	}
	if len(faults) == 0 {
		f.Quiz = q
		links, spans := len(n.Links), len(n.CodeSpans)
		n.collect(doc)
		n.quote(n.Links[links:], n.CodeSpans[spans:])
	}
	return append(faults, n.notShown(doc)...)
}

// part parses a part of the file as Markdown on its own, with offsets in the file.
// Links may use the reference definitions of the note.
func (n *Note) part(at source.Span, g *guard, refs parser.Context) *ast.Document {
	context := partContext{parser.NewContext(), refs}
	return g.markdown().Parse(reader(n.File.Data[:at.End], at.Start), parser.WithContext(context)).(*ast.Document)
}

// A partContext knows the reference definitions of the note around a part.
type partContext struct {
	parser.Context
	note parser.Context
}

// Reference implements parser.Context.
func (c partContext) Reference(label string) (parser.Reference, bool) {
	if r, ok := c.note.Reference(label); ok {
		return r, true
	}
	return c.Context.Reference(label)
}

// choice parses an item of the list: its first line is the choice, the rest is the
// reason.
func (n *Note) choice(item ast.Node) (c Choice, faults []source.Fault) {
	fault := func(span source.Span, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: "quiz-line", What: what, Do: do})
	}
	block := item.FirstChild()
	if block == nil || block.Kind() != ast.KindTextBlock && block.Kind() != ast.KindParagraph {
		fault(n.blockSpan(item), "this choice is empty", "write it after its box: - [ ] text")
		return c, faults
	}
	lines := block.Lines()
	first := n.lineSpan(lines.At(0))
	box, ok := block.FirstChild().(*east.TaskCheckBox)
	if !ok {
		fault(first, "this choice has no box", "begin it with [x] if it is right, and with [ ] if it is not")
		return c, faults
	}
	c.Right = box.IsChecked
	block.RemoveChild(block, box)
	if next := block.NextSibling(); next != nil {
		fault(n.blockSpan(next), "this does not belong in a choice", "a choice is one line, followed directly by the indented lines of its reason")
	}
	for i := 1; i < lines.Len(); i++ {
		if l := n.lineSpan(lines.At(i)); n.File.Data[l.Start-1] == '\n' {
			fault(l, "this line is part of the choice above it", "indent it as its reason, or put an empty line before it")
			return c, faults
		}
	}
	reason := ast.NewTextBlock()
	for node := block.FirstChild(); node != nil && lines.Len() > 1; node = node.NextSibling() {
		t, ok := node.(*ast.Text)
		if !ok || !t.SoftLineBreak() && !t.HardLineBreak() || t.Segment.Start < lines.At(0).Start || t.Segment.Stop > lines.At(0).Stop {
			continue
		}
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		for next := node.NextSibling(); next != nil; next = node.NextSibling() {
			reason.AppendChild(reason, next)
		}
		c.Reason = reason
		break
	}
	switch {
	case block.FirstChild() == nil || len(bytes.TrimSpace(n.File.Data[first.Start+len("[ ]"):first.End])) == 0:
		fault(first, "this choice is empty", "write it after its box: - [ ] text")
	case lines.Len() > 1 && c.Reason == nil:
		fault(first, "this choice continues in a second line", "a choice is one line: close its link or emphasis there")
	}
	// Its paragraph or text block becomes a text block, because it is shown within a
	// line.
	choice := ast.NewTextBlock()
	for node := block.FirstChild(); node != nil; node = block.FirstChild() {
		choice.AppendChild(choice, node)
	}
	item.ReplaceChild(item, block, choice)
	if c.Reason != nil {
		item.InsertAfter(item, choice, reason)
	}
	c.Text = choice
	return c, faults
}

// blockSpan returns the first line of a block, if its place is known.
func (n *Note) blockSpan(node ast.Node) source.Span {
	at := max(0, node.Pos())
	line, _ := n.File.Position(at)
	return trimSpace(n.File.Data, n.File.LineSpan(line))
}

func (n *Note) lineSpan(s text.Segment) source.Span {
	at := source.Span{Start: s.Start, End: s.Stop}
	for at.End > at.Start && n.File.Data[at.End-1] == '\n' {
		at.End--
	}
	return trimSpace(n.File.Data, at)
}
