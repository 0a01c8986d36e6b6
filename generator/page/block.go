package page

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/colour"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
)

// fence renders adjacent messages of one exchange as one block, and any other fence as
// code.
func (m *markdown) fence(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	f := m.fences[n]
	if f != nil && f.Quiz != nil {
		return ast.WalkSkipChildren, m.quiz(w, f)
	}
	shown := m.shown(f)
	if shown == nil {
		m.tab(w, n, f, true)
		m.block(w, string(n.(*ast.FencedCodeBlock).Language(src)), linesOf(n, src))
		m.tab(w, n, f, false)
		return ast.WalkSkipChildren, nil
	}
	if together(m.shown(m.fences[n.PreviousSibling()]), shown) {
		return ast.WalkSkipChildren, nil // already shown
	}
	group := []*exchange.Step{shown}
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		s := m.shown(m.fences[next])
		if !together(group[len(group)-1], s) {
			break
		}
		group = append(group, s)
	}
	var b bytes.Buffer
	if err := m.press.layouts.Execute(&b, "exchange.html", m.exchangeView(group)); err != nil {
		return ast.WalkStop, err
	}
	w.Write(b.Bytes())
	return ast.WalkSkipChildren, nil
}

// tab renders what is before and after a code block that is a tab: its name is a heading,
// and a script, which only pages with tabs ask for, makes tabs of the headings.
func (m *markdown) tab(w util.BufWriter, n ast.Node, f *note.Fence, before bool) {
	is := func(n ast.Node) bool { f := m.fences[n]; return f != nil && f.Tab() != "" }
	switch {
	case f == nil || f.Tab() == "":
	case before:
		if !is(n.PreviousSibling()) {
			m.tabs(w)
		}
		level := 2
		for above := n.PreviousSibling(); above != nil; above = above.PreviousSibling() {
			if h, ok := above.(*ast.Heading); ok {
				level = min(h.Level+1, 6)
				break
			}
		}
		tag := "h" + strconv.Itoa(level)
		w.WriteString("<" + tag + ">" + html.EscapeString(f.Tab()) + "</" + tag + ">\n")
	case !is(n.NextSibling()):
		w.WriteString("</div>\n")
	}
}

// tabs begins a group of tabs, and asks for what it needs, once in a page.
func (m *markdown) tabs(w util.BufWriter) {
	if script := m.press.assets["tabs.js"]; !m.tabbed && script != "" {
		m.tabbed = true
		w.WriteString(`<script src="` + m.at.To(script) + `" defer></script>` + "\n")
	}
	w.WriteString(`<div class="tabs">` + "\n")
}

// together reports whether b, which follows a, is shown as one with it: both belong to
// one exchange, and the reader is not asked to predict b.
func together(a, b *exchange.Step) bool {
	return a != nil && b != nil && a.Exchange == b.Exchange && !predicted(a)
}

func (m *markdown) codeBlock(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		m.block(w, "", linesOf(n, src))
	}
	return ast.WalkSkipChildren, nil
}

// block is code that scrolls in its own box, so it must be focusable.
func (m *markdown) block(w util.BufWriter, language, text string) {
	name := language
	if name == "" {
		name = "text"
	}
	w.WriteString(`<pre class="block" tabindex="0" role="region" aria-label="` + html.EscapeString(m.name(name)) + `"><code>`)
	if !m.budget.Take(language, text) {
		language = colour.Family(language)
	}
	colour.Write(w, m.press.highlight(language, text))
	w.WriteString("</code></pre>\n")
}

func linesOf(n ast.Node, src []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(src))
	}
	return b.String()
}

// table scrolls sideways in its own box if it is too wide.
func (m *markdown) table(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.WriteString("</tbody>\n</table></div>\n")
		return ast.WalkContinue, nil
	}
	var heads []string
	if header := n.FirstChild(); header != nil {
		for c := header.FirstChild(); c != nil; c = c.NextSibling() {
			if text := plainText(c, src); text != "" {
				heads = append(heads, text)
			}
		}
	}
	w.WriteString(`<div class="table" tabindex="0" role="region" aria-label="` + html.EscapeString(m.name(strings.Join(heads, ", "))) + "\">\n<table>\n")
	return ast.WalkContinue, nil
}

// tableHeader and tableRow: goldmark opens the body of a table after its header and
// closes it in the last row, which a table without rows lacks.
func (m *markdown) tableHeader(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.WriteString("<thead>\n<tr>\n")
	} else {
		w.WriteString("</tr>\n</thead>\n<tbody>\n")
	}
	return ast.WalkContinue, nil
}

func (m *markdown) tableRow(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	id, named := n.AttributeString("id")
	switch {
	case !entering:
		w.WriteString("</tr>\n")
	case named:
		w.WriteString(`<tr id="` + html.EscapeString(string(id.([]byte))) + "\">\n")
	default:
		w.WriteString("<tr>\n")
	}
	return ast.WalkContinue, nil
}

// tableCell is aligned by a class: the site's policy forbids style attributes. An empty
// corner cell is not a heading, and below one are the headings of the rows.
func (m *markdown) tableCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag, scope := "td", "col"
	switch inHead := n.Parent().Kind() == east.KindTableHeader; {
	case inHead && n.HasChildren():
		tag = "th"
	case !inHead && n.PreviousSibling() == nil && !n.Parent().Parent().FirstChild().FirstChild().HasChildren():
		tag, scope = "th", "row"
	}
	if !entering {
		w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<" + tag)
	if tag == "th" {
		w.WriteString(` scope="` + scope + `"`)
	}
	switch n.(*east.TableCell).Alignment {
	case east.AlignRight:
		w.WriteString(` class="right"`)
	case east.AlignCenter:
		w.WriteString(` class="center"`)
	}
	w.WriteString(">")
	return ast.WalkContinue, nil
}

// checkBox is a symbol, not a control: nobody can change it.
func (m *markdown) checkBox(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		sign := "☐ "
		if n.(*east.TaskCheckBox).IsChecked {
			sign = "☑ "
		}
		w.WriteString(sign)
	}
	return ast.WalkContinue, nil
}
