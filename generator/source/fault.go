package source

import (
	"cmp"
	"errors"
	"slices"
)

// Exit statuses of the program. The highest among the faults wins.
const (
	ExitNotes  = 1 // the notes or an answer are wrong
	ExitUsage  = 2 // usage, configuration, or an output that cannot be written
	ExitOrigin = 3 // an origin did not start, died or did not answer
)

// A Fault says what is wrong at one place. Faults are collected, sorted and printed as
// values; a Fault is also an error.
type Fault struct {
	File *File  // nil if the fault is not in a file
	Span Span   // in File
	ID   string // identifies the kind of fault to programs, and does not change: dead-link
	What string // what is wrong, without a full stop
	Do   string // what to do about it; may have several lines
	Exit int    // one of the Exit constants; 0 is ExitNotes

	// About is the part of File that the fault is about, a message for example, if that
	// is more than its line.
	About Span

	// Exchange is the number, in the note, of the exchange that the fault belongs to; 0
	// if it belongs to none.
	Exchange int

	// Shown replaces the excerpt of the line at Span if the fault is a difference: it is
	// a patch of the note.
	Shown []Line
	// Request is the first line of the request that was sent, if any.
	Request string
}

// A Mark says what a line of a patch is.
type Mark byte

// The marks of lines.
const (
	Same       Mark = ' ' // documented and received
	Documented Mark = '-'
	Received   Mark = '+'
	Carets     Mark = '^' // under the line above
	Remark     Mark = '.' // text without a line number
	Request    Mark = 'r' // the request that was sent
)

// A Line is one line of a patch. Number is its line in the file, from 1; 0 if it has
// none.
type Line struct {
	Mark   Mark
	Number int
	Text   string
}

// Error returns the position and what is wrong, in one line.
func (f Fault) Error() string { return f.Position() + f.What }

// Position returns "file:line:col: ", or "" for a fault without a file.
func (f Fault) Position() string {
	if f.File == nil {
		return ""
	}
	line, column := f.File.Position(f.Span.Start)
	return f.File.Name + ":" + itoa(line) + ":" + itoa(column) + ": "
}

// Status returns the exit status for the fault.
func (f Fault) Status() int { return max(f.Exit, ExitNotes) }

// Sort sorts faults by file and position, and removes those that repeat another: same
// place, same What. Faults at the same position keep their order. It modifies the slice.
func Sort(faults []Fault) []Fault {
	type said struct {
		name string
		span Span
		what string
	}
	name := func(f Fault) string {
		if f.File == nil {
			return ""
		}
		return f.File.Name
	}
	seen := make(map[said]bool, len(faults))
	faults = slices.DeleteFunc(faults, func(f Fault) bool {
		s := said{name(f), f.Span, f.What}
		again := seen[s]
		seen[s] = true
		return again
	})
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(name(a), name(b)), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return faults
}

// Usage returns a fault of the configuration or of the machine, without a position.
func Usage(id, what, do string) Fault {
	return Fault{ID: id, What: what, Do: do, Exit: ExitUsage}
}

// FromError returns the Fault that err wraps, or else a Usage fault with the text of
// err.
func FromError(id string, err error, do string) Fault {
	var f Fault
	if errors.As(err, &f) {
		return f
	}
	return Usage(id, err.Error(), do)
}
