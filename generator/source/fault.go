package source

import (
	"cmp"
	"errors"
	"slices"
)

// Exit statuses of the program, as a fault asks for them. The highest wins.
const (
	ExitNotes  = 1 // the notes or an answer are wrong
	ExitUsage  = 2 // usage, configuration, or an output that cannot be written
	ExitOrigin = 3 // an origin did not start, died or did not answer
)

// A Fault is one thing that is wrong and where. It is a value: it is collected,
// sorted and printed, and is an error only for those who need one.
type Fault struct {
	File *File  // nil where no file is to blame
	Span Span   // in File
	ID   string // of the kind, stable, for machines: dead-link
	What string // what is wrong, without a full stop
	Do   string // what to do about it; may have several lines
	Exit int    // one of the Exit constants; 0 is ExitNotes

	// Exchange is the number, in the note, of the exchange that the fault belongs
	// to; 0 where it belongs to none.
	Exchange int

	// Shown replaces the excerpt of the line at Span where the fault is a
	// difference: a patch of the note.
	Shown []Line
	// Request is the first line of the request that was sent, where one was.
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
	Remark     Mark = '.'
	Request    Mark = 'r' // that was sent
)

// A Line is one line of a patch. Number is the line in the file, or 0.
type Line struct {
	Mark   Mark
	Number int
	Text   string
}

// Error is the position and what is wrong, in one line.
func (f Fault) Error() string { return f.Position() + f.What }

// Position is "file:line:col: ", or empty for a fault without a file.
func (f Fault) Position() string {
	if f.File == nil {
		return ""
	}
	line, column := f.File.Position(f.Span.Start)
	return f.File.Name + ":" + itoa(line) + ":" + itoa(column) + ": "
}

// Status is the exit status that the fault asks for.
func (f Fault) Status() int { return max(f.Exit, ExitNotes) }

// Sort brings faults into the order of files and places, and takes out those
// that say the same of the same place. What was found first at a place stays first.
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

// Usage is a fault of the configuration or of the machine, without a place.
func Usage(id, what, do string) Fault {
	return Fault{ID: id, What: what, Do: do, Exit: ExitUsage}
}

// FromError is the fault inside err, or a Usage fault that says what err says.
func FromError(id string, err error, do string) Fault {
	var f Fault
	if errors.As(err, &f) {
		return f
	}
	return Usage(id, err.Error(), do)
}
