package origin

import "testing"

func TestDiffe(t *testing.T) {
	for _, row := range []struct{ name, old, new, want string }{
		{"changed", "a\nb\nc\n", "a\nB\nc\n", "2c\nB\n.\n"},
		{"changed at the start", "a\nb\n", "A\nb\n", "1c\nA\n.\n"},
		{"more lines in place of some", "a\nb\nc\nd\n", "a\nx\ny\nz\nd\n", "2,3c\nx\ny\nz\n.\n"},
		{"added", "a\nc\n", "a\nb\nc\n", "1a\nb\n.\n"},
		{"added at the start", "b\n", "a\nb\n", "0a\na\n.\n"},
		{"added at the end", "a\n", "a\nb\n", "1a\nb\n.\n"},
		{"one of the same added", "a\na\n", "a\na\na\n", "2a\na\n.\n"},
		{"removed", "a\nb\nc\nd\n", "a\nd\n", "2,3d\n"},
		{"one removed", "a\nb\nc\n", "a\nc\n", "2d\n"},
		{"nothing", "a\n", "a\n", ""},
	} {
		if got := diffe(row.old, row.new); got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, got, row.want)
		}
	}
}
