package note

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"time"

	"wirebook/generator/cache"
	"wirebook/generator/memo"
	"wirebook/generator/source"
)

// A Memory keeps what its Read has read, for the next one of the same folder. A file that
// is as it was is not read again, and its note is the same *Note. The zero Memory keeps
// nothing.
type Memory struct {
	files    *memo.Table[string, kept]
	config   *memo.Table[string, keptConfig]
	choosers *memo.Table[string, keptChooser]
	disk     *cache.Cache

	Progress *source.Progress // is told of the files that are read; may be nil
}

// NewMemory is a memory in which nothing is yet.
func NewMemory() Memory {
	return Memory{files: &memo.Table[string, kept]{}, config: &memo.Table[string, keptConfig]{}, choosers: &memo.Table[string, keptChooser]{}}
}

func (m Memory) turn() {
	m.files.Turn()
	m.config.Turn()
	m.choosers.Turn()
}

// kept is what a file turned out to be.
type kept struct {
	info fs.FileInfo
	read time.Time
	disk []byte

	refused memo.Hash // of the phrases that were looked for
	entry
}

// settled is how long a file must have been left alone before it was read for its time to
// tell it from a later one: file systems count time in steps.
const settled = 100 * time.Millisecond

// is reports whether the file is still the one that was read, as its place, size and time show.
func (k *kept) is(info fs.FileInfo) bool {
	return os.SameFile(k.info, info) && k.info.Size() == info.Size() && k.info.ModTime().Equal(info.ModTime()) &&
		k.read.Sub(info.ModTime()) > settled
}

// entry reads a file of content/, or knows it.
func (m Memory) entry(fsys fs.FS, f found, refused phrases) entry {
	return m.files.Get(f.name, func(was *kept) kept {
		same := was != nil && was.info != nil && was.refused == refused.hash
		if same && f.err == nil && was.is(f.info) {
			return *was
		}
		k := kept{info: f.info, read: f.asked, refused: refused.hash}
		var unread []source.Fault
		if k.disk, unread = readFile(fsys, f.name, f.info, f.err); len(unread) > 0 {
			return kept{entry: entry{faults: unread}}
		}
		if same && bytes.Equal(was.disk, k.disk) {
			k.disk, k.entry = was.disk, was.entry
		} else {
			k.entry = m.readEntry(f.name, k.disk, refused)
		}
		return k
	}).entry
}

// keptConfig is what site.yaml says.
type keptConfig struct {
	file   *source.File
	config Config
	faults []source.Fault
}

func (m Memory) parseConfig(file *source.File) (Config, []source.Fault) {
	k := m.config.Get(ConfigName, func(was *keptConfig) (k keptConfig) {
		if was != nil && was.file == file {
			return *was
		}
		k.file = file
		k.config, k.faults = parseConfig(file)
		return k
	})
	return k.config, k.faults
}

// keptChooser is a note with its chooser.
type keptChooser struct {
	without *Note
	data    []byte
	note    *Note
	faults  []source.Fault
}

// chooser gives a note the chooser that its front matter names. The note itself stays as
// it is: the one with the chooser is another.
func (m Memory) chooser(t *Tree, n *Note, refused phrases) (*Note, []source.Fault) {
	var data []byte // nil if there is no such file
	if i := slices.IndexFunc(t.Copies, func(c Copy) bool { return c.Path == n.chooserPath() }); i >= 0 {
		data = append([]byte{}, t.Copies[i].Data...)
	}
	k := m.choosers.Get(n.Path, func(was *keptChooser) keptChooser {
		if was != nil && was.without == n && (was.data == nil) == (data == nil) && bytes.Equal(was.data, data) {
			return *was
		}
		with := *n
		return keptChooser{n, data, &with, with.readChooser(data, refused)}
	})
	return k.note, k.faults
}
