package site

import (
	"bytes"
	"crypto/sha256"

	"wirebook/generator/source"
)

// A File is one file of the built site. Pages are made only when they are written, so
// that a large site is never in memory as a whole.
type File struct {
	Path string // from the root of public/
	Data []byte // of a file without Make
	// Make writes the bytes of the file, the same each time. Goroutines may call it
	// concurrently for different files. What its error means is for Files.Faults.
	Make func(*bytes.Buffer) error
	// Asset says that pages refer to the file, so it is written before them.
	Asset bool
	// Last says that the file is made after all others, and may read their sums.
	Last bool
	// Kept says that the file is in public/ already, as an earlier build of the session
	// wrote it. It has a Sum and a Size, and neither Data nor Make.
	Kept bool
	// Moved says that the file is a page that only leads to another.
	Moved bool
	// Known is the sum that the bytes have, if an earlier build made the file from the
	// same. It need not be made if there is one in public/ with that sum.
	Known *[sha256.Size]byte
	Size  int64 // in bytes; set by Files.Bytes
	// Sum is the SHA-256 of its bytes, set by Files.Bytes.
	Sum [sha256.Size]byte
}

// Files are those of a built site: each follows the files that it refers to.
type Files struct {
	List []File
	// Faults returns what went wrong in making files. It is nil if no file can fail.
	Faults func() []source.Fault
	// Inspect looks at the bytes of each file before any is put in place, also of those that
	// stay as they are, and reports whether they may be published: if not, Faults says why.
	// Goroutines call it concurrently. It may be nil.
	Inspect func(path string, data []byte) bool
	// Written is called when all files are in the folder. It may be nil.
	Written func()
	// Rest is nil unless some files are still those of the build before. It returns the
	// same files with these made, and is called when the files have been written.
	Rest func() *Files
}

// Bytes returns the bytes of the file with index i, which are those of b if the file has
// Make, and sets its sum.
func (f *Files) Bytes(i int, b *bytes.Buffer) ([]byte, error) {
	file := &f.List[i]
	data := file.Data
	if file.Make != nil {
		b.Reset()
		if err := file.Make(b); err != nil {
			return nil, err
		}
		data = b.Bytes()
	}
	file.Sum, file.Size = sha256.Sum256(data), int64(len(data))
	return data, nil
}

// AssetFolder holds the assets, in layouts/ and in the site.
const AssetFolder = "assets/"

// To be readable offline, a site needs the layout offline.html, for the page that lists
// what can be read, and the service worker layouts/sw.js. Both are at the root of the
// site, because a worker controls only its own folder and those below.
const (
	OfflinePage  = "offline.html"
	WorkerScript = "sw.js"
)

// The page that explains pasted responses needs the layout read.html and the program of
// trials. What the notes say for it is in a file beside it.
const (
	ReadPage  = "read.html"
	ReadNotes = "read.json"
)

// To have a page for requests of a reader's own, a site needs the layout try.html and a
// program of trials with the built-in origin. Beside it is the list of what the program
// can replay.
const (
	TryPage  = "try.html"
	TryNotes = "try.json"
)

// The search needs the layout search.html, for its page, and the scripts in
// assets/search/. A site without the layout has no search. The joined script is beside
// the page, under a fixed name: it ends in the head of the index, which changes with
// every note, and the pages must not change with it.
const (
	SearchPage   = "search.html"
	SearchScript = "search.js"
)
