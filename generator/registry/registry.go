// Package registry holds the facts that the notes may rely on: the status codes,
// field names and methods as IANA registers them, the classes of status codes, the
// types of structured fields, the sections of the RFCs that the notes cite, and how old
// all of it is.
//
//	facts, err := registry.Load()
//	s, ok := facts.Status(404) // s.Phrase is "Not Found", s.Section "15.5.5"
//	f, ok := facts.Field("ETag")
//	t, ok := facts.Section("9110", "15.5.5") // its title and its address
//
// The facts are the tab-separated files under data/, embedded in the binary. The first
// line of each file is a comment with its content, its source and the date of that
// source; the second names the columns; the order of the lines is fixed. To add an RFC,
// add its line to data/rfcs.tsv and its sections to data/sections.tsv: no Go code needs
// to change. data/sources.tsv has the day up to which the facts are known to agree with
// their sources: change it whenever they were compared again.
package registry

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed data/*.tsv
var embedded embed.FS

// Registry is the set of facts, in the order of its files. It does not change after
// Load, so goroutines may share it. Callers must not modify the slices that its methods
// return.
type Registry struct {
	statuses []Status
	classes  []Class
	fields   []Field
	methods  []Method
	rfcs     []RFC
	sections map[string][]Section // by the number of the RFC, in document order

	structured []Structured
	sources    []Source

	// Indexes into the slices above.
	byCode   map[int]int
	byName   map[string]int // fields, in the registered case
	byFold   map[string]int // fields, in lower case
	byMethod map[string]int
	byRFC    map[string]int

	byStructured map[string]int // in lower case
}

// Load reads the embedded facts. Each call reads them again, in about a millisecond. An
// error means that a data file is broken, and names the file and the line.
func Load() (*Registry, error) {
	return load(embedded)
}

// load reads the files under data/ of fsys. Facts that name a section are checked
// against sections.tsv, so that file comes first.
func load(fsys fs.FS) (*Registry, error) {
	r := &Registry{
		sections: map[string][]Section{},
		byCode:   map[int]int{},
		byName:   map[string]int{},
		byFold:   map[string]int{},
		byMethod: map[string]int{},
		byRFC:    map[string]int{},

		byStructured: map[string]int{},
	}
	tables := []struct {
		file    string
		columns []string
		add     func(row) error
	}{
		{"data/rfcs.tsv", rfcColumns, r.addRFC},
		{"data/sections.tsv", sectionColumns, r.addSection},
		{"data/classes.tsv", classColumns, r.addClass},
		{"data/statuses.tsv", statusColumns, r.addStatus},
		{"data/fields.tsv", fieldColumns, r.addField},
		{"data/structured.tsv", structuredColumns, r.addStructured},
		{"data/methods.tsv", methodColumns, r.addMethod},
		{"data/sources.tsv", sourceColumns, r.addSource},
	}
	for _, t := range tables {
		if err := readTable(fsys, t.file, t.columns, t.add); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// cited returns an error if a fact refers to a section without an RFC, or to one that
// is missing from an RFC whose sections the registry has.
func (r *Registry) cited(rfc, section string) error {
	switch {
	case section == "":
		return nil
	case rfc == "":
		return fmt.Errorf("section %s has no RFC", section)
	case len(r.sections[rfc]) == 0:
		return nil
	}
	if _, ok := r.Section(rfc, section); !ok {
		return fmt.Errorf("RFC %s has no section %s", rfc, section)
	}
	return nil
}

// last returns the last element, if there is one.
func last[T any](all []T) (T, bool) {
	if len(all) == 0 {
		var none T
		return none, false
	}
	return all[len(all)-1], true
}
