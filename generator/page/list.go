package page

import (
	"strings"

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

// lists reports whether the page shows that list (one of note.Lists) below its text.
func (v *View) lists(kind string) bool {
	return v.page != nil && v.page == v.press.site.List(kind)
}

// FieldGroups returns all registered fields, on the page that lists them.
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

// A FactSource is a source of the registry, on the page of the data.
type FactSource struct {
	registry.Source
	Old bool // on the day of the build
}

// Sources returns where the facts of the registry are from.
func (v *View) Sources() (out []FactSource) {
	for _, s := range v.press.site.Registry.Sources() {
		out = append(out, FactSource{s, s.Old(v.press.site.Today)})
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
