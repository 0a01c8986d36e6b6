package note

import (
	"maps"
	"slices"

	"wirebook/generator/source"
)

// Lists are what a page may list below its text: every registered field, the
// site as a whole, or its data for programs.
var Lists = []string{"fields", "map", "data"}

// unreasoned faults exceptions that give no reason.
func unreasoned(file *source.File, exceptions map[string]string, at places) (faults []source.Fault) {
	for _, what := range slices.Sorted(maps.Keys(exceptions)) {
		if exceptions[what] == "" {
			faults = append(faults, source.Fault{File: file, Span: at[ExceptionKey(what)], ID: "no-reason",
				What: "the exception gives no reason", Do: "write why it is one behind the colon"})
		}
	}
	return faults
}

// ExceptionKey is the path of the key of an exception, for At of Meta and Config.
func ExceptionKey(what string) string { return "exceptions." + what + ":" }
