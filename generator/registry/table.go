package registry

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// A row is one line of a data file: one cell per column. It is valid until the next
// line is read.
type row []string

// readTable passes every line of a tab-separated file to add. The file begins with a
// comment line and a line with its columns, which must equal columns. An error begins
// with the name of the file and the number of the line.
func readTable(fsys fs.FS, name string, columns []string, add func(row) error) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var cells row
	text := string(data)
	for n := 1; text != ""; n++ {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		// A checkout may have changed the line ends to CRLF.
		line = strings.TrimSuffix(line, "\r")
		cells = split(cells[:0], line)
		switch n {
		case 1:
			err = checkComment(line)
		case 2:
			err = checkColumns(cells, columns)
		default:
			if err = checkCells(cells, columns); err == nil {
				err = add(cells)
			}
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func checkComment(line string) error {
	if !strings.HasPrefix(line, "# ") {
		return errors.New("the first line must be a comment that says what the file contains")
	}
	return nil
}

func checkColumns(cells row, columns []string) error {
	if !slices.Equal(cells, columns) {
		return fmt.Errorf("the columns must be %s", strings.Join(columns, ", "))
	}
	return nil
}

func checkCells(cells row, columns []string) error {
	if len(cells) != len(columns) {
		return fmt.Errorf("%d cells, want %d", len(cells), len(columns))
	}
	for i, cell := range cells {
		if cell != strings.TrimSpace(cell) {
			return fmt.Errorf("white space around %s", columns[i])
		}
	}
	if cells[0] == "" {
		return fmt.Errorf("no %s", columns[0])
	}
	return nil
}

// split appends the cells of a line to cells. There is no quoting: a cell cannot
// contain a tab.
func split(cells row, line string) row {
	for {
		cell, rest, more := strings.Cut(line, "\t")
		cells = append(cells, cell)
		if !more {
			return cells
		}
		line = rest
	}
}

// yes parses a cell that is "yes" or empty.
func yes(cell string) (bool, error) {
	if cell != "yes" && cell != "" {
		return false, fmt.Errorf("%q is neither yes nor empty", cell)
	}
	return cell == "yes", nil
}
