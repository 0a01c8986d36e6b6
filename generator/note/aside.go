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

// asides finds the asides of the tree and takes their first lines out of it. It faults
// kinds that do not exist, and text in the line of the kind.
func (n *Note) asides() (faults []source.Fault) {
	ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if node.Kind() != ast.KindBlockquote || !entering {
			return ast.WalkContinue, nil
		}
		first, ok := node.FirstChild().(*ast.Paragraph)
		if !ok {
			return ast.WalkContinue, nil
		}
		line := first.Lines().At(0)
		text := strings.TrimSpace(string(line.Value(n.File.Data)))
		kind, rest, ok := strings.Cut(strings.TrimPrefix(text, "[!"), "]")
		if !ok || !strings.HasPrefix(text, "[!") {
			return ast.WalkContinue, nil
		}
		kind = strings.ToUpper(kind)
		at := source.Span{Start: line.Start, End: line.Start + len(text)}
		switch {
		case !slices.Contains(Asides, kind):
			do := "the kinds are " + strings.Join(Asides, ", ")
			if near := source.Nearest(kind, Asides); near != "" {
				do = fmt.Sprintf("did you mean [!%s]? %s", near, do)
			}
			faults = append(faults, source.Fault{File: n.File, Span: at, ID: "aside-kind", What: fmt.Sprintf("there are no asides of the kind %q", kind), Do: do})
		case rest != "":
			faults = append(faults, source.Fault{File: n.File, Span: at, ID: "aside-kind", What: "there is text in the line that begins an aside", Do: "write it into the next line, after >"})
		default:
			node.SetAttributeString(asideAttribute, kind)
			for c := first.FirstChild(); c != nil; c = first.FirstChild() {
				t, ok := c.(*ast.Text)
				first.RemoveChild(first, c)
				if ok && (t.SoftLineBreak() || t.HardLineBreak()) {
					break
				}
			}
			if first.FirstChild() == nil {
				node.RemoveChild(node, first)
			}
		}
		return ast.WalkContinue, nil
	})
	return faults
}

// foreignLines begin what other tools read and notes do not have, with what to write.
var foreignLines = []struct{ mark, what, do string }{
	{":::", "a block of another tool", "for an aside, write a quotation whose first line is [!NOTE]"},
	{"!!! ", "an aside of another tool", "write a quotation whose first line is [!NOTE]"},
	{"??? ", "a folded aside of another tool", "write a quotation whose first line is [!NOTE]"},
	{`=== "`, "a tab of another tool", "write a heading for each"},
}

// foreignText is the same for what may be anywhere in a text.
var foreignText = []string{"{{<", "{{%", "{%"}

// drawn are languages of code that other tools draw.
var drawn = []string{"mermaid", "plantuml", "dot", "graphviz", "d2"}

// foreign faults what looks like the syntax of another tool, which would be shown as it
// is written.
func (n *Note) foreign() (faults []source.Fault) {
	add := func(start, end int, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: source.Span{Start: start, End: end}, ID: "foreign-syntax",
			What: "this looks like " + what + ", and would be shown as it is written", Do: do})
	}
	ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch v := node.(type) {
		case *ast.Paragraph:
			for i := range v.Lines().Len() {
				line := v.Lines().At(i)
				for _, f := range foreignLines {
					text := bytes.TrimSpace(line.Value(n.File.Data))
					if bytes.HasPrefix(text, []byte(f.mark)) && len(text) > len(f.mark) { // the mark alone ends a block
						add(line.Start, line.Start+len(strings.TrimSpace(f.mark)), f.what, f.do)
					}
				}
			}
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
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
			}
		}
		return ast.WalkContinue, nil
	})
	return faults
}
