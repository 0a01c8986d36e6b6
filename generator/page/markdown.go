package page

import (
	"bytes"
	"html"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	goldmark "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/colour"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/site"
)

// markdown renders the tree of one note. It leaves to goldmark all that does not depend
// on the page and is already modern HTML.
type markdown struct {
	asking
	page    *site.Page
	at      site.Place
	open    *note.Note               // the note with its tree
	fences  map[ast.Node]*note.Fence // as the note without its tree has them
	targets map[ast.Node]string
	names   map[string]int // of regions, to keep them unique
	servers []string       // what answered the examples of the page that are proven
	begun   map[*exchange.Exchange]bool
	styled  bool            // the style of asides was asked for
	tabbed  bool            // the script of tabs was asked for
	told    map[string]bool // the code already shown, by its place
	lived   bool            // the life of a stored response is drawn

	renderer  renderer.Renderer
	questions []question
	bare      bool // write links without their addresses
	budget    colour.Budget
}

// nothing drops comments, the only raw HTML that a note may hold.
func (m *markdown) nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// heading renders an id, and a link to itself that layouts may show.
func (m *markdown) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h := n.(*ast.Heading)
	tag := "h" + strconv.Itoa(h.Level)
	id := ""
	if v, ok := h.AttributeString("id"); ok {
		if b, ok := v.([]byte); ok {
			id = html.EscapeString(string(b))
		}
	}
	switch {
	case entering && id == "":
		w.WriteString("<" + tag + ">")
	case entering:
		w.WriteString("<" + tag + ` id="` + id + `">`)
	case id != "":
		w.WriteString(`<a class="anchor" href="#` + id + `" aria-labelledby="` + id + `"></a></` + tag + ">\n")
	default:
		w.WriteString("</" + tag + ">\n")
	}
	return ast.WalkContinue, nil
}

// quotation renders a quotation, or an aside under the name of its kind.
func (m *markdown) quotation(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	kind := note.AsideOf(n)
	switch {
	case kind == "" && entering:
		w.WriteString("<blockquote>\n")
	case kind == "":
		w.WriteString("</blockquote>\n")
	case entering:
		if style := m.press.assets["aside.css"]; style != "" && !m.styled { // most pages have no aside
			m.styled = true
			w.WriteString(`<link rel="stylesheet" href="` + m.at.To(style) + `">` + "\n")
		}
		w.WriteString(`<div class="aside aside-` + strings.ToLower(kind) + `" role="note">` + "\n<p" + string(wordsAttr(m.page.Lang)) + "><strong>" + kind[:1] + strings.ToLower(kind[1:]) + "</strong></p>\n")
	default:
		w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}

// href returns the address that a node leads to: as linked by the site, or else as
// written, unless it would run code.
func (m *markdown) href(n ast.Node, written []byte) string {
	target, ok := m.targets[n]
	if !ok {
		if goldmark.IsDangerousURL(written) {
			return ""
		}
		target = string(written)
	}
	return address(target)
}

// address writes an address as the value of an attribute.
func address(target string) string {
	return html.EscapeString(string(util.URLEscape([]byte(target), false)))
}

func (m *markdown) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	l := n.(*ast.Link)
	if m.bare || m.targets[n] == site.PlainText {
		return ast.WalkContinue, nil
	}
	if !entering {
		w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	w.WriteString(`<a href="` + m.href(n, l.Destination) + `"`)
	title(w, written(l.Title))
	w.WriteString(">")
	return ast.WalkContinue, nil
}

// autoLink is a link whose text is its address.
func (m *markdown) autoLink(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	l := n.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue, nil
	}
	label := html.EscapeString(string(l.Label(src)))
	if !m.bare {
		label = `<a href="` + m.href(n, l.URL(src)) + `">` + label + "</a>"
	}
	w.WriteString(label)
	return ast.WalkContinue, nil
}

func title(w util.BufWriter, text string) {
	if text != "" {
		w.WriteString(` title="` + html.EscapeString(text) + `"`)
	}
}

