package page

import (
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/diagram"
	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// A FieldGroup holds the registered fields that begin with the same letter.
type FieldGroup struct {
	Letter string // a capital; "*" for the field of that name
	Fields []FieldLine
}

// A FieldLine is a registered field on the page that lists them all.
type FieldLine struct {
	registry.Field
	ID      string // of the line; must never change
	URL     string // of the page that explains the field, or empty
	Defined Reference
}

// FieldGroups returns all registered fields, on the page that lists them.
func (v *View) FieldGroups() (groups []FieldGroup) {
	if !v.lists("fields") {
		return nil
	}
	for _, f := range v.registry().Fields() {
		letter := strings.ToUpper(f.Name[:1])
		if len(groups) == 0 || groups[len(groups)-1].Letter != letter {
			groups = append(groups, FieldGroup{Letter: letter})
		}
		line := FieldLine{Field: f, ID: site.FieldAnchor(f.Name), Defined: v.defined(f)}
		if page := v.site(site.AboutNames).Field(f.Name); page != nil {
			line.URL = v.at.To(page.URL)
		}
		group := &groups[len(groups)-1]
		group.Fields = append(group.Fields, line)
	}
	return groups
}

// A FactSource is a source of the registry, on the page of the data.
type FactSource struct {
	registry.Source
	Old bool // on the day of the build
}

// Sources returns where the facts of the registry are from.
func (v *View) Sources() (out []FactSource) {
	for _, s := range v.registry().Sources() {
		out = append(out, FactSource{s, s.Old(v.site(site.AboutFacts).Today)})
	}
	return out
}

// defined returns what defines a field; its URL is empty if the registry has no
// address.
func (v *View) defined(f registry.Field) Reference {
	switch ref := v.Refer(f.RFC, f.Section); {
	case ref != nil:
		return *ref
	case f.RFC != "" && f.Section != "":
		return Reference{Text: "RFC " + f.RFC + " section " + f.Section, URL: registry.Section{RFC: f.RFC, Number: f.Section}.URL()}
	case f.RFC != "":
		return Reference{Text: "RFC " + f.RFC, URL: registry.RFC{Number: f.RFC}.URL()}
	case strings.HasPrefix(f.Reference, "https://"):
		return Reference{Text: strings.TrimPrefix(f.Reference, "https://"), URL: f.Reference}
	}
	return Reference{Text: f.Reference}
}

// A MapSection is a section of the site on the map.
type MapSection struct {
	Link    // to its index, or to its first page
	Classes []MapClass
	Pages   []Link // all except the index, codes and classes
}

// A MapClass is a class of status codes with those that have a page.
type MapClass struct {
	Class
	Codes []MapCode
}

// A MapCode is the page of a status code, and the related fields: those that its text
// names and that proven exchanges show with it.
type MapCode struct {
	Link
	Phrase string
	Fields []Link
}

// Map returns the whole site, on the page that shows it.
func (v *View) Map() (out []MapSection) {
	if !v.lists("map") {
		return nil
	}
	for _, s := range v.site(site.AboutAll).Sections {
		if len(s.Pages) == 0 {
			continue
		}
		section := MapSection{Link: v.sectionLink(s, v.at)}
		for _, page := range s.Pages {
			if page != s.Index && page.Status == nil && page.Class == nil {
				section.Pages = append(section.Pages, v.link(page, v.at))
			}
		}
		section.Classes = v.mapClasses(s)
		out = append(out, section)
	}
	return out
}

func (v *View) mapClasses(s *site.Section) (out []MapClass) {
	for _, c := range v.registry().Classes() {
		class := MapClass{Class: v.class(c)}
		for _, page := range s.Pages {
			if page.Status != nil && page.Status.Class() == c.Digit {
				class.Codes = append(class.Codes, v.mapCode(page))
			}
		}
		if len(class.Codes) > 0 {
			out = append(out, class)
		}
	}
	return out
}

func (v *View) mapCode(page *site.Page) MapCode {
	code := MapCode{Link: v.link(page, v.at), Phrase: page.Status.Phrase}
	code.Label = strconv.Itoa(page.Status.Code)
	named := map[string]bool{}
	for _, e := range v.site(site.AboutAll).SeenWithCode(page.Status.Code) {
		field := v.site(site.AboutAll).Field(e.Field)
		if field == nil || named[e.Field] {
			continue
		}
		if b, _ := field.Mention(page); b.Told {
			named[e.Field] = true
			code.Fields = append(code.Fields, Link{URL: v.at.To(field.URL), Label: e.Field})
		}
	}
	return code
}

// A SheetClass is a class of status codes on the page that is one sheet of paper.
type SheetClass struct {
	Class
	Client   string // what a client does about it
	Everyday []SheetCode
	Others   []Code
}

// A SheetCode is a status code of every day, and what a client does about it.
type SheetCode struct {
	Code
	Client string
}

// Sheet returns the five classes with their codes, on the page that is one sheet of
// paper.
func (v *View) Sheet() (out []SheetClass) {
	if !v.lists("sheet") {
		return nil
	}
	everyday := v.site(site.AboutConfig).Config.Everyday
	for _, class := range v.Classes() {
		c := SheetClass{Class: class}
		if page := v.site(site.AboutNames).Class(class.Digit); page != nil {
			c.Client = v.client(page)
		}
		for _, code := range class.Codes {
			page := v.site(site.AboutNames).Code(code.Code)
			switch {
			case slices.Contains(everyday, code.Code) && page != nil:
				c.Everyday = append(c.Everyday, SheetCode{code, v.client(page)})
			case code.State == "":
				c.Others = append(c.Others, code)
			}
		}
		out = append(out, c)
	}
	return out
}

// WhoFailed draws who can send the codes of the first choice that compares errors of
// servers, on the page that is one sheet of paper; nil if there is none.
func (v *View) WhoFailed() *Drawing {
	if !v.lists("sheet") {
		return nil
	}
	for _, page := range v.site(site.AboutAll).Pages {
		if len(page.Compares) > 1 && !slices.ContainsFunc(page.Compares, func(p *site.Page) bool { return p.Status == nil || p.Status.Class() != 5 }) {
			if d := v.senders(page, nil); d != nil {
				return d
			}
		}
	}
	return nil
}

// mostFields is how many fields are drawn against the codes of every day.
const mostFields = 24

// Together draws which fields are in responses with the codes of every day, on the page
// that lists the whole site; nil if there is nothing to draw.
func (v *View) Together() *Drawing {
	if !v.lists("map") {
		return nil
	}
	codes := v.site(site.AboutConfig).Config.Everyday
	var rows []diagram.Row
	total := map[string]int{}
	for _, code := range codes {
		for _, e := range v.site(site.AboutAll).SeenWithCode(code) {
			page := v.site(site.AboutAll).Field(e.Field)
			if e.Request || page == nil {
				continue
			}
			i := slices.IndexFunc(rows, func(r diagram.Row) bool { return r.Field == e.Field })
			if i < 0 {
				i, rows = len(rows), append(rows, diagram.Row{Key: page.Note.Path, Field: e.Field, With: map[int]int{}})
			}
			rows[i].With[code] = e.Exchanges
			total[e.Field] += e.Exchanges
		}
	}
	slices.SortStableFunc(rows, func(a, b diagram.Row) int { return total[b.Field] - total[a.Field] })
	return v.drawing(diagram.Matrix(codes, rows[:min(len(rows), mostFields)]), v.at)
}
