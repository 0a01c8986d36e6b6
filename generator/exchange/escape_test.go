package exchange

import (
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// An escape that cannot be read is named where it stands in the note, also behind what
// expand repeats.
func TestEscapeIsNamedWhereItStands(t *testing.T) {
	const head = "---\ntitle: t\n---\n\n```http raw expand\n"
	for text, want := range map[string]int{
		`GET \q`: 4, `\x1`: 0, `a{*7}bc\q`: 7, `a{*1}b{*30}c\qd{*3}`: 12, `ab{*9}c{*2}\`: 11, `a\{*3}`: 1, `a{*5}\{*2}q\q`: 11,
	} {
		file, _ := source.NewFile("content/n.md", []byte(head+text+"\n```\n"))
		n, faults := note.Parse(file, "n.md")
		if len(faults) > 0 {
			t.Fatal(faults[0])
		}
		at := -1
		for _, f := range ReadNote(n).Faults {
			if f.ID == "escape" {
				at = f.Span.Start - len(head)
			}
		}
		if at != want {
			t.Errorf("%s: at %d, want %d", text, at, want)
		}
	}
}