// written returns the text of a title: Markdown has escapes and character references in it.
func written(title []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(title))))
}

func (m *markdown) image(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	i := n.(*ast.Image)
	w.WriteString(`<img src="` + m.href(n, i.Destination) + `" alt="` + html.EscapeString(plainText(n, src)) + `"`)
	if captioned(n.Parent()) != i {
		title(w, written(i.Title))
	}
	address := path.Join(path.Dir(m.page.URL), m.targets[n])
	m.look(aboutSize, address)
	if s, ok := m.press.sizes[address]; ok {
		w.WriteString(` width="` + strconv.Itoa(s.Width) + `" height="` + strconv.Itoa(s.Height) + `"`)
	}
	w.WriteString(` loading="lazy">`)
	return ast.WalkSkipChildren, nil
}

// captioned returns the picture that is all of a paragraph and has a title, which is then
// its caption; or nil.
func captioned(paragraph ast.Node) *ast.Image {
	i, _ := paragraph.FirstChild().(*ast.Image)
	if i == nil || i.NextSibling() != nil || len(i.Title) == 0 || paragraph.Kind() != ast.KindParagraph {
		return nil
	}
	return i
}

// paragraph renders a paragraph, or a picture with its caption.
func (m *markdown) paragraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch i := captioned(n); {
	case i != nil && entering:
		w.WriteString("<figure>")
	case i != nil:
		w.WriteString("\n<figcaption>" + html.EscapeString(written(i.Title)) + "</figcaption></figure>\n")
	case entering:
		w.WriteString("<p>")
	default:
		w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// plainText returns the text under a node, without its markup.
func plainText(n ast.Node, src []byte) string {
	var b bytes.Buffer
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(src))
			if c.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		default:
			b.WriteString(plainText(c, src))
		}
	}
	return b.String()
}

// codeSpan is a link if the site found a page for it.
func (m *markdown) codeSpan(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	_, linked := m.targets[n]
	if linked = linked && !m.bare; linked {
		w.WriteString(`<a class="code" href="` + m.href(n, nil) + `">`)
	}
	w.WriteString("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			line := bytes.TrimSuffix(t.Segment.Value(src), []byte("\n"))
			w.WriteString(colour.Escape.Replace(string(line)))
			if len(line) < t.Segment.Len() {
				w.WriteByte(' ')
			}
		}
	}
	w.WriteString("</code>")
	if linked {
		w.WriteString("</a>")
	}
	return ast.WalkSkipChildren, nil
}

// cite links to the RFC; its title is that of the section.
func (m *markdown) cite(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if _, ok := m.targets[n]; !ok || m.bare {
		return ast.WalkContinue, nil
	}
	if !entering {
		w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	c := n.(*note.Cite)
	w.WriteString(`<a class="cite" href="` + m.href(n, nil) + `"`)
	if r := refer(m.registry(), c.RFC, c.Section); r != nil {
		title(w, r.Title)
	}
	w.WriteString(">")
	return ast.WalkContinue, nil
}

// termUse links to the glossary. The page also holds the meaning of the term, for
// screen readers and for the script that shows it.
func (m *markdown) termUse(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if m.bare {
		return ast.WalkContinue, nil
	}
	if entering {
		i := slices.IndexFunc(m.page.Terms, func(t site.Term) bool { return t.Term == n.(*note.TermUse).Term })
		t := m.page.Terms[i]
		w.WriteString(`<a class="term" href="` + address(t.Target) + `" aria-describedby="` + html.EscapeString(termPrefix+t.ID) + `">`)
	} else {
		w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

// shown returns what a fenced code block shows, or nil if it is not a message.
func (m *markdown) shown(f *note.Fence) *exchange.Step { return shownOn(m.page, f) }

func shownOn(p *site.Page, f *note.Fence) *exchange.Step {
	if f == nil {
		return nil
	}
	return p.Proof.Step(f)
}
