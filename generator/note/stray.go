package note

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// checkFence faults what would make a message differ from what the note shows.
func (n *Note) checkFence(f *Fence) (faults []source.Fault) {
	add := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: id, What: what, Do: do})
	}
	fence := n.File.Text(f.Marker)
	closing := bytes.TrimSpace(n.File.Data[f.Close.Start:f.Close.End])
	if at, what := n.swallowed(f); what != "" {
		number, _ := n.File.Position(at.Start)
		add(at, "fence-swallowed", "this looks like "+what+", but it is inside the fence above, which was not closed before it",
			fmt.Sprintf("write a line %s before line %d; if it is meant as text, make the fence above longer than this one", fence, number))
	} else if !closes(closing, fence) {
		add(f.Marker, "fence-open", "this fence is not closed: the rest of the note would be part of it", "write a line "+fence+" after its last line")
	}
	if !f.Message && !n.Alone && f.Lang != quizLanguage {
		return append(faults, n.checkWords(f)...)
	}
	if !f.Message && n.Alone {
		return faults
	}
	for _, w := range f.Words {
		if w.open {
			add(w.Span, "quote-open", fmt.Sprintf("the value of %q begins with a quote but does not end with one", w.Key), `write a " after its last character`)
		}
	}
	if _, column := n.File.Position(f.Marker.Start); column > 1 {
		add(source.Span{Start: f.Marker.Start, End: max(f.Marker.End, f.Info.End)}, "fence-indented", "the fence is indented, so its lines would differ from those of the file", "begin the fence and its lines in the first column")
	}
	return faults
}

// swallowed finds the opening of a message or a quiz in the text of a fence, where it
// could as well be the next fence of the note. It is meant as text if the fence
// around it is longer, or of the other character.
func (n *Note) swallowed(f *Fence) (at source.Span, what string) {
	mark := n.File.Data[f.Marker.Start:f.Marker.End]
	for at := f.Body.Start; at < f.Body.End; {
		end := f.Body.End
		if i := bytes.IndexByte(n.File.Data[at:end], '\n'); i >= 0 {
			end = at + i
		}
		if bytes.HasPrefix(n.File.Data[at:end], mark) {
			if span, what := n.looksLikeFence(source.Span{Start: at, End: end}); what != "" {
				return span, what
			}
		}
		at = end + 1
	}
	return source.Span{}, ""
}

func closes(line []byte, fence string) bool {
	return len(line) >= len(fence) && len(bytes.Trim(line, fence[:1])) == 0
}

// strays faults lines that look like the opening of a message or a quiz, but are not
// a fence at the top level.
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
			if span, what := n.looksLikeFence(source.Span{Start: at, End: end}); what != "" {
				faults = append(faults, source.Fault{File: n.File, Span: span, ID: "fence-nested",
					What: fmt.Sprintf("this looks like %s, but it is not a fence at the top level of the note: %s", what, where(n, span.Start)),
					Do:   "move it to the top level, with an empty line before it; to show the notation itself, put it inside a longer fence (````markdown)"})
			}
		}
		at = end + 1
	}
	return faults
}

// looksLikeFence finds the opening of a fence after any marks of lists and quotes,
// and says whether it is a message or a quiz.
func (n *Note) looksLikeFence(l source.Span) (at source.Span, what string) {
	data := n.File.Data
	rest := bytes.TrimLeft(data[l.Start:l.End], " \t>-*+0123456789.)")
	length := 0
	if len(rest) > 0 {
		length = runLength(rest)
	}
	if length < 3 {
		return at, ""
	}
	at = source.Span{Start: l.End - len(rest), End: l.End}
	f := &Fence{Words: words(data, source.Span{Start: at.Start + length, End: l.End})}
	switch {
	case isMessage(f):
		what = "a message"
	case len(f.Words) > 0 && f.Words[0].Key == quizLanguage && !n.Alone:
		what = "a quiz"
	}
	return at, what
}

// where says what an offset is in, to Markdown.
func where(n *Note, at int) string {
	what := "it is inside other text"
	for node := n.Doc.FirstChild(); node != nil; node = node.NextSibling() {
		if node.Pos() > at {
			break
		}
		switch node.Kind() {
		case ast.KindList:
			what = "it is inside a list"
		case ast.KindBlockquote:
			what = "it is inside a quotation"
		case ast.KindHTMLBlock:
			what = "it is inside raw HTML"
		case ast.KindCodeBlock:
			what = "it is indented by four spaces or more"
		default:
			what = "it is inside other text"
		}
	}
	return what
}
