// Package source says where something is: a File, the Span of bytes in it, and the
// Fault, which says what is wrong there and what to do about it.
//
//	content/status/404.md:12:12: there is no note at content/status/41.md
//	      12   See [gone](41.md).
//	                      ^^^^^
//	      did you mean 410.md?
//
// The program passes byte offsets around; lines and columns are computed only when a
// Printer prints a fault. Each is the one pool of workers.
package source

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"unicode/utf8"
)

// A File is a text of the author's tree. Its line breaks are LF; CRLF says whether they
// were CRLF on disk, so that they can be written back.
type File struct {
	Name string // slash-separated, relative to the root of the tree: content/status/404.md
	Data []byte // valid UTF-8 without NUL, byte order mark or lone CR, unless NewFile returned faults
	CRLF bool

	read    sync.Once
	starts  []uint32 // the offset of each line's first byte
	counted sync.Once
	counts  []uint32 // the number of characters before each step of the text
}

// step is the number of bytes between two entries of File.counts, so that a column in a
// long line is found without counting from its start.
const step = 1 << 10

// A Span is a range of bytes in a file, from Start up to but not including End.
type Span struct{ Start, End int }

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Shift returns the span moved by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// NewFile returns a File for the bytes of a file on disk. If there are faults, the file
// cannot be read as a note, and its text must not be used.
func NewFile(name string, disk []byte) (*File, []Fault) {
	f := &File{Name: name, Data: disk}
	fault := func(id string, at, length int, what, do string) []Fault {
		return []Fault{{File: f, Span: Span{at, at + length}, ID: id, What: what, Do: do}}
	}
	if bytes.HasPrefix(disk, []byte("\xef\xbb\xbf")) {
		return f, fault("byte-order-mark", 0, 3, "the file begins with a byte order mark", "save it as UTF-8 without a byte order mark")
	}
	if at := bytes.IndexByte(disk, 0); at >= 0 {
		return f, fault("nul-byte", at, 1, "the file contains a NUL byte", `remove it; a NUL in a message is written \0 in a fence that says raw`)
	}
	if !utf8.Valid(disk) {
		at := invalid(disk)
		return f, fault("not-utf-8", at, 1, fmt.Sprintf("the byte %#02x is not UTF-8", disk[at]),
			`save the file as UTF-8; other bytes in a message are written \xNN in a fence that says raw`)
	}
	if bytes.IndexByte(disk, '\r') < 0 {
		return f, nil
	}
	crlf, lf := bytes.Count(disk, []byte("\r\n")), bytes.Count(disk, []byte("\n"))
	if bytes.Count(disk, []byte("\r")) > crlf {
		at := loneCR(disk)
		return f, fault("lone-cr", at, 1, "a carriage return is not followed by a line feed", `end lines with LF or CRLF; a lone CR in a message is written \r in a fence that says raw`)
	}
	if crlf < lf {
		at, kinds := odd(disk, 2*crlf > lf), [2]string{"CRLF", "LF"}
		if 2*crlf > lf {
			kinds = [2]string{"LF", "CRLF"}
		}
		return f, fault("mixed-line-ends", at, 1, fmt.Sprintf("this line ends in %s, but the others end in %s", kinds[0], kinds[1]), "save the file with one kind of line end")
	}
	f.CRLF = true
	f.Data = bytes.ReplaceAll(disk, []byte("\r\n"), []byte("\n"))
	return f, nil
}

// IsSpecial reports whether mode is that of a pipe, a socket or a device. Reading one
// may block forever.
func IsSpecial(mode fs.FileMode) bool { return mode.Type()&^(fs.ModeDir|fs.ModeSymlink) != 0 }

func invalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

func loneCR(b []byte) int {
	for i, c := range b {
		if c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			return i
		}
	}
	return len(b)
}

// odd returns the offset of the first line end that is a bare LF or, if lf is false, of
// the first that is CRLF.
func odd(b []byte, lf bool) int {
	for i, c := range b {
		if crlf := i > 0 && b[i-1] == '\r'; c == '\n' && crlf != lf {
			if crlf {
				return i - 1
			}
			return i
		}
	}
	return len(b)
}

// lines returns the offset of each line's first byte.
func (f *File) lines() []uint32 {
	f.read.Do(func() {
		f.starts = make([]uint32, 1, bytes.Count(f.Data, []byte("\n"))+1)
		for at := 0; ; {
			i := bytes.IndexByte(f.Data[at:], '\n')
			if i < 0 {
				return
			}
			at += i + 1
			f.starts = append(f.starts, uint32(at))
		}
	})
	return f.starts
}

// characters returns the number of characters that begin in a text.
func characters(text []byte) (n int) {
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// before returns the number of characters that begin before an offset.
func (f *File) before(offset int) int {
	f.counted.Do(func() {
		n := 0
		for part := range slices.Chunk(f.Data, step) {
			f.counts = append(f.counts, uint32(n))
			n += characters(part)
		}
		f.counts = append(f.counts, uint32(n))
	})
	i := offset / step
	return int(f.counts[i]) + characters(f.Data[i*step:offset])
}

// Position returns the line and the column of an offset, both counted from 1, the column
// in characters.
func (f *File) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(f.Data)))
	starts := f.lines()
	line, _ = slices.BinarySearch(starts, uint32(offset+1))
	start := int(starts[line-1])
	if offset-start > step {
		return line, f.before(offset) - f.before(start) + 1
	}
	return line, characters(f.Data[start:offset]) + 1
}

// LineSpan returns the span of a line, counted from 1, without its line break.
func (f *File) LineSpan(line int) Span {
	starts := f.lines()
	if line < 1 || line > len(starts) {
		return Span{len(f.Data), len(f.Data)}
	}
	end := len(f.Data)
	if line < len(starts) {
		end = int(starts[line]) - 1
	}
	return Span{int(starts[line-1]), end}
}

// Text returns the text of a span.
func (f *File) Text(s Span) string { return string(f.Data[s.Start:s.End]) }

// Disk returns a new text of the file as bytes to write, with the line ends that the
// file has on disk.
func (f *File) Disk(text []byte) []byte {
	if !f.CRLF {
		return text
	}
	return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
}
