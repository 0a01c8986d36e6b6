package doctor

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wirebook/generator/layout"
	"wirebook/generator/source"
)

// A Layout is a layout of the course, in the folder layout.OwnName, that replaces an
// original, and what is to be seen to.
type Layout struct {
	Name   string // in the folder
	Fault  source.Fault
	Notice bool // Fault is not a fault: the copy is the same as the original

	// Text is the layout with the changes of the original merged into it, as it is on
	// disk. It is nil where the layout stays as it is.
	Text []byte
	// Base is what the record of the original becomes once that is done: the original as
	// it is now. It is nil where there is nothing to merge.
	Base      []byte
	Conflicts int // places of Text that are between marks, because both changed
}

// base is the folder of the recorded originals, in that of the layouts of a course.
var base = path.Base(layout.BaseName)

// Layouts compares the layouts of a course with their originals: those that the program
// has now, and those that the copies were made from. A layout without an original is the
// author's own, and left alone.
func Layouts(folder layout.Folder) (out []Layout, faults []source.Fault) {
	if folder.Own == nil {
		return nil, nil
	}
	marked := map[string]bool{}
	faults = layout.Unmerged(folder)
	for _, f := range faults {
		marked[f.File.Name] = true
	}
	err := fs.WalkDir(folder.Own, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name == base:
			return fs.SkipDir
		case !d.Type().IsRegular() || marked[path.Join(layout.OwnName, name)]:
			return nil
		}
		own, err := fs.ReadFile(folder.Own, name)
		if err != nil {
			return err
		}
		if l, ok := compare(name, own, read(folder.Own, path.Join(base, name)), read(folder.Base, name)); ok {
			out = append(out, l)
		}
		return nil
	})
	if err != nil {
		faults = append(faults, source.Usage("layouts-unreadable", layout.OwnName+" cannot be read: "+err.Error(), "check the permissions of its files"))
	}
	return out, faults
}

// read returns the text of a file, or nil if there is none.
func read(folder fs.FS, name string) []byte {
	info, err := fs.Stat(folder, name)
	if err != nil || !info.Mode().IsRegular() { // to open a pipe would block
		return nil
	}
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil
	}
	return append([]byte{}, data...) // not nil if the file is empty
}

// compare returns what is to be seen to in a layout of a course: own is its text, was the
// recorded original and now that of the program, both nil if there is none. ok is false if
// there is nothing.
func compare(name string, own, was, now []byte) (l Layout, ok bool) {
	file, unread := source.NewFile(path.Join(layout.OwnName, name), own)
	l = Layout{Name: name, Fault: source.Fault{File: file}}
	fault := func(id string, shown []source.Line, what, do string) (Layout, bool) {
		l.Fault.ID, l.Fault.Shown, l.Fault.What, l.Fault.Do = id, shown, what, do
		return l, true
	}
	wasText, nowText := plain(was), plain(now)
	switch {
	case now == nil && was == nil:
		return l, false
	case now == nil:
		return fault("layout-gone", nil, "this layout has no original any more", fmt.Sprintf("move your changes to where they work now, then remove it and %s", path.Join(layout.BaseName, name)))
	case bytes.Equal(file.Data, nowText) && (was == nil || bytes.Equal(wasText, nowText)):
		l.Notice = true
		return fault("layout-same", nil, "this layout is the same as its original, so it only keeps later changes of it away", "remove it, unless you are going to change it")
	case was == nil:
		var patch []source.Line
		if l.Base = now; len(unread) == 0 && isText(now) {
			own := lines(file.Data)
			patch, l.Fault.Span = shown(file, align(own, own, lines(nowText)))
		}
		return fault("layout-unrecorded", patch, "the original that this layout was made from is not recorded, so its changes cannot be told from yours; these are all differences to the original now",
			"take what you want of them, then record the original: wirebook doctor --merge")
	case bytes.Equal(wasText, nowText):
		return l, false
	case !isText(was) || !isText(now):
		return fault("layout-changed", nil, "the original of this file changed, and it is not text that can be merged",
			fmt.Sprintf("make yours anew from the original, and replace %s by it", path.Join(layout.BaseName, name)))
	case len(unread) > 0:
		l.Fault.Span = unread[0].Span
		return fault("layout-changed", nil, "the original of this layout changed, and the changes cannot be merged: "+unread[0].What, unread[0].Do)
	}
	chunks := align(lines(wasText), lines(file.Data), lines(nowText))
	text, conflicts := merge(chunks)
	l.Text, l.Base, l.Conflicts = file.Disk(text), now, conflicts
	patch, first := shown(file, chunks)
	l.Fault.Span = first
	places := 0
	for _, c := range chunks {
		if c.changedThere() && !slices.Equal(c.ours, c.theirs) {
			places++
		}
	}
	what := "the original of this layout changed in " + count(places, "place")
	switch {
	case places == 0:
		what = "the original of this layout changed, and yours has the changes already"
	case conflicts > 0 && places == conflicts:
		what += ", where you changed it, too"
	case conflicts > 0:
		what += fmt.Sprintf(", of which you changed %d, too", conflicts)
	}
	return fault("layout-changed", patch, what, "take the changes: wirebook doctor --merge")
}

// plain is a text with the line breaks that files have in the program.
func plain(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

func isText(data []byte) bool {
	_, faults := source.NewFile("", data)
	return len(faults) == 0
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// most is the number of lines of a difference that are shown.
const most = 60

// shown is what changed in the original of a layout, as a patch of the layout: what the
// original had and has now, and where both changed, what the layout has. The span is that
// of the first place in the layout.
func shown(file *source.File, chunks []chunk) (out []source.Line, first source.Span) {
	next := 1 // line of the layout
	add := func(mark source.Mark, number int, part []string) {
		for i, line := range part {
			l := source.Line{Mark: mark, Text: source.Visible(strings.TrimSuffix(line, "\n"))}
			if number > 0 {
				l.Number = number + i
			}
			out = append(out, l)
		}
	}
	remark := func(text string, args ...any) {
		out = append(out, source.Line{Mark: source.Remark, Text: fmt.Sprintf(text, args...)})
	}
	for _, c := range chunks {
		at := next
		next += len(c.ours)
		if !c.changedThere() || slices.Equal(c.ours, c.theirs) {
			continue
		}
		if out == nil {
			first = file.LineSpan(at)
		}
		if c.conflicts() {
			remark("yours, at line %d:", at)
			add(source.Same, at, c.ours)
			remark("its original, then and now:")
			add(source.Documented, 0, c.base)
		} else {
			remark("its original, at line %d of yours:", at)
			add(source.Documented, at, c.base)
		}
		add(source.Received, 0, c.theirs)
	}
	if len(out) > most {
		rest := len(out) - most
		out = out[:most]
		remark("… and %s", count(rest, "more line"))
	}
	return out, first
}
