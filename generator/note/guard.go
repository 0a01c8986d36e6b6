package note

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/source"
)

// A guard enforces the limits of the Markdown of one note during parsing. What
// exceeds them is parsed as plain text, which costs little.
type guard struct {
	file   *source.File
	faults []source.Fault
	parser parser.Parser // created at first use, and used for all parts

	cells, pipes        int // of all tables
	headings, footnotes int
	referred            int // bytes that link references repeat

	in    ast.Node // the block whose text is parsed
	large bool     // it has more than maxText bytes
	marks int      // brackets and marks of emphasis in it
}

// guards holds guards with their parsers: making a parser costs as much as using it.
var guards = sync.Pool{New: func() any { return new(guard) }}

// newGuard returns a guard of the file; done gives it back.
func newGuard(file *source.File) (g *guard, done func()) {
	g = guards.Get().(*guard)
	*g = guard{file: file, parser: g.parser}
	return g, func() {
		*g = guard{parser: g.parser}
		guards.Put(g)
	}
}

func (g *guard) fault(at source.Span, id, what, do string) {
	for _, f := range g.faults {
		if f.ID == id && f.What == what {
			return // one fault of a kind is enough
		}
	}
	g.faults = append(g.faults, source.Fault{File: g.file, Span: at, ID: id, What: what, Do: do})
}

// start is the span of the first byte of a line.
func start(line text.Segment) source.Span {
	return source.Span{Start: line.Start, End: line.Start + 1}
}

// markdown returns a parser of CommonMark with GitHub's extensions, footnotes, definition
// lists and attributes of headings.
func (g *guard) markdown() parser.Parser {
	if g.parser != nil {
		return g.parser
	}
	blocks := append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		util.Prioritized(extension.NewDefinitionListParser(), 101), util.Prioritized(extension.NewDefinitionDescriptionParser(), 102))
	for i, p := range blocks {
		switch v := p.Value.(type) {
		case interface{ SetOption(parser.OptionName, any) }: // only headings have options
			blocks[i].Value = headings{v.(parser.BlockParser), g}
		default:
			switch v {
			case parser.NewListParser(), parser.NewBlockquoteParser(), extension.NewFootnoteBlockParser(), extension.NewDefinitionListParser():
				blocks[i].Value = nesting{v.(parser.BlockParser), g}
			}
		}
	}
	// What extension.GFM adds is listed here, because its parsers are wrapped, too.
	texts := append(parser.DefaultInlineParsers(), util.Prioritized(extension.NewTaskCheckBoxParser(), 0), util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500), util.Prioritized(extension.NewLinkifyParser(), 999))
	for i, p := range texts {
		texts[i].Value = inlines{p.Value.(parser.InlineParser), g}
	}
	g.parser = parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(texts...),
		parser.WithParagraphTransformers(util.Prioritized(definitions{g}, 50), util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(g, 150), util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0), util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
		parser.WithAutoHeadingID(), parser.WithAttribute(),
	)
	return g.parser
}

// A nesting wraps a parser of blocks that contain others.
type nesting struct {
	parser.BlockParser
	*guard
}

// Open implements parser.BlockParser.
func (p nesting) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, line := r.PeekLine()
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindList, ast.KindBlockquote, east.KindFootnote, east.KindDefinitionList:
			depth++
		}
	}
	if depth >= maxNested {
		p.fault(start(line), "too-deep",
			fmt.Sprintf("lists, quotations and footnotes are nested more than %d deep here", maxNested), "nest them less deeply")
		return nil, parser.NoChildren
	}
	node, state := p.BlockParser.Open(parent, r, pc)
	if node == nil || node.Kind() != east.KindFootnote {
		return node, state
	}
	if p.footnotes++; p.footnotes > maxFootnotes {
		p.fault(start(line), "too-many", fmt.Sprintf("the note has more than %d footnotes", maxFootnotes), "split it")
		return nil, parser.NoChildren
	}
	return node, state
}

// headings wraps a parser of headings.
type headings struct {
	parser.BlockParser
	*guard
}

// SetOption implements parser.SetOptioner.
func (p headings) SetOption(name parser.OptionName, value any) {
	p.BlockParser.(parser.SetOptioner).SetOption(name, value)
}

// Open implements parser.BlockParser.
func (p headings) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	data, line := r.PeekLine()
	long := func() (ast.Node, parser.State) {
		p.fault(start(line), "too-large", fmt.Sprintf("a heading has more than %d bytes", maxHeading), "shorten it")
		return nil, parser.NoChildren
	}
	if marks := bytes.TrimLeft(data, " "); len(data) > maxHeading && util.IsSpace(bytes.TrimLeft(marks, "#")[0]) && marks[0] == '#' {
		return long() // before its attributes are read
	}
	node, state := p.BlockParser.Open(parent, r, pc)
	if node == nil {
		return nil, state
	}
	if above, is := pc.LastOpenedBlock().Node.(*ast.Paragraph); is && p.Trigger()[0] != '#' {
		line = above.Lines().At(0)
		if line.Start+maxHeading < above.Lines().At(above.Lines().Len()-1).Stop {
			return long()
		}
	}
	if p.headings++; p.headings > maxHeadings {
		p.fault(start(line), "too-many", fmt.Sprintf("the note has more than %d headings", maxHeadings), "split it")
		return nil, parser.NoChildren
	}
	return node, state
}

