// Package memo keeps what the stages of a build made, for the next build of the same
// tree. A stage asks its Table for a result; where what the result was made from is
// still the same, it gets the one that it made before.
//
//	var lengths memo.Table[string, length]
//	lengths.Turn() // a build begins
//	l := lengths.Get(name, func(was *length) length {
//		if was != nil && was.of == text {
//			return *was
//		}
//		return measure(text)
//	})
//
// Each result holds its own input: a table does not know what a result depends on. What
// a result took from elsewhere while it was made is in its Asked: questions and answers.
package memo

import (
	"encoding/binary"
	"hash/maphash"
	"sync"
)

// A Table keeps results by name. A nil Table keeps nothing. Goroutines may use it
// concurrently, each for names of its own.
type Table[K comparable, V any] struct {
	mu        sync.Mutex
	last, now map[K]V
}

// Turn begins a build: a result that the build before did not ask for is forgotten.
func (t *Table[K, V]) Turn() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last, t.now = t.now, make(map[K]V, len(t.now))
}

// Get returns what make makes, and keeps it. Make is given what is kept under the name,
// or nil; it returns that where it still holds.
func (t *Table[K, V]) Get(name K, make func(was *V) V) V {
	if t == nil {
		return make(nil)
	}
	t.mu.Lock()
	v, ok := t.now[name]
	if !ok {
		v, ok = t.last[name]
	}
	t.mu.Unlock()
	if ok {
		v = make(&v)
	} else {
		v = make(nil)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now == nil {
		t.now = map[K]V{}
	}
	t.now[name] = v
	return v
}

// Update replaces what is kept under a name by what with makes of it, if anything is.
func (t *Table[K, V]) Update(name K, with func(V) V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v, ok := t.now[name]; ok {
		t.now[name] = with(v)
	}
}

// An Asked is the questions that were asked while a result was made, with their
// answers, which are comparable. The result holds as long as they are answered alike.
type Asked[Q comparable] map[Q]any

// Hold says that answer gives the same answers.
func (a Asked[Q]) Hold(answer func(Q) any) bool {
	for q, was := range a {
		if answer(q) != was {
			return false
		}
	}
	return true
}

// A Hash is of an input, in this process only.
type Hash uint64

// A Sum makes a Hash of texts and numbers. Texts are told apart by their lengths.
type Sum struct{ h maphash.Hash }

var seed = maphash.MakeSeed()

// NewSum returns a Sum of nothing.
func NewSum() *Sum {
	s := &Sum{}
	s.h.SetSeed(seed)
	return s
}

// Text adds texts.
func (s *Sum) Text(texts ...string) {
	for _, t := range texts {
		s.Number(len(t))
		s.h.WriteString(t)
	}
}

// Bytes adds a text.
func (s *Sum) Bytes(b []byte) {
	s.Number(len(b))
	s.h.Write(b)
}

// Number adds a number.
func (s *Sum) Number(n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	s.h.Write(b[:])
}

// Hash returns the hash of what was added.
func (s *Sum) Hash() Hash { return Hash(s.h.Sum64()) }
