package exchange

import (
	"slices"
	"strings"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

func TestTries(t *testing.T) {
	for value, want := range map[string]string{
		"-If-None-Match | If-Match: * | /b?c | DELETE | PUT /b": "-If-None-Match,If-Match: *,/b?c,DELETE,PUT /b",
		"no change": "fault try-change",
		"/b |":      "/b,fault try-change",
	} {
		var s settings
		var faults []string
		s.setTries(note.Word{Value: value}, func(_ source.Span, id, _, _ string) { faults = append(faults, "fault "+id) })
		if got := strings.Join(slices.Concat(s.Tries, faults), ","); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}
