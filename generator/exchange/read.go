package exchange

import (
	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// Read reads the notation of the notes of a tree.
func Read(t *note.Tree) (*Scripts, []source.Fault) { return Memory{}.Read(t) }

// A Memory keeps what its Read has read of each note, as long as it is the same *Note.
// The zero Memory keeps nothing.
type Memory struct {
	scripts *memo.Table[string, *Script] // by the path of the note
}

// NewMemory is a memory in which nothing is yet.
func NewMemory() Memory { return Memory{&memo.Table[string, *Script]{}} }

// Read is the function Read, but for what the memory knows.
func (m Memory) Read(t *note.Tree) (*Scripts, []source.Fault) {
	m.scripts.Turn()
	out := &Scripts{Tree: t, Notes: make([]*Script, len(t.Notes))}
	source.Each(len(t.Notes), func(i int) {
		n := t.Notes[i]
		out.Notes[i] = m.scripts.Get(n.Path, func(was **Script) *Script {
			if was != nil && (*was).Note == n {
				return *was
			}
			return ReadNote(n)
		})
	})
	var faults []source.Fault
	for _, s := range out.Notes {
		faults = append(faults, s.Faults...)
	}
	return out, append(faults, out.passive()...)
}

// ReadNote reads the notation of a note: its fences become exchanges and
// conversations.
func ReadNote(n *note.Note) *Script {
	p := &pairing{Script: Script{Note: n}, named: map[string]*Conversation{}}
	for _, i := range itemsOf(n) {
		if i.fence == nil {
			p.endSection()
			continue
		}
		p.fence(i.fence)
	}
	p.endSection()
	p.finish()
	p.tell()
	return &p.Script
}
