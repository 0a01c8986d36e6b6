package public

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync"
	"sync/atomic"

	"wirebook/generator/site"
)

// staged is a file that is whole under its temporary name.
type staged struct {
	folder, temp, name string
	asset              bool
}

// batch is how many files of one folder a worker takes at a time: the folder is
// opened once for all of them.
const batch = 64

// stage writes each file whose bytes are not in the folder yet beside its place.
func (t *tree) stage(files []site.File, found map[string]fs.FileMode, changed *atomic.Int64) error {
	byFolder := map[string][]int{}
	for i, f := range files {
		folder := path.Dir(f.Path)
		byFolder[folder] = append(byFolder[folder], i)
	}
	return inBatches(byFolder, func(folder string, indices []int) error {
		dir, err := t.root.OpenRoot(folder)
		if err != nil {
			return &failure{path: folder, err: err}
		}
		defer dir.Close()
		var buffer []byte
		for _, i := range indices {
			f := files[i]
			name := path.Base(f.Path)
			if kind, there := found[f.Path]; there && kind.IsRegular() && holds(dir, name, f.Data, &buffer) {
				continue
			}
			s := staged{folder: folder, name: name, asset: f.Asset, temp: temporary + t.token + "-" + strconv.Itoa(i)}
			t.mu.Lock()
			t.staged = append(t.staged, s) // before it is there, so that undo finds half of it too
			t.mu.Unlock()
			if err := create(dir, s.temp, f.Data); err != nil {
				return &failure{path: f.Path, err: err}
			}
			changed.Add(1)
		}
		return nil
	})
}

// holds says whether the file has exactly these bytes. A file that cannot be
// read does not: it is replaced.
func holds(dir *os.Root, name string, data []byte, buffer *[]byte) bool {
	f, err := dir.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != int64(len(data)) {
		return false
	}
	if len(*buffer) < len(data) {
		*buffer = make([]byte, len(data)+len(data)/2)
	}
	n, err := io.ReadFull(f, (*buffer)[:len(data)])
	return err == nil && bytes.Equal((*buffer)[:n], data)
}

func create(dir *os.Root, name string, data []byte) error {
	f, err := dir.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// place renames the staged assets, or else the staged pages, into their places.
func (t *tree) place(assets bool) error {
	byFolder := map[string][]staged{}
	for _, s := range t.staged {
		if s.asset == assets {
			byFolder[s.folder] = append(byFolder[s.folder], s)
		}
	}
	return inBatches(byFolder, func(folder string, list []staged) error {
		dir, err := t.root.OpenRoot(folder)
		if err != nil {
			return &failure{path: folder, err: err, placed: true}
		}
		defer dir.Close()
		for _, s := range list {
			if err := dir.Rename(s.temp, s.name); err != nil {
				return &failure{path: path.Join(folder, s.name), err: err, placed: true}
			}
		}
		return nil
	})
}

// inBatches calls do for the items of each folder, a batch at a time and several
// at once. It returns the first error, after which no new batch begins.
func inBatches[T any](byFolder map[string][]T, do func(folder string, items []T) error) error {
	type task struct {
		folder string
		items  []T
	}
	var tasks []task
	for folder, items := range byFolder {
		for len(items) > 0 {
			n := min(batch, len(items))
			tasks = append(tasks, task{folder, items[:n]})
			items = items[n:]
		}
	}
	var next atomic.Int64
	var once sync.Once
	var first error
	var failed atomic.Bool
	var group sync.WaitGroup
	for range min(workers(), len(tasks)) {
		group.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(tasks) {
					return
				}
				if err := do(tasks[i].folder, tasks[i].items); err != nil {
					once.Do(func() { first = err })
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	return first
}
