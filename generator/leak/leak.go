// Package leak finds texts in the files of a site that no reader is to have: the solutions
// of tasks that are withheld.
//
//	s := leak.NewSearch("public", secrets)
//	s.Inspect("lessons/first.md", data) // false if one of them is there
//	s.Faults()
//
// A text is found as it is; escaped for HTML, JSON, JavaScript or an address, also one in
// another; coloured with elements; and in base64, in each alignment. Files that are
// compressed by gzip are unpacked. Each file is read once, for all texts together.
package leak

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"wirebook/generator/source"
)

// Least is the size in bytes of the smallest text that is searched for: readers could find
// a shorter one by chance.
const Least = 40

// A Secret is what no file may have.
type Secret struct {
	Name  string // the solution of task 1
	File  *source.File
	Span  source.Span // for the fault
	Texts [][]byte    // each is one way to write it
	Shown []byte      // what the site shows; a text that is a part of it is no secret
}

// A Search looks for secrets. Goroutines may use it at the same time.
type Search struct {
	folder  string
	secrets []Secret
	ends    map[uint64][]form // by their last bytes
	maybe   [1 << 14]uint64   // a filter of these, a bit each

	mu    sync.Mutex
	found map[leak]bool
}

// A form is a text as a file may have it, plain.
type form struct {
	text   []byte
	secret int
}

type leak struct {
	path   string
	secret int
}

// NewSearch prepares the search for secrets in the files of a folder, or returns nil if
// there is nothing to search for.
func NewSearch(folder string, secrets []Secret) *Search {
	s := &Search{folder: folder, secrets: secrets, ends: map[uint64][]form{}, found: map[leak]bool{}}
	for i, secret := range secrets {
		shown := plain(secret.Shown)
		for _, text := range secret.Texts {
			if text = bytes.TrimSpace(text); len(text) < Least || bytes.Contains(shown, plain(text)) {
				continue
			}
			for _, f := range forms(text) {
				s.add(form{bytes.TrimSpace(plain(f)), i})
			}
		}
	}
	if len(s.ends) == 0 {
		return nil
	}
	return s
}

// window is how many bytes at the end of a form are looked up.
const window = 8

func (s *Search) add(f form) {
	if len(f.text) < window {
		return
	}
	end := binary.BigEndian.Uint64(f.text[len(f.text)-window:])
	if !slices.ContainsFunc(s.ends[end], func(other form) bool { return other.secret == f.secret && bytes.Equal(other.text, f.text) }) {
		s.ends[end] = append(s.ends[end], f)
	}
	bit := hash(end)
	s.maybe[bit/64] |= 1 << (bit % 64)
}

func hash(end uint64) uint64 { return end * 0x9E3779B97F4A7C15 >> 44 }

// forms returns a text as it is, and in base64: with LF and with CRLF, and as a part of
// JSON.
func forms(text []byte) [][]byte {
	lf := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	crlf := bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n"))
	out := [][]byte{text}
	for _, written := range [][]byte{lf, crlf, quoted(lf), quoted(crlf)} {
		for shift := range 3 {
			padded := slices.Concat(make([]byte, shift), written)
			for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
				encoded := encoding.AppendEncode(nil, padded)
				// The first and last characters also hold bits of what is around the text.
				from, to := (shift*8+5)/6, len(padded)*8/6
				out = append(out, encoded[from:to])
			}
		}
	}
	return out
}

func quoted(text []byte) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(string(text)) // a string has no error
	return bytes.Trim(b.Bytes(), "\"\n")
}

// mostUnpacked is how many bytes of a compressed file are looked at.
const mostUnpacked = 256 << 20

// Inspect looks at a file of the folder, and reports whether it has no secret.
func (s *Search) Inspect(name string, data []byte) bool {
	if s == nil {
		return true
	}
	texts := [][]byte{data}
	if r, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		unpacked, _ := io.ReadAll(io.LimitReader(r, mostUnpacked)) // what can be read, for what cannot
		texts = [][]byte{unpacked}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".svg", ".xml":
		texts = append(texts, untagged(data))
	}
	clean := true
	for _, text := range texts {
		clean = s.look(name, plain(text)) && clean
	}
	return clean
}

func (s *Search) look(name string, text []byte) bool {
	clean := true
	var end uint64
	for i, c := range text {
		end = end<<8 | uint64(c)
		if bit := hash(end); s.maybe[bit/64]&(1<<(bit%64)) == 0 {
			continue
		}
		for _, f := range s.ends[end] {
			if bytes.HasSuffix(text[:i+1], f.text) {
				clean = false
				s.mu.Lock()
				s.found[leak{name, f.secret}] = true
				s.mu.Unlock()
			}
		}
	}
	return clean
}

// Faults returns a fault for each file that has a secret, in the order of the files.
func (s *Search) Faults() (faults []source.Fault) {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.found {
		secret := s.secrets[l.secret]
		faults = append(faults, source.Fault{File: secret.File, Span: secret.Span, ID: "withheld-leak",
			What: fmt.Sprintf("%s is withheld, and %s has it", secret.Name, path.Join(s.folder, l.path)),
			Do:   "remove it there, or change the task so that its solution is another"})
	}
	slices.SortFunc(faults, func(a, b source.Fault) int { return strings.Compare(a.What, b.What) })
	return faults
}
