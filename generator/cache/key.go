package cache

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// A Sum makes a Key of texts and numbers. Texts are told apart by their lengths. The zero
// Sum is no Sum.
type Sum struct {
	h hash.Hash
	w *bufio.Writer // to h: many texts are short
}

// NewSum returns a Sum of a kind of results.
func NewSum(kind string) Sum {
	h := sha256.New()
	s := Sum{h, bufio.NewWriterSize(h, 512)}
	s.Text(kind)
	return s
}

// Text adds texts.
func (s Sum) Text(texts ...string) {
	for _, t := range texts {
		s.Number(len(t))
		s.w.WriteString(t)
	}
}

// Bytes adds a text.
func (s Sum) Bytes(b []byte) {
	s.Number(len(b))
	s.w.Write(b)
}

// Number adds a number.
func (s Sum) Number(n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	s.w.Write(b[:])
}

// Sum returns the bytes of the key of what was added.
func (s Sum) Sum() []byte {
	key := s.Key()
	return key[:]
}

// Key returns the hash of what was added.
func (s Sum) Key() (k Key) {
	s.w.Flush()
	s.h.Sum(k[:0])
	return k
}

// marks are those of a build id of Go, of which one is near the beginning of a program:
// another program has another id.
var marks = [][]byte{[]byte("Go build ID: \""), []byte("\x04\x00\x00\x00Go\x00\x00")}

// program identifies the program that runs: by its build id, or else by all its bytes.
var program = sync.OnceValues(func() (id Key, err error) {
	name, err := os.Executable()
	if err != nil {
		return id, err
	}
	f, err := os.Open(name)
	if err != nil {
		return id, err
	}
	defer f.Close()
	s := NewSum("program")
	if info, ok := debug.ReadBuildInfo(); ok {
		s.Text(info.String())
	}
	start := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, start)
	s.Bytes(start[:n])
	if !hasBuildID(start[:n]) {
		_, err = io.Copy(s.w, f)
	}
	return s.Key(), err
})

func hasBuildID(start []byte) bool {
	for _, mark := range marks {
		if i := bytes.Index(start, mark); i >= 0 && i+len(mark)+16 < len(start) {
			return true
		}
	}
	return false
}
