package doctor

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/layout"
	"wirebook/generator/source"
)

func TestLayouts(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for _, test := range []struct {
		name           string
		own, was, now  string // "" is no file
		id             string // of the finding; empty if there is none
		says           string // part of its text, as it is printed
		text           string // what a merge makes of it
		notice, record bool
	}{
		{"as it was", "mine\n", "a\n", "a\n", "", "", "", false, false},
		{"of the author alone", "mine\n", "", "", "", "", "", false, false},
		{"not changed by the author", "a\nb\n", "a\nb\n", "a\nB\n", "layout-changed", "changed in 1 place\n", "a\nB\n", false, true},
		{"changed elsewhere", "A\nb\nc\n", "a\nb\nc\n", "a\nb\nC\n", "layout-changed", "a.html:3:1: the original of this layout changed in 1 place\n      its original, at line 3 of yours:\n    - 3   c\n    +     C\n", "A\nb\nC\n", false, true},
		{"changed in the same line", "a\nours\n", "a\nb\n", "a\ntheirs\n", "layout-changed", "1 place, where you changed it, too\n      yours, at line 2:\n      2   ours\n      its original, then and now:\n    -     b\n    +     theirs\n",
			"a\n<<<<<<< yours\nours\n||||||| the original that yours was made from\nb\n=======\ntheirs\n>>>>>>> the original now\n", false, true},
		{"in one of two places", "a\nours\nc\nd\n", "a\nb\nc\nd\n", "a\ntheirs\nc\nD\n", "layout-changed", "2 places, of which you changed 1, too",
			"a\n<<<<<<< yours\nours\n||||||| the original that yours was made from\nb\n=======\ntheirs\n>>>>>>> the original now\nc\nD\n", false, true},
		{"taken by hand", "A\nb\n", "a\nb\n", "A\nb\n", "layout-changed", "yours has the changes already", "A\nb\n", false, true},
		{"line breaks of Windows", "A\r\nb\r\nc\r\n", "a\nb\nc\n", "a\nb\nC\n", "layout-changed", "", "A\r\nb\r\nC\r\n", false, true},
		{"a record with line breaks of Windows", "A\nb\n", "a\r\nb\r\n", "a\nb\n", "", "", "", false, false},
		{"not recorded", "mine\n", "", "a\n", "layout-unrecorded", "    - 1   mine\n    +     a\n", "", false, true},
		{"the same", "a\n", "a\n", "a\n", "layout-same", "", "", true, false},
		{"no original any more", "mine\n", "a\n", "", "layout-gone", "remove it and content/layouts/.base/a.html", "", false, false},
		{"no text", "mine\x00", "a\x00", "b\x00", "layout-changed", "not text that can be merged", "", false, false},
		{"line breaks of two kinds", "A\r\nb\nc\n", "a\nb\nc\n", "a\nb\nC\n", "layout-changed", "a.html:1:2: the original of this layout changed, and the changes cannot be merged: this line ends in CRLF", "", false, false},
		{"half merged", "<<<<<<< yours\n=======\n>>>>>>> the original now\n", "a\n", "b\n", "layout-unmerged", "a.html:1:1: ", "", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			own, program := fstest.MapFS{"a.html": file(test.own)}, fstest.MapFS{}
			if test.was != "" {
				own[".base/a.html"] = file(test.was)
			}
			if test.now != "" {
				program["a.html"] = file(test.now)
			}
			found, faults := Layouts(layout.Folder{Base: program, Own: own})
			var l Layout
			if len(found) > 0 {
				l = found[0]
				faults = append(faults, l.Fault)
			}
			var b strings.Builder
			id := ""
			for _, f := range faults {
				source.Printer{W: &b}.Print(f)
				id += f.ID
			}
			if id != test.id || !strings.Contains(b.String(), test.says) || l.Notice != test.notice || (l.Base != nil) != test.record {
				t.Errorf("%+v\n%s", l, b.String())
			}
			if got := string(l.Text); got != test.text {
				t.Errorf("merged: %q, want %q", got, test.text)
			}
		})
	}
}
