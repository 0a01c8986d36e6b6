package note

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// checkFence faults what would keep a message from being played as it is shown.
func (n *Note) checkFence(f *Fence) (faults []source.Fault) {
	add := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: id, What: what, Do: do})
	}
	fence := n.File.Text(f.Marker)
	closing := bytes.TrimSpace(n.File.Data[f.Close.Start:f.Close.End])
	if at, ok := n.swallowed(f); ok {
		number, _ := n.File.Position(at.Start)
		add(at, "fence-swallowed", "this looks like a message, and it is text of the fence above, which is not closed before it",
			fmt.Sprintf("write a line %s before line %d; if it is meant as text, make the fence above longer than this one", fence, number))
	} else if !closes(closing, fence) {
		add(f.Marker, "fence-open", "this fence is not closed: the rest of the note would be part of it", "write a line "+fence+" behind its last line")
	}
	if !f.Message {
		return faults
	}
	for _, w := range f.Words {
		if w.open {
			add(w.Span, "quote-open", fmt.Sprintf("the value of %q begins with a quote and does not end with one", w.Key), `write a " behind its last character`)
		}
	}
	if _, column := n.File.Position(f.Marker.Start); column > 1 {
		add(source.Span{Start: f.Marker.Start, End: max(f.Marker.End, f.Info.End)}, "fence-indented", "a message fence is indented, so its bytes would not be those of the file", "begin the fence and its lines in the first column")
	}
	return faults
}

// swallowed finds the opening of a message in the text of a fence, where it
// could as well be the next fence of the note. A longer fence around it, or one
// of the other character, says that it is meant as text.
func (n *Note) swallowed(f *Fence) (source.Span, bool) {
	mark := n.File.Data[f.Marker.Start:f.Marker.End]
	for at := f.Body.Start; at < f.Body.End; {
		end := f.Body.End
		if i := bytes.IndexByte(n.File.Data[at:end], '\n'); i >= 0 {
			end = at + i
		}
		if bytes.HasPrefix(n.File.Data[at:end], mark) {
			if span, ok := looksLikeFence(n.File.Data, source.Span{Start: at, End: end}); ok {
				return span, true
			}
		}
		at = end + 1
	}
	return source.Span{}, false
}

func closes(line []byte, fence string) bool {
	return len(line) >= len(fence) && len(bytes.Trim(line, fence[:1])) == 0
}

// strays faults the lines that look like the opening of a message fence, and
// that Markdown does not read as one at the top level.
func (n *Note) strays(body int) (faults []source.Fault) {
	next := 0
	data := n.File.Data
	for at := body; at < len(data); {
		for next < len(n.Fences) && n.Fences[next].Close.End <= at && n.Fences[next].Marker.Start < at {
			next++
		}
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i
		}
		inside := next < len(n.Fences) && n.Fences[next].Marker.Start <= end && at <= n.Fences[next].Close.End
		if !inside {
			if span, ok := looksLikeFence(data, source.Span{Start: at, End: end}); ok {
				faults = append(faults, source.Fault{File: n.File, Span: span, ID: "fence-nested",
					What: fmt.Sprintf("this looks like a message, and Markdown does not read it as a fence at the top level: %s", where(n, span.Start)),
					Do:   "put it at the top level, with an empty line before it; to show the notation itself, put it inside a longer fence (````markdown)"})
			}
		}
		at = end + 1
	}
	return faults
}

// looksLikeFence finds the opening of a message fence behind any marks of lists
// and quotes.
func looksLikeFence(data []byte, l source.Span) (source.Span, bool) {
	text := data[l.Start:l.End]
	rest := bytes.TrimLeft(text, " \t>-*+0123456789.)")
	n := 0
	if len(rest) > 0 {
		n = runLength(rest)
	}
	if n < 3 {
		return source.Span{}, false
	}
	start := l.End - len(rest)
	f := &Fence{Words: words(data, source.Span{Start: start + n, End: l.End})}
	return source.Span{Start: start, End: l.End}, isMessage(f)
}

// where says what Markdown makes of an offset.
func where(n *Note, at int) string {
	what := "it stands in other text"
	for node := n.Doc.FirstChild(); node != nil; node = node.NextSibling() {
		if node.Pos() > at {
			break
		}
		switch node.Kind() {
		case ast.KindList:
			what = "it stands in a list"
		case ast.KindBlockquote:
			what = "it stands in a quotation"
		case ast.KindHTMLBlock:
			what = "it stands in raw HTML"
		case ast.KindCodeBlock:
			what = "it is indented by four spaces or more"
		default:
			what = "it stands in other text"
		}
	}
	return what
}
