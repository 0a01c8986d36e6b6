package page

import (
	"strconv"

	"wirebook/generator/site"
)

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
	for _, s := range v.press.site.Sections {
		if len(s.Pages) == 0 {
			continue
		}
		section := MapSection{Link: sectionLink(s, v.at)}
		for _, page := range s.Pages {
			if page != s.Index && page.Status == nil && page.Class == nil {
				section.Pages = append(section.Pages, link(page, v.at))
			}
		}
		section.Classes = v.mapClasses(s)
		out = append(out, section)
	}
	return out
}

func (v *View) mapClasses(s *site.Section) (out []MapClass) {
	for _, c := range v.press.site.Registry.Classes() {
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
	code := MapCode{Link: link(page, v.at), Phrase: page.Status.Phrase}
	code.Label = strconv.Itoa(page.Status.Code)
	named := map[string]bool{}
	for _, e := range v.press.site.SeenWithCode(page.Status.Code) {
		field := v.press.site.Field(e.Field)
		if field == nil || named[e.Field] {
			continue
		}
		if _, told := field.Sentences[page]; told {
			named[e.Field] = true
			code.Fields = append(code.Fields, Link{URL: v.at.To(field.URL), Label: e.Field})
		}
	}
	return code
}
