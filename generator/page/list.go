package page

import (
	"strings"

	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// FieldGroup is the registered fields that begin with the same letter.
type FieldGroup struct {
	Letter string // a capital; "*" for the name that is none
	Fields []FieldLine
}

// A FieldLine is a registered field on the page that lists them all.
type FieldLine struct {
	registry.Field
	ID      string // of the line: a promise
	URL     string // of the page that explains the field, or empty
	Defined Reference
}

// lists says that the page lists that below its text: one of note.Lists.
func (v *View) lists(kind string) bool {
	return v.page != nil && v.page == v.press.site.List(kind)
}

// FieldGroups are all registered fields, on the page that lists them.
func (v *View) FieldGroups() (groups []FieldGroup) {
	if !v.lists("fields") {
		return nil
	}
	for _, f := range v.press.site.Registry.Fields() {
		letter := strings.ToUpper(f.Name[:1])
		if len(groups) == 0 || groups[len(groups)-1].Letter != letter {
			groups = append(groups, FieldGroup{Letter: letter})
		}
		line := FieldLine{Field: f, ID: site.FieldAnchor(f.Name), Defined: v.defined(f)}
		if page := v.press.site.Field(f.Name); page != nil {
			line.URL = v.at.To(page.URL)
		}
		group := &groups[len(groups)-1]
		group.Fields = append(group.Fields, line)
	}
	return groups
}

// defined is what defines a field; its URL is empty where the registry knows no
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
