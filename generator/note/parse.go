package note

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"wirebook/generator/source"
)

// Parse parses one note, and looks for no phrases in it. Path is its path in content/.
func Parse(file *source.File, path string) (*Note, []source.Fault) {
	return parseWith(phrases{}, file, path)
}

// parseWith is Parse, and looks for phrases.
func parseWith(p phrases, file *source.File, path string) (*Note, []source.Fault) {
	n := &Note{File: file, Path: path, prose: &phraseReader{phrases: p}}
	meta, body, faults := parseMeta(file)
	n.Meta, n.Head, n.body = meta, source.Span{End: body}, body
	n.prose.meta(n)
	context := newContext()
	g, done := newGuard(file)
	defer done()
	n.parse(g, context)
	n.quote(n.Links, n.CodeSpans)
	faults = append(faults, n.notShown(n.Doc)...)
	faults = append(faults, n.readFences(body)...)
	faults = append(faults, n.unread(faults)...)
	for _, f := range n.Fences {
		if f.Lang == quizLanguage && len(f.Faults) == 0 {
			faults = append(faults, n.readQuiz(f, g, context)...)
		}
	}
	n.Phrases = n.prose.found
	faults = append(faults, g.faults...)
	return n, append(faults, bidiControls(file, source.Span{End: len(file.Data)}, n.code())...)
}

func newContext() parser.Context { return parser.NewContext(parser.WithIDs(headingIDs{})) }

// parse parses the Markdown of the note.
func (n *Note) parse(g *guard, context parser.Context) {
	n.Doc = g.markdown().Parse(reader(n.File.Data, n.body), parser.WithContext(context)).(*ast.Document)
	if n.Meta.Rows {
		n.nameRows(context.IDs())
	}
	n.collect(n.Doc)
}

// Open returns the note with its Markdown tree, for one who changes it: it is parsed
// again. Its lists have the same order as those of the note.
func (n *Note) Open() *Note {
	o := &Note{File: n.File, Path: n.Path, Meta: n.Meta, Chooser: n.Chooser, Alone: n.Alone, body: n.body}
	context := newContext()
	g, done := newGuard(n.File)
	defer done()
	o.parse(g, context)
	o.Fences = make([]*Fence, len(n.Fences))
	i := 0
	for node := o.Doc.FirstChild(); node != nil && i < len(n.Fences); node = node.NextSibling() {
		if block, ok := node.(*ast.FencedCodeBlock); ok {
			f := *n.Fences[i]
			f.Node, f.Quiz = block, nil
			if n.Fences[i].Quiz != nil {
				o.readQuiz(&f, g, context)
			}
			o.Fences[i] = &f
			i++
		}
	}
	return o
}

// Without returns the note as it is without some of its text: spaces take the place of
// the characters, so that all offsets stay. The spans must hold no line that opens or
// closes a fence. The fences are those of n.
func (n *Note) Without(spans []source.Span) *Note {
	data := bytes.Clone(n.File.Data)
	for _, s := range spans {
		for i, c := range data[s.Start:s.End] {
			if c != '\n' {
				data[s.Start+i] = ' '
			}
		}
	}
	out, _ := Parse(&source.File{Name: n.File.Name, Data: data, CRLF: n.File.CRLF}, n.Path)
	out.close()
	out.Fences, out.Chooser = n.Fences, n.Chooser
	return out
}

// close drops the tree, which takes more memory than all else of a note.
func (n *Note) close() {
	n.Doc, n.prose = nil, nil
	for i := range n.Headings {
		n.Headings[i].Node = nil
	}
	for i := range n.Links {
		n.Links[i].Node = nil
	}
	for i := range n.CodeSpans {
		n.CodeSpans[i].Node = nil
	}
	for i := range n.Citations {
		n.Citations[i].Node = nil
	}
	for _, f := range n.Fences {
		f.Node = nil
		if f.Quiz != nil {
			f.Quiz = &Quiz{}
		}
	}
}

