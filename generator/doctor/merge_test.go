package doctor

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestMerge(t *testing.T) {
	for _, test := range []struct {
		name, base, ours, theirs, want string
		conflicts                      int
	}{
		{"nothing changed", "a\nb\n", "a\nb\n", "a\nb\n", "a\nb\n", 0},
		{"changed here", "a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\n", "a\nB\nc\n", 0},
		{"changed there", "a\nb\nc\n", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", 0},
		{"changed in two places", "a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n", "A\nb\nc\nd\nE\n", 0},
		{"the same change", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n", 0},
		{"added here, removed there", "a\nb\nc\n", "new\na\nb\nc\n", "a\nb\n", "new\na\nb\n", 0},
		{"both changed a line", "a\nb\nc\n", "a\nours\nc\n", "a\ntheirs\nc\n",
			"a\n<<<<<<< yours\nours\n||||||| the original that yours was made from\nb\n=======\ntheirs\n>>>>>>> the original now\nc\n", 1},
		{"both added, at one place", "a\nc\n", "a\nours\nc\n", "a\ntheirs\nc\n",
			"a\n<<<<<<< yours\nours\n||||||| the original that yours was made from\n=======\ntheirs\n>>>>>>> the original now\nc\n", 1},
		{"removed here, changed there", "a\nb\nc\n", "a\nc\n", "a\nB\nc\n",
			"a\n<<<<<<< yours\n||||||| the original that yours was made from\nb\n=======\nB\n>>>>>>> the original now\nc\n", 1},
		{"no line break at the end", "a\nb", "a\nours", "a\ntheirs",
			"a\n<<<<<<< yours\nours\n||||||| the original that yours was made from\nb\n=======\ntheirs\n>>>>>>> the original now\n", 1},
		{"all of it is gone there", "a\n", "a\n", "", "", 0},
		{"from nothing", "", "ours\n", "", "ours\n", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, conflicts := merge(align(lines([]byte(test.base)), lines([]byte(test.ours)), lines([]byte(test.theirs))))
			if string(got) != test.want || conflicts != test.conflicts {
				t.Errorf("%d conflicts, want %d\n%s\nwant\n%s", conflicts, test.conflicts, got, test.want)
			}
		})
	}
}

// No line of the author's is lost: each that is not in the original is in the result, in
// its order. So is each new line of the original.
func TestMergeLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	edited := func(base []string, mark string) (out, added []string) {
		for i, line := range base {
			switch random.IntN(6) {
			case 0: // removed
			case 1:
				added = append(added, mark+line)
				out = append(out, mark+line)
			case 2:
				added = append(added, mark+"before "+line)
				out = append(out, mark+"before "+line, base[i])
			default:
				out = append(out, line)
			}
		}
		return out, added
	}
	for range 500 {
		var base []string
		for range random.IntN(12) {
			base = append(base, string('a'+rune(random.IntN(4)))+"\n") // lines repeat
		}
		ours, mine := edited(base, "ours ")
		theirs, new := edited(base, "theirs ")
		text, _ := merge(align(base, ours, theirs))
		got := lines(text)
		for mark, want := range map[string][]string{"ours ": mine, "theirs ": new} {
			found := slices.DeleteFunc(slices.Clone(got), func(l string) bool { return !strings.HasPrefix(l, mark) })
			if !slices.Equal(found, want) {
				t.Fatalf("base %q\nours %q\ntheirs %q\ngot %q", base, ours, theirs, got)
			}
		}
	}
}
