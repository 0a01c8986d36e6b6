package note

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

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

// unprovenWord, in the info string of a code block, says that it is not a message.
const unprovenWord = "unproven"

// firstLine is a status line, or a request line that ends in a version (RFC 9112
// sections 3 and 4): readers recognize a message by it.
var firstLine = regexp.MustCompile("^(?:HTTP/[0-9]+(?:\\.[0-9]+)? [0-9]{3}(?: .*)?|[!#$%&'*+.^_`|~0-9A-Za-z-]+ \\S+ HTTP/[0-9]+(?:\\.[0-9]+)?)$")

// unread faults code blocks that look like messages but are not, wherever they are,
// because a reader cannot tell them from proven ones. It skips lines that have one of
// the known faults.
func (n *Note) unread(known []source.Fault) (faults []source.Fault) {
	ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if kind := node.Kind(); !entering || kind != ast.KindFencedCodeBlock && kind != ast.KindCodeBlock || node.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		first := node.Lines().At(0)
		at, text := source.Span{}, ""
		for i := 0; text == "" && i < node.Lines().Len(); i++ {
			line := node.Lines().At(i)
			at = source.Span{Start: line.Start, End: line.Stop}
			text = strings.TrimSpace(n.File.Text(at))
		}
		if !firstLine.MatchString(text) {
			return ast.WalkContinue, nil
		}
		opening, _ := n.File.Position(first.Start)
		if fenced, ok := node.(*ast.FencedCodeBlock); ok {
			opening--
			if n.marksUnproven(fenced) {
				return ast.WalkContinue, nil
			}
		}
		if slices.ContainsFunc(known, func(f source.Fault) bool { line, _ := f.File.Position(f.Span.Start); return line == opening }) {
			return ast.WalkContinue, nil
		}
		at.Start = at.End - len(strings.TrimLeft(n.File.Text(at), " \t"))
		at.End = at.Start + len(text)
		faults = append(faults, source.Fault{File: n.File, Span: at, ID: "message-unread",
			What: "this code block begins like an HTTP message but is not read as one, so nothing in it is proven",
			Do:   fmt.Sprintf("begin its fence with ```http, at the top level of the note; to show it without proof, write %s after its language: ```text %s", unprovenWord, unprovenWord)})
		return ast.WalkContinue, nil
	})
	return faults
}

// marksUnproven reports whether a fence is already a message, contains the text of a
// note, or has the word unproven.
func (n *Note) marksUnproven(block *ast.FencedCodeBlock) bool {
	if i := slices.IndexFunc(n.Fences, func(f *Fence) bool { return f.Node == block }); i >= 0 {
		if f := n.Fences[i]; f.Message || f.Quiz != nil || f.Lang == quizLanguage {
			return true
		}
	}
	if block.Info == nil {
		return false
	}
	info := words(n.File.Data, source.Span{Start: block.Info.Segment.Start, End: block.Info.Segment.Stop})
	return slices.ContainsFunc(info, func(w Word) bool { return w.Key == unprovenWord && !w.HasValue }) ||
		len(info) > 0 && (info[0].Key == "markdown" || info[0].Key == "md")
}

// messageWords make a fence a message, or part of a conversation.
var messageWords = []string{"http", "conn", "send", "recv"}

// checkWords faults words, perhaps misspelt, that have a meaning only in a message,
// in a fence that is not one.
func (n *Note) checkWords(f *Fence) (faults []source.Fault) {
	for i, w := range f.Words {
		near := source.Nearest(w.Key, messageWords)
		switch {
		case w.Key == "conn":
			faults = append(faults, source.Fault{File: n.File, Span: w.Span, ID: "misplaced-word", What: "conn= has no meaning here: the fence is not a message, and neither sends nor receives",
				Do: "write ```http for a message, or add send or recv to conn= for bytes"})
		case i > 0 && near != "" && near != w.Key && len(w.Key) > 2 && withinTwo(w.Key, near):
			faults = append(faults, source.Fault{File: n.File, Span: w.Span, ID: "unknown-word", What: fmt.Sprintf("unknown word %q in the info string", w.Key),
				Do: fmt.Sprintf("did you mean %q?", near)})
		}
	}
	return faults
}

// withinTwo reports whether the lengths of words differ by at most two bytes.
func withinTwo(a, b string) bool { return len(a)-len(b) <= 2 && len(b)-len(a) <= 2 }
