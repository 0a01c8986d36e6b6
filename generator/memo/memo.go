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
// a result took from elsewhere while it was made is in its Asked: questions, whose answers
// all results share.
package memo

import (
	"encoding/binary"
	"hash/maphash"
	"maps"
	"sync"
)

// A Table keeps results by name. A nil Table keeps nothing. Goroutines may use it
// concurrently, each for names of its own.
type Table[K comparable, V any] struct {
	mu    sync.Mutex
	turn  int
	kept  map[K]*result[V]
	asked int // how many of them this build asked for
}

// A result is what is kept under a name.
type result[V any] struct {
	turn  int // of the last build that asked for it
	value V
}

// Turn begins a build: a result that the build before did not ask for is forgotten.
func (t *Table[K, V]) Turn() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asked < len(t.kept) {
		maps.DeleteFunc(t.kept, func(_ K, r *result[V]) bool { return r.turn < t.turn })
	}
	t.turn++
	t.asked = 0
}

// Get returns what make makes, and keeps it. Make is given what is kept under the name,
// or nil; it returns that where it still holds.
func (t *Table[K, V]) Get(name K, make func(was *V) V) V {
	if t == nil {
		return make(nil)
	}
	r, known := t.result(name)
	if known {
		r.value = make(&r.value)
	} else {
		r.value = make(nil)
	}
	return r.value
}

// result returns what is kept under a name, or where to keep it.
func (t *Table[K, V]) result(name K) (r *result[V], known bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if r, known = t.kept[name]; !known {
		if r = (&result[V]{turn: -1}); t.kept == nil {
			t.kept = map[K]*result[V]{}
		}
		t.kept[name] = r
	}
	if r.turn != t.turn {
		r.turn = t.turn
		t.asked++
	}
	return r, known
}

// Update replaces what this build keeps under a name by what with makes of it, if it keeps
// anything.
func (t *Table[K, V]) Update(name K, with func(V) V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if r, ok := t.kept[name]; ok && r.turn == t.turn {
		r.value = with(r.value)
	}
}

// A Hash is of an input, in this process only.
type Hash uint64

// With returns the hash of what h is of, followed by what other is of.
func (h Hash) With(other Hash) Hash {
	h = (h ^ other) * 0x9e3779b97f4a7c15 // odd, so that no two products are the same
	return h ^ h>>32
}

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
