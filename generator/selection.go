package generator

import (
	"fmt"
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
// everything.
type Selection struct {
	chosen []chosen
	proof  *exchange.Proof
}

type chosen struct {
	arg  string
	path string // in content/
	line int    // 0: the whole note
}

var fileLine = regexp.MustCompile(`^(.*?)(?::([0-9]+)(?::[0-9]+)?)?$`)

// Select reads arguments of the form FILE, FILE:LINE or FILE:LINE:COLUMN. A file
// is named from the working folder or from the root of the tree.
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
		name := m[1]
		if !filepath.IsAbs(name) {
			name = filepath.Join(root, name)
		}
		abs, err := filepath.Abs(name)
		if err != nil {
			return s, err
		}
		rel, err := filepath.Rel(base, abs)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return s, source.Usage("outside", fmt.Sprintf("%s is not in content/", arg), "name a note of this site: content/status/404.md")
		}
		c.path = path.Clean(filepath.ToSlash(rel))
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
		if slices.Contains(paths, c.path) {
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
	return len(s.chosen) == 0 || slices.ContainsFunc(s.chosen, func(c chosen) bool { return c.path == n.Path })
}

// lines are the lines that are selected in a note; none where all of it is.
func (s Selection) lines(n *note.Note) (lines []int) {
	for _, c := range s.chosen {
		if c.path == n.Path && c.line == 0 {
			return nil
		}
		if c.path == n.Path {
			lines = append(lines, c.line)
		}
	}
	return lines
}

// Faults keeps the faults of what is selected, and those of no file.
func (s Selection) Faults(faults []source.Fault) []source.Fault {
	if len(s.chosen) == 0 {
		return faults
	}
	return slices.DeleteFunc(faults, func(f source.Fault) bool {
		return f.File != nil && !slices.ContainsFunc(s.chosen, func(c chosen) bool {
			return f.File.Name == note.Folder+"/"+c.path && (c.line == 0 || s.same(f, c))
		})
	})
}

// same says that a fault lies in the exchange at the line.
func (s Selection) same(f source.Fault, c chosen) bool {
	line, _ := f.File.Position(f.Span.Start)
	if s.proof == nil {
		return true
	}
	for _, n := range s.proof.Notes {
		if n.Note.File != f.File {
			continue
		}
		for _, e := range n.Exchanges {
			if e.At(f.File, c.line) {
				return e.At(f.File, line)
			}
		}
	}
	return line == c.line
}
