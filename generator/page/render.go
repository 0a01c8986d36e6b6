package page

import (
	"bufio"
	"bytes"
	"html/template"
	"maps"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	goldmark "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/site"
)

func newMarkdown(a asking, page *site.Page) *markdown {
	m := &markdown{asking: a, page: page, at: site.Place{Page: page.URL}, fences: map[ast.Node]*note.Fence{}, names: map[string]int{}, begun: map[*exchange.Exchange]bool{}, told: map[string]bool{}, questions: questions(page), servers: servers(page)}
	m.open = page.Note.Open()
	m.targets = page.Targets.OfNodes(m.open)
	if c := m.open.Chooser; c != nil {
		maps.Copy(m.targets, page.Chooser.OfNodes(c.Text))
	}
	for i, f := range m.open.Fences {
		m.fences[f.Node] = page.Note.Fences[i]
	}
	a.site(site.AboutOwn, page.Note.Path).Mark(page, m.open)
	m.renderer = renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(m, 100),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(goldmark.NewRenderer(), 1000),
	))
	return m
}

// render returns the first paragraph of the note, if it begins with one, what follows it on
// the home page up to the first heading, and the rest. Its error comes from a layout.
func (m *markdown) render() (lead, opening, content template.HTML, err error) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b) // shared: the renderer would make one for each node
	first := m.open.Doc.FirstChild()
	if first != nil && first.Kind() == ast.KindParagraph {
		if err := m.renderer.Render(w, m.page.Note.File.Data, first); err != nil {
			return "", "", "", err
		}
		lead = template.HTML(b.String())
		b.Reset()
		first = first.NextSibling()
	}
	walk, unsent, err := m.chooser()
	if err != nil {
		return "", "", "", err
	}
	if m.page == m.home() {
		if first, err = m.blocks(w, first, func(n ast.Node) bool { return n.Kind() == ast.KindHeading }); err != nil {
			return "", "", "", err
		}
		w.Flush()
		opening = template.HTML(b.String())
		b.Reset()
	}
	if _, err := m.blocks(w, first, func(ast.Node) bool { return false }); err != nil {
		return "", "", "", err
	}
	w.Flush()
	return lead, opening, walk + template.HTML(b.String()) + unsent, nil
}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (m *markdown) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, m.heading)
	r.Register(ast.KindBlockquote, m.quotation)
	r.Register(ast.KindParagraph, m.paragraph)
	r.Register(ast.KindLink, m.link)
	r.Register(ast.KindAutoLink, m.autoLink)
	r.Register(ast.KindImage, m.image)
	r.Register(ast.KindCodeSpan, m.codeSpan)
	r.Register(ast.KindFencedCodeBlock, m.fence)
	r.Register(ast.KindCodeBlock, m.codeBlock)
	r.Register(ast.KindHTMLBlock, m.nothing)
	r.Register(ast.KindRawHTML, m.nothing)
	r.Register(note.KindCite, m.cite)
	r.Register(note.KindTermUse, m.termUse)
	r.Register(east.KindTable, m.table)
	r.Register(east.KindTableHeader, m.tableHeader)
	r.Register(east.KindTableRow, m.tableRow)
	r.Register(east.KindTableCell, m.tableCell)
	r.Register(east.KindTaskCheckBox, m.checkBox)
}
