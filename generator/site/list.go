package site

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// list registers a note that lists something below its text.
func (l *linker) list(p *Page) (faults []source.Fault) {
	kind := p.Note.Meta.List
	if kind == "" {
		return nil
	}
	switch other := l.site.lists[kind]; {
	case !slices.Contains(note.Lists, kind):
		do := "it can list: " + strings.Join(note.Lists, ", ")
		if near := source.Nearest(kind, note.Lists); near != "" {
			do = fmt.Sprintf("did you mean %q? ", near) + do
		}
		faults = append(faults, inMeta(p, "unknown-list", "list", fmt.Sprintf("a page cannot list %q", kind), do))
	case other != nil:
		faults = append(faults, inMeta(p, "two-lists", "list", fmt.Sprintf("content/%s has this list already", other.Note.Path), "leave list: to one of them"))
	default:
		l.site.lists[kind] = p
	}
	if kind == "fields" {
		for _, h := range p.Note.Headings {
			if _, taken := l.site.Registry.FieldFold(h.ID); taken {
				faults = append(faults, source.Fault{File: p.Note.File, Span: h.Span, ID: "same-id",
					What: fmt.Sprintf("the heading has the address #%s, and so has a line of the list", h.ID), Do: "give it another one: ## … {#another}"})
			}
		}
	}
	return faults
}

// List returns the page that lists kind, one of note.Lists, below its text, or nil.
func (s *Site) List(kind string) *Page { return s.lists[kind] }

// FieldURL is the address, from the root of the site, that explains a registered field:
// its page, or its line on the page that lists all fields. It is empty if there is
// neither. Case does not matter.
func (s *Site) FieldURL(name string) string {
	if p := s.Field(name); p != nil {
		return p.URL
	}
	p := s.lists["fields"]
	if f, ok := s.Registry.FieldFold(name); ok && p != nil {
		return p.URL + "#" + FieldAnchor(f.Name)
	}
	return ""
}

// Rows are the rows of a page that have addresses: those of its tables, and on the page
// that lists all registered fields those of fields without a page.
func (s *Site) Rows(p *Page) []note.Row {
	rows := p.Note.Rows
	if p == s.lists["fields"] {
		rows = slices.Clone(rows)
		for _, f := range s.Registry.Fields() {
			if s.Field(f.Name) == nil {
				rows = append(rows, note.Row{ID: FieldAnchor(f.Name), Text: f.Name})
			}
		}
	}
	return rows
}

// FieldAnchor is the id of a field's line on the page that lists all fields.
func FieldAnchor(name string) string { return strings.ToLower(name) }

// inMeta returns a fault at a key of the front matter, or for a missing key.
func inMeta(p *Page, id, key, what, do string) source.Fault {
	at := p.Note.Meta.At(key)
	if at.End == 0 {
		at.End = len("---")
	}
	return source.Fault{File: p.Note.File, Span: at, ID: id, What: what, Do: do}
}
