package note

import (
	"maps"
	"slices"

	"wirebook/generator/source"
)

// Lists are what a page can list below its text: all registered fields, the whole
// site, or its data for programs.
var Lists = []string{"fields", "map", "data"}

// unreasoned faults exceptions without a reason.
func unreasoned(file *source.File, exceptions map[string]string, at places) (faults []source.Fault) {
	for _, what := range slices.Sorted(maps.Keys(exceptions)) {
		if exceptions[what] == "" {
			faults = append(faults, source.Fault{File: file, Span: at[ExceptionKey(what)], ID: "no-reason",
				What: "the exception gives no reason", Do: "write the reason after the colon"})
		}
	}
	return faults
}

// ExceptionKey returns the path of the key of an exception, for At of Meta and
// Config.
func ExceptionKey(what string) string { return "exceptions." + what + ":" }
