package page

import (
	"bytes"
	"html/template"
	"path"
	"strings"

	"wirebook/generator/site"
)

// A SourceView is a file of the built-in origin, as source.html shows it. Each
// line has the id L and its number.
type SourceView struct {
	Path   string // origin/books.go
	Lines  int
	Code   template.HTML
	Others []Link // the files beside it
}

func (p *press) source(b *bytes.Buffer, s *site.Source) error {
	v := p.plainView(site.Place{Page: s.URL})
	v.Title = path.Base(s.Path)
	v.Description = "The source code of the server that answers the examples: " + s.Path + "."
	v.Canonical = site.Canonical(p.site.Config.Address, s.URL)
	if len(p.site.Pages) > 0 {
		v.Crumbs = []Link{v.Home}
	}
	text := string(s.File.Data)
	var code strings.Builder
	lines := writeLines(&code, p.highlight(strings.TrimPrefix(path.Ext(s.Path), "."), text))
	v.Source = &SourceView{Path: s.Path, Lines: lines, Code: template.HTML(code.String())}
	for _, other := range p.site.Sources {
		if other != s {
			v.Source.Others = append(v.Source.Others, Link{URL: v.at.To(other.URL), Title: path.Base(other.Path)})
		}
	}
	return p.layouts.execute(b, "source.html", v)
}
