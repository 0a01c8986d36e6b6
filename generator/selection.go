package generator

import (
	"io"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// A Selection names notes, or exchanges by one of their lines. The zero Selection
// selects everything in content/.
type Selection struct {
	chosen []chosen
	traced *chosen   // the exchange that is traced, or nil
	trace  io.Writer // receives the trace
}

// A chosen note of content/, or another file.
type chosen struct {
	arg  string
	name string // the file's name in faults
	path string // relative to content/
	line int    // 0: the whole note

	outside bool   // the file is not in content/
	file    string // if outside: its absolute path
}

var fileLine = regexp.MustCompile(`^(.*?)(?::([0-9]+)(?::[0-9]+)?)?$`)

func lineOf(digits string) (line int) {
	line, _ = strconv.Atoi(digits)
	return line
}

// Select reads arguments of the form FILE, FILE:LINE, FILE:LINE:COLUMN or FOLDER, which
// selects all its Markdown files. Names are relative to the root of the tree or to the
// working folder. The error is a source.Fault.
func Select(root string, args []string) (Selection, error) {
	var s Selection
	base := ""
	if isSite(root) {
		abs, err := filepath.Abs(filepath.Join(root, note.Folder))
		if err != nil {
			return s, err
		}
		base = abs
	}
	for _, arg := range args {
		if err := s.choose(root, base, arg); err != nil {
			return s, err
		}
	}
	return s, nil
}

// missing returns a fault for each selected note that the tree does not contain.
func (s Selection) missing(t *note.Tree) (faults []source.Fault) {
	var paths []string
	for _, n := range t.Notes {
		paths = append(paths, n.Path)
	}
	for _, c := range s.chosen {
		if c.outside || slices.Contains(paths, c.path) {
			continue
		}
		do := "name a note of this site, such as content/status/404.md"
		if near := source.Nearest(c.path, paths); near != "" {
			do = "did you mean content/" + near + "?"
		}
		faults = append(faults, source.Usage("no-such-note", "there is no note "+c.arg, do))
	}
	return faults
}

// note reports whether a note is selected, in whole or in part.
func (s Selection) note(n *note.Note) bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool { return c.name == n.File.Name })
}

// named reports whether a note is selected by its name.
func (s Selection) named(n *note.Note) bool { return len(s.chosen) > 0 && s.note(n) }

// lines returns the selected lines of a note; none if the whole note is selected.
func (s Selection) lines(n *note.Note) (lines []int) {
	for _, c := range s.chosen {
		if c.name == n.File.Name && c.line == 0 {
			return nil
		}
		if c.name == n.File.Name {
			lines = append(lines, c.line)
		}
	}
	return lines
}

// faults keeps the faults that are in the selected files and their choosers, in
// site.yaml, which says who answers, or in no file. results are those of the notes.
func (s Selection) faults(faults []source.Fault, notes []*note.Note, results []*proof.Result) []source.Fault {
	if len(s.chosen) == 0 {
		return faults
	}
	return slices.DeleteFunc(faults, func(f source.Fault) bool {
		return f.File != nil && path.Base(f.File.Name) != note.ConfigName && !slices.ContainsFunc(s.chosen, func(c chosen) bool {
			return f.File.Name == c.name && (c.line == 0 || c.holds(f, results)) || c.line == 0 && c.chooser(f, notes)
		})
	})
}

// whole returns the selection of every note of which s selects anything.
func (s Selection) whole() Selection {
	s.chosen = slices.Clone(s.chosen)
	for i := range s.chosen {
		s.chosen[i].line = 0
	}
	return s
}

// chooser reports whether a fault is in the chooser of the chosen note.
func (c chosen) chooser(f source.Fault, notes []*note.Note) bool {
	return slices.ContainsFunc(notes, func(n *note.Note) bool {
		return n.Chooser != nil && n.Chooser.Text.File.Name == f.File.Name && n.File.Name == c.name
	})
}

// holds reports whether a fault belongs to the exchange at the chosen line or, if no
// exchange is there, is on that line.
func (c chosen) holds(f source.Fault, results []*proof.Result) bool {
	for _, r := range results {
		if r.File == f.File && r.At(r.File, c.line) {
			return f.Exchange == r.Number
		}
	}
	line, _ := f.File.Position(f.Span.Start)
	return line == c.line
}

// result reports whether an exchange is selected.
func (s Selection) result(r *proof.Result) bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool {
		return r.File.Name == c.name && (c.line == 0 || r.At(r.File, c.line))
	})
}

// Outside reports whether a file outside content/ is selected.
func (s Selection) Outside() bool {
	return slices.ContainsFunc(s.chosen, func(c chosen) bool { return c.outside })
}

// inside reports whether notes of content/ are to be checked.
func (s Selection) inside() bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool { return !c.outside })
}
