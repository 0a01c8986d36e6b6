package note

import (
	"bytes"
	"fmt"

	"wirebook/generator/source"
)

// Limits of texts in content/. Without them, a few kilobytes could cost gigabytes or
// minutes. SECURITY.md lists them all.
const (
	MaxNote = 2 << 20   // bytes of a note, or of another text that is parsed
	maxYAML = 64 << 10  // bytes of a front matter, of site.yaml and of the file of a chooser
	maxCopy = 100 << 20 // bytes of a file that is copied; code hosts accept less

	maxYAMLIndent   = 64   // columns before a value in YAML; each level needs at least one
	maxYAMLBrackets = 2000 // [ and { in one YAML text

	maxTitle       = 300  // bytes of a title or a label: other pages show them
	maxDescription = 2000 // bytes

	maxNested      = 32       // lists, quotations and footnotes inside each other
	maxText        = 16 << 10 // bytes of a paragraph, a heading or a cell
	maxMarks       = 2500     // brackets and marks of emphasis in one of them
	maxHeading     = 2000     // bytes of a heading with its attributes
	maxHeadings    = 5000     // in a note
	maxFootnotes   = 1000     // in a note
	maxDefinitions = 2000     // lines of link references in a row
	maxReferred    = 1 << 20  // bytes of addresses and titles that link references repeat
	maxPipes       = 2000     // escaped pipes in the tables of a note
	maxPhrase      = 10       // words and marks of a phrase of site.yaml
	maxFences      = 1000     // messages and quizzes in a note
)

// TooLarge returns the fault of a file that is not read, because its size in bytes
// exceeds max.
func TooLarge(name string, size, max int64) source.Fault {
	return source.Fault{File: &source.File{Name: name}, ID: "too-large",
		What: fmt.Sprintf("the file has %d bytes; at most %d are allowed", size, max), Do: "split it"}
}

// longText faults a text that other pages show if it has more than max bytes.
func longText(file *source.File, at source.Span, key, text string, max int) []source.Fault {
	if len(text) <= max {
		return nil
	}
	return []source.Fault{{File: file, Span: at, ID: "too-large", What: fmt.Sprintf("the %s has %d bytes; at most %d are allowed", key, len(text), max),
		Do: "shorten it: other pages show it"}}
}

// boundYAML faults a text that would be too expensive for the YAML parser, whose cost
// grows with the square of the nesting depth. It counts what could nest, even in
// strings, so it needs no parser.
func boundYAML(file *source.File, at source.Span) (faults []source.Fault) {
	fault := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: file, Span: span, ID: id, What: what, Do: do})
	}
	if at.Len() > maxYAML {
		fault(source.Span{Start: at.Start, End: at.Start + 1}, "too-large", fmt.Sprintf("this YAML has %d bytes; at most %d are allowed", at.Len(), maxYAML), "shorten it")
		return faults
	}
	brackets, prefix := 0, 0 // prefix: of the line so far, or -1 after it
	for i := at.Start; i < at.End; i++ {
		switch c := file.Data[i]; {
		case c == '\n':
			prefix = 0
			continue
		case prefix >= 0 && bytes.IndexByte([]byte(" \t-?:"), c) >= 0:
			if prefix++; prefix == maxYAMLIndent {
				fault(source.Span{Start: i, End: i + 1}, "too-deep", fmt.Sprintf("values are indented by more than %d columns here", maxYAMLIndent), "nest them less deeply")
				return faults
			}
			continue
		case c == '[' || c == '{':
			if brackets++; brackets > maxYAMLBrackets {
				fault(source.Span{Start: i, End: i + 1}, "too-many", fmt.Sprintf("this YAML has more than %d opening brackets", maxYAMLBrackets), "write lists as lines that begin with -")
				return faults
			}
		}
		prefix = -1
	}
	return nil
}
