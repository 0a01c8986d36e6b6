package generator

import (
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A Selection names notes, or exchanges by a line in them. The empty one selects
// everything in content/.
type Selection struct {
	chosen []chosen
	proofs []*exchange.Proof
	traced *exchange.Trace
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

// Faults keeps the faults of what is selected, the files of its choosers among it,
// of no file, and of site.yaml, which says who answers.
func (s Selection) Faults(faults []source.Fault) []source.Fault {
	if len(s.chosen) == 0 {
		return faults
	}
	return slices.DeleteFunc(faults, func(f source.Fault) bool {
		return f.File != nil && path.Base(f.File.Name) != note.ConfigName && !slices.ContainsFunc(s.chosen, func(c chosen) bool {
			return f.File.Name == c.name && (c.line == 0 || s.same(f, c)) || c.line == 0 && s.chooser(f, c)
		})
	})
}

// chooser says that a fault lies in the chooser of a note.
func (s Selection) chooser(f source.Fault, c chosen) bool {
	for _, proof := range s.proofs {
		for _, n := range proof.Notes {
			if walk := n.Note.Chooser; walk != nil && walk.Text.File.Name == f.File.Name && n.Note.File.Name == c.name {
				return true
			}
		}
	}
	return false
}

// same says that a fault lies in the exchange at the line.
func (s Selection) same(f source.Fault, c chosen) bool {
	line, _ := f.File.Position(f.Span.Start)
	if len(s.proofs) == 0 {
		return true
	}
	for _, proof := range s.proofs {
		for _, n := range proof.Notes {
			if n.Note.File != f.File {
				continue
			}
			for _, e := range n.Exchanges {
				if e.At(f.File, c.line) {
					return e.At(f.File, line)
				}
			}
		}
	}
	return line == c.line
}

// outcomes keeps those of the exchanges that are selected.
func (s Selection) outcomes(all []Outcome) []Outcome {
	if len(s.chosen) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(o Outcome) bool {
		return !slices.ContainsFunc(s.chosen, func(c chosen) bool {
			return o.File.Name == c.name && (c.line == 0 || o.exchange.At(o.File, c.line))
		})
	})
}

// inside says that notes of content/ are to be checked.
func (s Selection) inside() bool {
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool { return !c.outside })
}
