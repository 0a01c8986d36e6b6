package page

import (
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/note"
	"wirebook/generator/site"
)

// A Term is a term of the glossary that the text of a page marks.
type Term struct {
	ID   string // of the element that says what it is
	Name string
	Text string // one sentence
}

const termPrefix = "_term-"

func terms(p *site.Page) (out []Term) {
	for _, t := range p.Terms {
		out = append(out, Term{termPrefix + t.ID, t.Name, t.Short})
	}
	return out
}

// termUse is a link to the glossary. What the term means stands on the page as
// well, for those who hear it and for a script that shows it.
func (m *markdown) termUse(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if m.bare {
		return ast.WalkContinue, nil
	}
	if entering {
		id := n.(*note.TermUse).Term.ID
		w.WriteString(`<a class="term" href="` + m.href(n, nil) + `" aria-describedby="` + html.EscapeString(termPrefix+id) + `">`)
	} else {
		w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}
