package registry

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Structured says how the value of a structured field is built (RFC 9651).
type Structured struct {
	Field        string              // in the registered case
	Type         string              // "Item", "List" or "Dictionary"
	Members      []string            // the types that an item, or a member, may have; none where any is allowed
	Keys         map[string][]string // the types of a member by its key, or of a parameter by its name
	RFC, Section string              // what defines the field; "" where no RFC does
}

// Structured returns what is known of the structured field of that name, in any case.
func (r *Registry) Structured(name string) (Structured, bool) {
	i, ok := r.byStructured[fold(name)]
	if !ok {
		return Structured{}, false
	}
	return r.structured[i], true
}

// StructuredFields returns every structured field, ordered by name without
// regard to case.
func (r *Registry) StructuredFields() []Structured { return r.structured }

var structuredColumns = []string{"field", "type", "members", "keys", "rfc", "section"}

var (
	structuredTypes = []string{"Item", "List", "Dictionary"}
	// inner-list is no bare item; the others are those of RFC 9651 section 3.3.
	memberTypes = []string{"integer", "decimal", "string", "token", "bytes", "boolean", "date", "display-string", "inner-list"}
)

func (r *Registry) addStructured(cells row) error {
	s := Structured{Field: cells[0], Type: cells[1], Members: strings.Fields(cells[2]), Keys: map[string][]string{}, RFC: cells[4], Section: cells[5]}
	f, ok := r.Field(s.Field)
	if !ok {
		return fmt.Errorf("%s is not registered", s.Field)
	}
	if before, ok := last(r.structured); ok && fold(before.Field) >= fold(s.Field) {
		return fmt.Errorf("%s does not come after %s", s.Field, before.Field)
	}
	if !slices.Contains(structuredTypes, s.Type) {
		return fmt.Errorf("type %q is not one of %q", s.Type, structuredTypes)
	}
	if list := s.Type != "Item"; list != f.List {
		return fmt.Errorf("%s is a structured %s, and fields.tsv says list %v", s.Field, s.Type, f.List)
	}
	if slices.Contains(structuredTypes, f.Structured) && f.Structured != s.Type {
		return fmt.Errorf("%s is a structured %s, and fields.tsv says %s", s.Field, s.Type, f.Structured)
	}
	for key := range strings.FieldsSeq(cells[3]) {
		name, types, _ := strings.Cut(key, "=")
		s.Keys[name] = strings.Split(types, "/")
	}
	for _, types := range append(slices.Collect(maps.Values(s.Keys)), s.Members) {
		for _, t := range types {
			if !slices.Contains(memberTypes, t) {
				return fmt.Errorf("%q is not one of %q", t, memberTypes)
			}
		}
	}
	if err := r.cited(s.RFC, s.Section); err != nil {
		return err
	}
	r.byStructured[fold(s.Field)] = len(r.structured)
	r.structured = append(r.structured, s)
	return nil
}
