package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/source"
)

// htmlBlock and rawHTML drop comments. Other HTML in a note is a fault: it could
// hold what the policy of the site forbids, and a reader would miss it.
func (m *markdown) htmlBlock(_ util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		b := n.(*ast.HTMLBlock)
		var segments []text.Segment
		for i := range b.Lines().Len() {
			segments = append(segments, b.Lines().At(i))
		}
		if b.HasClosure() {
			segments = append(segments, b.ClosureLine)
		}
		m.comments(src, segments)
	}
	return ast.WalkSkipChildren, nil
}

func (m *markdown) rawHTML(_ util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		r := n.(*ast.RawHTML)
		var segments []text.Segment
		for i := range r.Segments.Len() {
			segments = append(segments, r.Segments.At(i))
		}
		m.comments(src, segments)
	}
	return ast.WalkSkipChildren, nil
}

// comments finds the first thing that is no comment.
func (m *markdown) comments(src []byte, segments []text.Segment) {
	inside := false
	for _, s := range segments {
		for at := s.Start; at < s.Stop; {
			rest := src[at:s.Stop]
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
				m.faults = append(m.faults, source.Fault{
					File: m.page.Note.File, Span: source.Span{Start: at, End: at + end}, ID: "raw-html",
					What: "raw HTML is not rendered",
					Do:   "write it in Markdown, or between backticks if it is an example",
				})
				return
			}
		}
	}
}