// size counts the bytes of the lines of a block.
func size(block ast.Node) (n int) {
	lines := block.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		n += line.Len()
	}
	return n
}

// inlines wraps a parser of the text of a block. Such parsers search the whole block for
// the other half of a pair, some of them for each half.
type inlines struct {
	parser.InlineParser
	*guard
}

// Parse implements parser.InlineParser.
func (p inlines) Parse(block ast.Node, r text.Reader, pc parser.Context) ast.Node {
	if p.in != block {
		p.in, p.marks, p.large = block, 0, size(block) > maxText
	}
	_, line := r.PeekLine()
	if p.large {
		p.fault(start(line), "too-large", fmt.Sprintf("a paragraph or a table cell has more than %d bytes", maxText), "split it with blank lines")
		return nil
	}
	node := p.InlineParser.Parse(block, r, pc)
	if _, is := node.(*parser.Delimiter); is || bytes.Contains(p.Trigger(), []byte("]")) {
		if p.marks++; p.marks > maxMarks {
			p.fault(start(line), "too-many", fmt.Sprintf("one paragraph has more than %d brackets and marks of emphasis", maxMarks), "split it, or put literal text between backticks")
			p.large = true // the rest is plain text
		}
	}
	switch v := node.(type) {
	case *ast.Link:
		if v.Reference != nil && !p.refers(line, v.Destination, v.Title) {
			v.Destination, v.Title = nil, nil
		}
	case *ast.Image:
		if v.Reference != nil && !p.refers(line, v.Destination, v.Title) {
			v.Destination, v.Title = nil, nil
		}
	}
	return node
}

// refers counts the bytes that a link copies from its definition, and reports whether
// they are within the limit.
func (g *guard) refers(line text.Segment, destination, title []byte) bool {
	if g.referred += len(destination) + len(title); g.referred <= maxReferred {
		return true
	}
	g.fault(start(line), "too-many", fmt.Sprintf("the link references of the note repeat more than %d bytes of addresses and titles", maxReferred), "shorten the address and the title of the one that is used most")
	return false
}

// CloseBlock implements parser.CloseBlocker.
func (p inlines) CloseBlock(block ast.Node, r text.Reader, pc parser.Context) {
	if closer, is := p.InlineParser.(parser.CloseBlocker); is {
		closer.CloseBlock(block, r, pc)
	}
}

// definitions limits paragraphs before goldmark removes link references from them, one at
// a time.
type definitions struct{ *guard }

// Transform implements parser.ParagraphTransformer.
func (d definitions) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) {
	first := p.Lines().At(0)
	if p.Lines().Len() > maxDefinitions && bytes.HasPrefix(first.Value(r.Source()), []byte("[")) {
		d.fault(start(first), "too-many", fmt.Sprintf("a paragraph that begins with [ has more than %d lines", maxDefinitions), "put blank lines between link references; begin the rows of a table with |")
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// Transform implements parser.ParagraphTransformer: it removes what would be a table
// with too many cells or escaped pipes. Short rows are filled up, so a table can have far
// more cells than the note has characters.
func (g *guard) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) {
	lines := p.Lines()
	remove := func(line text.Segment, what, do string) {
		g.fault(source.Span{Start: line.Start, End: line.Stop}, "too-many", what, do)
		p.Parent().RemoveChild(p.Parent(), p)
	}
	for i := 1; i < lines.Len(); i++ {
		delimiter := lines.At(i)
		line := bytes.TrimSpace(delimiter.Value(r.Source()))
		if len(bytes.Trim(line, "|-: \t")) > 0 || !bytes.ContainsRune(line, '-') || !bytes.ContainsAny(line, "|:") {
			continue
		}
		g.cells += (bytes.Count(line, []byte("|")) + 1) * (lines.Len() - i)
		for j := i - 1; j < lines.Len(); j++ {
			row := lines.At(j)
			g.pipes += bytes.Count(row.Value(r.Source()), []byte(`\|`))
		}
		switch first := lines.At(i - 1); {
		case g.cells > len(g.file.Data):
			remove(first, "the tables up to here have more cells than the note has bytes", "write a cell for each column in every row, or fewer columns")
		case g.pipes > maxPipes:
			remove(first, fmt.Sprintf("the tables up to here have more than %d escaped pipes", maxPipes), "put some of it into a fence")
		}
		return
	}
}
