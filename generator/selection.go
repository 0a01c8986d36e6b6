package generator

import (
	"io"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// A Selection names notes, or exchanges by a line in them. The empty one selects
// everything in content/.
type Selection struct {
	chosen []chosen
	traced *chosen   // the exchange that is traced, or nil
	trace  io.Writer // where to
}

// A chosen note of content/, or another file.
type chosen struct {
	arg  string
	name string // of the file, as faults name it
	path string // in content/
	line int    // 0: the whole note

	outside bool   // it is not in content/
	file    string // then: its absolute path
}

var fileLine = regexp.MustCompile(`^(.*?)(?::([0-9]+)(?::[0-9]+)?)?$`)

// Select reads arguments of the form FILE, FILE:LINE or FILE:LINE:COLUMN. A file
// is named from the root of the tree or from the working folder.
func Select(root string, args []string) (Selection, error) {
	var s Selection
	base, err := filepath.Abs(filepath.Join(root, note.Folder))
	if err != nil {
		return s, err
	}
	for _, arg := range args {
		m := fileLine.FindStringSubmatch(arg)
		c := chosen{arg: arg}
		c.line, _ = strconv.Atoi(m[2])
		file, err := placeOf(root, m[1])
		if err != nil {
			return s, err
		}
		rel, err := filepath.Rel(base, file)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			if c, err = outside(root, arg, file, c.line); err != nil {
				return s, err
			}
		} else {
			c.path = path.Clean(filepath.ToSlash(rel))
			c.name = path.Join(note.Folder, c.path)
		}
		s.chosen = append(s.chosen, c)
	}
	return s, nil
}

// missing faults what the selection names and the tree does not hold.
func (s Selection) missing(t *note.Tree) (faults []source.Fault) {
	var paths []string
	for _, n := range t.Notes {
		paths = append(paths, n.Path)
	}
	for _, c := range s.chosen {
		if c.outside || slices.Contains(paths, c.path) {
			continue
		}
		do := "name a note of this site: content/status/404.md"
		if near := source.Nearest(c.path, paths); near != "" {
			do = "did you mean content/" + near + "?"
		}
		faults = append(faults, source.Usage("no-such-note", "there is no note "+c.arg, do))
	}
	return faults
}

// note says that a note is selected, wholly or in part.
func (s Selection) note(n *note.Note) bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool { return c.name == n.File.Name })
}

// lines are the lines that are selected in a note; none where all of it is.
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

// faults keeps the faults of what is selected, the files of its choosers among it,
// of no file, and of site.yaml, which says who answers. Results are those of the
// notes.
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

// whole selects all of the notes of which s selects exchanges.
func (s Selection) whole() Selection {
	s.chosen = slices.Clone(s.chosen)
	for i := range s.chosen {
		s.chosen[i].line = 0
	}
	return s
}

// chooser says that a fault is in the chooser of the chosen note.
func (c chosen) chooser(f source.Fault, notes []*note.Note) bool {
	return slices.ContainsFunc(notes, func(n *note.Note) bool {
		return n.Chooser != nil && n.Chooser.Text.File.Name == f.File.Name && n.File.Name == c.name
	})
}

// holds says that a fault belongs to the exchange at the line, or is on the line
// where that is no exchange.
func (c chosen) holds(f source.Fault, results []*proof.Result) bool {
	for _, r := range results {
		if r.File == f.File && r.At(r.File, c.line) {
			return f.Exchange == r.Number
		}
	}
	line, _ := f.File.Position(f.Span.Start)
	return line == c.line
}

// result says that an exchange is selected.
func (s Selection) result(r *proof.Result) bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool {
		return r.File.Name == c.name && (c.line == 0 || r.At(r.File, c.line))
	})
}

// inside says that notes of content/ are to be checked.
func (s Selection) inside() bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool { return !c.outside })
}