// code returns the spans of the code in the note, in order.
func (n *Note) code() (spans []source.Span) {
	asks := map[ast.Node]bool{}
	for _, f := range n.Fences {
		asks[f.Node] = f.Quiz != nil
	}
	ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		switch node.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock:
			if lines := node.Lines(); entering && lines.Len() > 0 && !asks[node] {
				spans = append(spans, source.Span{Start: lines.At(0).Start, End: lines.At(lines.Len() - 1).Stop})
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, s := range n.CodeSpans {
		spans = append(spans, s.Span)
	}
	slices.SortFunc(spans, func(a, b source.Span) int { return a.Start - b.Start })
	return spans
}

// reader reads a text from an offset on, as if a line began there, so that offsets in
// the Markdown are offsets in the file.
func reader(data []byte, at int) text.Reader {
	r := text.NewReader(data)
	r.SetPosition(-1, text.NewSegment(at, at))
	r.AdvanceLine()
	return r
}

// collect collects from a tree what later stages need.
func (n *Note) collect(tree ast.Node) {
	var runs []*ast.Text
	in := 0 // as CodeSpan.In: a link cannot contain another
	ast.Walk(tree, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if node.Kind() == ast.KindLink {
				in = 0
			}
			return ast.WalkContinue, nil
		}
		if node.Type() == ast.TypeBlock {
			n.prose.end()
		}
		switch v := node.(type) {
		case *ast.Heading:
			h := Heading{Node: v, Level: v.Level, Text: n.plain(v), Pos: v.Pos()}
			if lines := v.Lines(); lines.Len() > 0 {
				h.Span = source.Span{Start: lines.At(0).Start, End: lines.At(0).Stop}
			}
			if id, ok := v.AttributeString("id"); ok {
				b, _ := id.([]byte)
				h.ID = string(b)
			}
			n.Headings = append(n.Headings, h)
		case *ast.Blockquote:
			if !n.Alone {
				n.aside(v)
			}
		case *ast.Link:
			in = len(n.Links) + 1
			n.Links = append(n.Links, Link{Node: v, Destination: string(v.Destination), Span: n.destination(v, v.Destination)})
		case *ast.Image:
			n.Links = append(n.Links, Link{Node: v, Image: true, Destination: string(v.Destination), Span: n.destination(v, v.Destination)})
		case *ast.AutoLink:
			n.prose.end()
			n.Links = append(n.Links, n.autoLink(v))
		case *ast.CodeSpan:
			n.prose.end()
			if first, ok := v.FirstChild().(*ast.Text); ok {
				last := v.LastChild().(*ast.Text)
				span := source.Span{Start: first.Segment.Start, End: last.Segment.Stop}
				n.CodeSpans = append(n.CodeSpans, CodeSpan{Node: v, In: in, Text: n.File.Text(span), Span: span})
			}
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			n.prose.piece(v.Segment.Value(n.File.Data), v.Segment.Start)
			if prev, ok := v.PreviousSibling().(*ast.Text); !ok || !adjacent(prev, v) {
				if in == 0 {
					runs = append(runs, v)
				} else {
					n.citedInLink(v)
				}
			}
		}
		return ast.WalkContinue, nil
	})
	for _, run := range runs {
		n.cite(run)
	}
}

// plain returns the text of a node without its marks.
func (n *Note) plain(node ast.Node) string {
	var b strings.Builder
	ast.Walk(node, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(n.File.Data))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// autoLink returns a link whose text is its address: <https://example.org> or
// www.example.org.
func (n *Note) autoLink(v *ast.AutoLink) Link {
	l := Link{Node: v, Destination: string(v.URL(n.File.Data))}
	if v.AutoLinkType == ast.AutoLinkEmail && !strings.Contains(l.Destination, ":") {
		l.Destination = "mailto:" + l.Destination
	}
	label := v.Label(n.File.Data)
	start := max(0, v.Pos())
	start += max(0, bytes.Index(n.File.Data[start:], label))
	l.Span = source.Span{Start: start, End: start + len(label)}
	return l
}

// destination returns the span of a link's address: after its text, or its text if
// the address is elsewhere.
func (n *Note) destination(link ast.Node, address []byte) source.Span {
	start := max(0, link.Pos(), n.end(link))
	if bytes.HasPrefix(n.File.Data[start:], []byte("]()")) {
		return source.Span{Start: start + 1, End: start + 3}
	}
	window := n.File.Data[start:min(len(n.File.Data), start+len(address)+16)]
	if i := bytes.Index(window, address); i >= 0 && len(address) > 0 {
		return source.Span{Start: start + i, End: start + i + len(address)}
	}
	if pos := link.Pos(); pos >= 0 {
		return source.Span{Start: pos, End: max(pos+1, start)}
	}
	return source.Span{Start: start, End: start}
}

// end is the offset after the last thing in a link's text whose place is known.
func (n *Note) end(link ast.Node) (end int) {
	for c := link.LastChild(); c != nil; c = c.PreviousSibling() {
		switch v := c.(type) {
		case *ast.Text:
			return v.Segment.Stop
		case *ast.RawHTML:
			return v.Segments.At(v.Segments.Len() - 1).Stop
		case *ast.Image:
			return n.destination(v, v.Destination).End
		default:
			if end = n.end(c); end > 0 {
				return end
			}
		}
	}
	return 0
}
