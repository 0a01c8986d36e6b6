package report

import (
	_ "embed"
	"fmt"
	"strings"
)

// kindsTable has a line for each kind of fault that is not a rule of an RFC: its ID,
// what is wrong, and what to do, separated by tabs.
//
//go:embed kinds.tsv
var kindsTable string

// kinds parses kindsTable.
func kinds() (map[string]kind, error) {
	out := map[string]kind{}
	for line := range strings.Lines(kindsTable) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 3 || cells[0] == "" || cells[1] == "" || cells[2] == "" {
			return nil, fmt.Errorf("kinds.tsv: %q does not have three cells", line)
		}
		if _, twice := out[cells[0]]; twice {
			return nil, fmt.Errorf("kinds.tsv: %s is there twice", cells[0])
		}
		out[cells[0]] = kind{what: cells[1], do: cells[2]}
	}
	return out, nil
}
