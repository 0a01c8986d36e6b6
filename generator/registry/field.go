package registry

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Field is a registered field name (RFC 9110 section 16.3.1).
type Field struct {
	Name       string // in the registered case
	Status     string // "permanent", "provisional", "deprecated" or "obsoleted"
	RFC        string // number; "" if no RFC defines the field
	Section    string // "" if unknown
	Reference  string // what defines the field, as the registry names it
	Structured string // type as registered (RFC 9651): "Item", "List", "Dictionary", …, or ""
	// List: the value is a comma-separated list, or a structured List or Dictionary, so
	// several field lines form one value (RFC 9110 section 5.3). False is a fact if RFC
	// is set; otherwise it may also mean that the definition was not read.
	List bool
}

// Field returns the field with exactly that registered name.
func (r *Registry) Field(name string) (Field, bool) {
	i, ok := r.byName[name]
	if !ok {
		return Field{}, false
	}
	return r.fields[i], true
}

// FieldFold returns the field with that name, ignoring case.
func (r *Registry) FieldFold(name string) (Field, bool) {
	i, ok := r.byFold[fold(name)]
	if !ok {
		return Field{}, false
	}
	return r.fields[i], true
}

// Fields returns every registered field, ordered by name ignoring case. The first is
// "*", which is registered so that it cannot become the name of a field.
func (r *Registry) Fields() []Field { return r.fields }

var fieldColumns = []string{"name", "status", "rfc", "section", "list", "structured", "reference"}

var fieldStatuses = []string{"permanent", "provisional", "deprecated", "obsoleted"}

func (r *Registry) addField(cells row) error {
	list, err := yes(cells[4])
	if err != nil {
		return err
	}
	f := Field{Name: cells[0], Status: cells[1], RFC: cells[2], Section: cells[3], List: list, Structured: cells[5], Reference: cells[6]}
	if before, ok := last(r.fields); ok && fold(before.Name) >= fold(f.Name) {
		return fmt.Errorf("%s does not come after %s", f.Name, before.Name)
	}
	switch {
	case !slices.Contains(fieldStatuses, f.Status):
		return fmt.Errorf("status %q is not one of %q", f.Status, fieldStatuses)
	case f.Reference == "":
		return errors.New("no reference")
	case (f.Structured == "List" || f.Structured == "Dictionary") && !f.List:
		return fmt.Errorf("%s is a structured %s, so list must be yes", f.Name, f.Structured)
	}
	if err := r.cited(f.RFC, f.Section); err != nil {
		return err
	}
	r.byName[f.Name] = len(r.fields)
	r.byFold[fold(f.Name)] = len(r.fields)
	r.fields = append(r.fields, f)
	return nil
}

// fold maps names that differ only in case to the same string. Field names are ASCII
// (RFC 9110 section 5.1).
func fold(name string) string { return strings.ToLower(name) }
