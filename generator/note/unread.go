package note

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

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
