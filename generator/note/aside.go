package note

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// Asides are the kinds of asides: quotations whose first line is the kind, as in
//
//	> [!NOTE]
//	> A proxy may do the same.
var Asides = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// asideAttribute holds the kind of an aside, in a node of the kind of quotations.
const asideAttribute = "aside"

// AsideOf returns the kind of an aside, one of Asides, or "" for a quotation.
func AsideOf(quotation ast.Node) string {
	kind, _ := quotation.AttributeString(asideAttribute)
	text, _ := kind.(string)
	return text
}

// asideLine returns the first line of a quotation, if it looks like that of an aside: its
// kind, and what follows that.
func (n *Note) asideLine(quotation ast.Node) (kind, rest string, at source.Span) {
	first, ok := quotation.FirstChild().(*ast.Paragraph)
	if !ok {
		return "", "", at
	}
	line := first.Lines().At(0)
	text := strings.TrimSpace(string(line.Value(n.File.Data)))
	kind, rest, ok = strings.Cut(strings.TrimPrefix(text, "[!"), "]")
	if !ok || !strings.HasPrefix(text, "[!") {
		return "", "", at
	}
	return strings.ToUpper(kind), rest, source.Span{Start: line.Start, End: line.Start + len(text)}
}

// aside makes a quotation an aside, without its first line, if that is the line of one.
func (n *Note) aside(quotation *ast.Blockquote) {
	kind, rest, _ := n.asideLine(quotation)
	if rest != "" || !slices.Contains(Asides, kind) {
		return // notShown has the fault, if it is one
	}
	quotation.SetAttributeString(asideAttribute, kind)
	first := quotation.FirstChild()
	for c := first.FirstChild(); c != nil; c = first.FirstChild() {
		t, ok := c.(*ast.Text)
		first.RemoveChild(first, c)
		if ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			break
		}
	}
	if first.FirstChild() == nil {
		quotation.RemoveChild(quotation, first)
	}
}

// asideFault faults the first line of a quotation that is not quite that of an aside.
func (n *Note) asideFault(quotation ast.Node) (faults []source.Fault) {
	kind, _, at := n.asideLine(quotation)
	fault := source.Fault{File: n.File, Span: at, ID: "aside-kind"}
	switch {
	case AsideOf(quotation) != "" || at.Len() == 0:
		return nil
	case slices.Contains(Asides, kind):
		fault.What, fault.Do = "there is text in the line that begins an aside", "write it into the next line, after >"
	default:
		fault.What, fault.Do = fmt.Sprintf("there are no asides of the kind %q", kind), "the kinds are "+strings.Join(Asides, ", ")
		if near := source.Nearest(kind, Asides); near != "" {
			fault.Do = fmt.Sprintf("did you mean [!%s]? %s", near, fault.Do)
		}
	}
	return []source.Fault{fault}
}

// foreignLines begin what other tools read and notes do not have, with what to write.
var foreignLines = []struct{ mark, what, do string }{
	{":::", "a block of another tool", "for an aside, write a quotation whose first line is [!NOTE]"},
	{"!!! ", "an aside of another tool", "write a quotation whose first line is [!NOTE]"},
	{"??? ", "a folded aside of another tool", "write a quotation whose first line is [!NOTE]"},
	{"$$", "a formula of another tool", "write it in words or as code, or show a picture of it"},
	{`=== "`, "a tab of another tool", "write code blocks one after another, each with its tab=\"name\"; for text, a heading for each"},
}

// foreignText is the same for what may be anywhere in a text.
var foreignText = []string{"{{<", "{{%", "{%"}

// drawn are languages of code that other tools draw.
var drawn = []string{"mermaid", "plantuml", "dot", "graphviz", "d2"}

// foreign faults what looks like the syntax of another tool in a node, which would be
// shown as it is written.
func (n *Note) foreign(node ast.Node) (faults []source.Fault) {
	add := func(start, end int, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: source.Span{Start: start, End: end}, ID: "foreign-syntax",
			What: "this looks like " + what + ", and would be shown as it is written", Do: do})
	}
	switch v := node.(type) {
	case *ast.Paragraph:
		for i := range v.Lines().Len() {
			line := v.Lines().At(i)
			text := bytes.TrimSpace(line.Value(n.File.Data))
			for _, f := range foreignLines {
				alone := len(text) == len(f.mark) // it ends a block, or begins a formula
				if bytes.HasPrefix(text, []byte(f.mark)) && (!alone || f.mark == "$$" && i == 0) {
					add(line.Start, line.Start+len(strings.TrimSpace(f.mark)), f.what, f.do)
				}
			}
		}
	case *ast.Text:
		text := string(v.Segment.Value(n.File.Data))
		for _, mark := range foreignText {
			if i := strings.Index(text, mark); i >= 0 {
				add(v.Segment.Start+i, v.Segment.Start+i+len(mark), "a shortcode of another tool", "write Markdown instead, or put it between backticks if it is an example")
			}
		}
	case *ast.FencedCodeBlock:
		language := string(v.Language(n.File.Data))
		switch {
		case v.Info == nil:
		case slices.Contains(drawn, language):
			add(v.Info.Segment.Start, v.Info.Segment.Start+len(language), "a drawing in "+language, "put it into content/ as an SVG file and show it as a picture; to show its text, write ```text")
		case len(language) > 1 && language[0] == '{' && unicode.IsLetter(rune(language[1])):
			add(v.Info.Segment.Start, v.Info.Segment.Start+len(language), "a directive of another tool", "write the name of the language alone")
		case v.Parent().Kind() != ast.KindDocument && bytes.Contains(v.Info.Segment.Value(n.File.Data), []byte(" "+tabWord+"=")):
			add(v.Info.Segment.Start, v.Info.Segment.Stop, "a tab inside a list or a quotation", "move it to the top level of the note, or remove tab=")
		}
	}
	return faults
}
