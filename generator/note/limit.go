package note

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/source"
)

// Limits of texts in content/. Without them, a few kilobytes could cost gigabytes or
// minutes. SECURITY.md lists them all.
const (
	MaxNote = 2 << 20   // bytes of a note, or of another text that is parsed
	maxYAML = 64 << 10  // bytes of a front matter, of site.yaml and of the file of a chooser
	maxCopy = 100 << 20 // bytes of a file that is copied; code hosts accept less

	maxYAMLIndent   = 64   // columns before a value in YAML; each level needs at least one
	maxYAMLBrackets = 2000 // [ and { in one YAML text

	maxTitle       = 300  // bytes of a title or a label: other pages show them
	maxDescription = 2000 // bytes

	maxNested = 32   // lists, quotations and footnotes inside each other
	maxMarks  = 5000 // of emphasis in one paragraph, heading or cell
)

// TooLarge returns the fault of a file that is not read, because its size in bytes
// exceeds max.
func TooLarge(name string, size, max int64) source.Fault {
	return source.Fault{File: &source.File{Name: name}, ID: "too-large",
		What: fmt.Sprintf("the file has %d bytes; at most %d are allowed", size, max), Do: "split it"}
}

// longText faults a text that other pages show if it has more than max bytes.
func longText(file *source.File, at source.Span, key, text string, max int) []source.Fault {
	if len(text) <= max {
		return nil
	}
	return []source.Fault{{File: file, Span: at, ID: "too-large", What: fmt.Sprintf("the %s has %d bytes; at most %d are allowed", key, len(text), max),
		Do: "shorten it: other pages show it"}}
}

// boundYAML faults a text that would be too expensive for the YAML parser, whose cost
// grows with the square of the nesting depth. It counts what could nest, even in
// strings, so it needs no parser.
func boundYAML(file *source.File, at source.Span) (faults []source.Fault) {
	fault := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: file, Span: span, ID: id, What: what, Do: do})
	}
	if at.Len() > maxYAML {
		fault(source.Span{Start: at.Start, End: at.Start + 1}, "too-large", fmt.Sprintf("this YAML has %d bytes; at most %d are allowed", at.Len(), maxYAML), "shorten it")
		return faults
	}
	brackets, prefix := 0, 0 // prefix: of the line so far, or -1 after it
	for i := at.Start; i < at.End; i++ {
		switch c := file.Data[i]; {
		case c == '\n':
			prefix = 0
			continue
		case prefix >= 0 && bytes.IndexByte([]byte(" \t-?:"), c) >= 0:
			if prefix++; prefix == maxYAMLIndent {
				fault(source.Span{Start: i, End: i + 1}, "too-deep", fmt.Sprintf("values are indented by more than %d columns here", maxYAMLIndent), "nest them less deeply")
				return faults
			}
			continue
		case c == '[' || c == '{':
			if brackets++; brackets > maxYAMLBrackets {
				fault(source.Span{Start: i, End: i + 1}, "too-many", fmt.Sprintf("this YAML has more than %d opening brackets", maxYAMLBrackets), "write lists as lines that begin with -")
				return faults
			}
		}
		prefix = -1
	}
	return nil
}

// A guard enforces the limits of the Markdown of one note during parsing. What
// exceeds them is parsed as plain text, which costs little.
type guard struct {
	file   *source.File
	faults []source.Fault
	parser parser.Parser // created at first use, and used for all parts

	cells int      // of all tables
	in    ast.Node // the block whose marks are being counted
	marks int
}

func (g *guard) fault(at source.Span, id, what, do string) {
	for _, f := range g.faults {
		if f.ID == id && f.What == what {
			return // one fault of a kind is enough
		}
	}
	g.faults = append(g.faults, source.Fault{File: g.file, Span: at, ID: id, What: what, Do: do})
}

// A nesting wraps a parser of blocks that contain others.
type nesting struct {
	parser.BlockParser
	*guard
}

// Open implements parser.BlockParser.
func (p nesting) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindList, ast.KindBlockquote, east.KindFootnote:
			depth++
		}
	}
	if depth >= maxNested {
		_, at := r.PeekLine()
		p.fault(source.Span{Start: at.Start, End: at.Start + 1}, "too-deep",
			fmt.Sprintf("lists, quotations and footnotes are nested more than %d deep here", maxNested), "nest them less deeply")
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, r, pc)
}

// marks wraps a parser of marks that searches a whole block for their pairs.
type marks struct {
	parser.InlineParser
	*guard
}

// Parse implements parser.InlineParser.
func (p marks) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	if p.in != parent {
		p.in, p.guard.marks = parent, 0
	}
	if p.guard.marks++; p.guard.marks > maxMarks {
		_, at := r.PeekLine()
		p.fault(source.Span{Start: at.Start, End: at.Start + 1}, "too-many",
			fmt.Sprintf("one paragraph has more than %d marks of emphasis", maxMarks), "split it, or put literal text between backticks")
		return nil
	}
	return p.InlineParser.Parse(parent, r, pc)
}

// Transform implements parser.ParagraphTransformer: it removes what would be a table
// with too many cells. Short rows are filled up, so a table can have far more cells
// than the note has characters.
func (g *guard) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines := p.Lines()
	for i := 1; i < lines.Len(); i++ {
		delimiter := lines.At(i)
		line := bytes.TrimSpace(delimiter.Value(r.Source()))
		if len(bytes.Trim(line, "|-: \t")) > 0 || !bytes.ContainsRune(line, '-') || !bytes.ContainsAny(line, "|:") {
			continue
		}
		g.cells += (bytes.Count(line, []byte("|")) + 1) * (lines.Len() - i)
		if g.cells > len(g.file.Data) {
			first := lines.At(i - 1)
			g.fault(source.Span{Start: first.Start, End: first.Stop}, "too-many",
				"the tables up to here have more cells than the note has bytes", "write a cell for each column in every row, or fewer columns")
			p.Parent().RemoveChild(p.Parent(), p)
		}
		return
	}
}

// guarded wraps the parsers whose cost has no limit.
func (g *guard) guarded(parsers []util.PrioritizedValue) []util.PrioritizedValue {
	for i, p := range parsers {
		switch v := p.Value; v {
		case parser.NewListParser(), parser.NewBlockquoteParser(), extension.NewFootnoteBlockParser():
			parsers[i].Value = nesting{v.(parser.BlockParser), g}
		case parser.NewEmphasisParser():
			parsers[i].Value = marks{v.(parser.InlineParser), g}
		}
	}
	return parsers
}
