package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

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
			withholds := Withholds(t.Config, n)
			if was != nil && (*was).Note == n && (len((*was).Tasks) == 0 || (*was).Tasks[0].Withheld == withholds) {
				return *was
			}
			s := ReadNote(n)
			if withholds {
				s.withhold()
			}
			return s
		})
	})
	var faults []source.Fault
	for _, s := range out.Notes {
		faults = append(faults, s.Faults...)
	}
	return out, slices.Concat(faults, out.passive(), exposed(t))
}

// ReadNote reads the notation of a note: its fences become exchanges and
// conversations.
func ReadNote(n *note.Note) *Script {
	p := &pairing{Script: Script{Note: n, Published: n}, named: map[string]*Conversation{}}
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
	p.identify()
	return &p.Script
}

// TaskPrefix begins the ids of tasks, by which scripts tell them from questions.
const TaskPrefix = "_t"

// identify gives the tasks their ids. Each is a hash of what is asked, whatever the
// solution: a task that moves keeps its id, and a changed task gets a new one. The text is
// part of it, because tasks of several notes may begin with the same message.
func (s *Script) identify() {
	asked := map[string]int{} // by id without a number: how often
	for _, t := range s.Tasks {
		text := string(t.Kind) + "\n" + s.Asked(t) + "\n" + s.Text(t.Begin)
		if t.Sent() && t.Goal != nil {
			text += "\n" + s.Text(t.Goal)
		}
		sum := sha256.Sum256([]byte(text))
		t.ID = TaskPrefix + hex.EncodeToString(sum[:4])
		if asked[t.ID]++; asked[t.ID] > 1 {
			t.ID += "-" + strconv.Itoa(asked[t.ID])
		}
	}
}
