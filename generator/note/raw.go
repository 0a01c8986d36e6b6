package note

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"wirebook/generator/source"
)

// notShown faults what pages do not show as it is meant: HTML other than comments, since
// it could contain what the site's policy forbids; the syntax of other tools; and what is
// almost an aside.
func (n *Note) notShown(tree ast.Node) (faults []source.Fault) {
	ast.Walk(tree, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		var segments []text.Segment
		switch v := node.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Blockquote:
			faults = append(faults, n.asideFault(v)...)
		case *ast.HTMLBlock:
			segments = v.Lines().Sliced(0, v.Lines().Len())
			if v.HasClosure() {
				segments = append(segments, v.ClosureLine)
			}
		case *ast.RawHTML:
			segments = v.Segments.Sliced(0, v.Segments.Len())
		default:
			faults = append(faults, n.foreign(node)...)
		}
		if span, ok := n.noComment(segments); ok {
			faults = append(faults, source.Fault{File: n.File, Span: span, ID: "raw-html",
				What: "raw HTML is not rendered",
				Do:   "write it in Markdown, or between backticks if it is an example"})
		}
		return ast.WalkContinue, nil
	})
	return faults
}

// noComment finds the first character that is neither in a comment nor white space.
func (n *Note) noComment(segments []text.Segment) (source.Span, bool) {
	inside := false
	for _, s := range segments {
		for at := s.Start; at < s.Stop; {
			rest := n.File.Data[at:s.Stop]
			switch {
			case inside:
				end := bytes.Index(rest, []byte("-->"))
				if end < 0 {
					at = s.Stop
					continue
				}
				at += end + len("-->")
				inside = false
			case bytes.HasPrefix(rest, []byte("<!--")):
				inside = true
				at += len("<!--")
			case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n':
				at++
			default:
				end := len(bytes.TrimRight(rest, " \t\n"))
				if tag := bytes.IndexByte(rest, '>'); tag >= 0 {
					end = min(end, tag+1)
				}
				return source.Span{Start: at, End: at + end}, true
			}
		}
	}
	return source.Span{}, false
}
