package generator

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// oldFacts says which facts of the registry are older than registry.MaxAge.
func oldFacts(facts *registry.Registry, today time.Time) (out []source.Fault) {
	for _, s := range facts.Sources() {
		if s.Old(today) {
			out = append(out, source.Usage("old-facts", fmt.Sprintf("what this program knows of %s is of %s, more than %d days ago", s.Facts, s.AsOf.Format(time.DateOnly), registry.MaxAge/(24*time.Hour)),
				fmt.Sprintf("update Wirebook; or compare generator/registry/data with the %s, %s, and date it in sources.tsv", s.Name, s.URL)))
		}
	}
	return out
}

// absent returns a notice for each reason why examples were not played, with their number.
func absent(times map[string]int, do string) (out []source.Fault) {
	for _, why := range slices.Sorted(maps.Keys(times)) {
		out = append(out, source.Usage("absent", fmt.Sprintf("%s; it would answer %d of the examples", why, times[why]), do))
	}
	return out
}

// kept returns a notice that lists the files in the folder of the site that no build wrote.
func kept(folder string, names []string) []source.Fault {
	if len(names) == 0 {
		return nil
	}
	const most = 20
	what, do := fmt.Sprintf("%d files in %s/ were not written by a build, and are kept", len(names), folder), "build --clean removes them"
	if len(names) == 1 {
		what, do = fmt.Sprintf("a file in %s/ was not written by a build, and is kept", folder), "build --clean removes it"
	}
	for _, name := range names[:min(len(names), most)] {
		do += "\n" + folder + "/" + name
	}
	if len(names) > most {
		do += fmt.Sprintf("\nand %d more", len(names)-most)
	}
	return []source.Fault{source.Usage("kept", what, do)}
}
