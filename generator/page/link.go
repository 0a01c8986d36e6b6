package page

import (
	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// A Term is a term of the glossary that the text of a page marks.
type Term struct {
	ID   string // of the element that defines it
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

// A Link is a page as another page links to it.
type Link struct {
	URL         string
	Title       string
	Label       string // short, for the navigation
	Description string
	Code        int // of the page of a status code
	Class       int // first digit: of the page of a status code or of a class
}

// A Reference is a section of an RFC, or a whole RFC.
type Reference struct {
	Text  string // RFC 9110 section 15.5.5
	Title string // 404 Not Found
	URL   string
}

func linkTo(p *site.Page, at site.Place) Link {
	l := Link{URL: at.To(p.URL), Title: p.Title, Label: p.Nav, Description: p.Note.Meta.Description}
	if l.Label == "" {
		l.Label = p.Title
	}
	switch {
	case p.Status != nil:
		l.Code, l.Class = p.Status.Code, p.Status.Class()
	case p.Class != nil:
		l.Class = p.Class.Digit
	}
	return l
}

func refer(r *registry.Registry, rfc, section string) *Reference {
	if r == nil || rfc == "" {
		return nil
	}
	if section == "" {
		if d, ok := r.RFC(rfc); ok {
			return &Reference{"RFC " + rfc, d.Title, d.URL()}
		}
		return nil
	}
	if s, ok := r.Section(rfc, section); ok {
		return &Reference{"RFC " + rfc + " section " + section, s.Title, s.URL()}
	}
	return nil
}

// sectionLink returns a link to the index of a section, or to its first page. Its label
// is the title of the section.
func (a asking) sectionLink(s *site.Section, at site.Place) Link {
	first := s.Index
	if first == nil {
		first = s.Pages[0]
	}
	l := a.link(first, at)
	l.Label = s.Title
	return l
}
