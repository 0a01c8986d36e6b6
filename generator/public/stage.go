package public

import (
	"bytes"
	"context"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"wirebook/generator/site"
)

// staged is a file that is complete under its temporary name.
type staged struct {
	folder, temp, name string
	asset, fresh       bool // fresh: nothing was there before
}

// batch is how many files of one folder a worker takes at a time, so that it opens the
// folder once for all of them.
const batch = 64

// stage writes each file whose bytes are not yet in the folder to a temporary file
// beside its place. It fails if something that no build wrote is in that place, unless
// t.clean.
func (t *tree) stage(ctx context.Context, files []site.File, changed *atomic.Int64) error {
	byFolder := map[string][]int{}
	for i, f := range files {
		folder := path.Dir(f.Path)
		byFolder[folder] = append(byFolder[folder], i)
	}
	t.staged = make([]staged, len(files))
	err := inBatches(byFolder, func(folder string, indices []int) error {
		dir, err := t.root.OpenRoot(folder)
		if err != nil {
			return &failure{path: folder, err: err}
		}
		defer dir.Close()
		var buffer []byte
		for _, i := range indices {
			if ctx.Err() != nil {
				return &failure{err: context.Cause(ctx)}
			}
			f := files[i]
			name := path.Base(f.Path)
			kind, there := t.found[f.Path]
			if there && kind.IsRegular() && holds(dir, name, f.Data, &buffer) {
				continue
			}
			if there && !t.before.has[f.Path] && !t.clean {
				t.mu.Lock()
				t.inWay = append(t.inWay, f.Path)
				t.mu.Unlock()
				continue
			}
			s := staged{folder: folder, name: name, asset: f.Asset, fresh: !there, temp: temporary + t.token + "-" + strconv.Itoa(i)}
			t.staged[i] = s // before it is written, so that undo also finds a part of it
			if err := create(dir, s.temp, f.Data); err != nil {
				return &failure{path: f.Path, err: err}
			}
			changed.Add(1)
		}
		return nil
	})
	t.staged = slices.DeleteFunc(t.staged, func(s staged) bool { return s.temp == "" })
	if err == nil && len(t.inWay) > 0 {
		slices.Sort(t.inWay)
		return &failure{path: t.inWay[0], err: inWay(len(t.inWay) - 1)}
	}
	return err
}

// holds reports whether the file has exactly these bytes. A file that cannot be read
// does not, and is replaced.
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

// place moves the staged files into place, in an order in which a page is never there
// before what it needs: new assets, new pages, then changed files. The list names them
// before that.
func (t *tree) place() error {
	if slices.ContainsFunc(t.now.paths, func(p string) bool { return !t.before.has[p] }) {
		if err := t.putList(t.before.with(t.now)); err != nil {
			return err
		}
	}
	for _, turn := range []staged{{asset: true, fresh: true}, {fresh: true}, {asset: true}, {}} {
		for _, s := range t.staged {
			if s.asset != turn.asset || s.fresh != turn.fresh {
				continue
			}
			name := path.Join(s.folder, s.name)
			if err := t.root.Rename(path.Join(s.folder, s.temp), name); err != nil {
				return &failure{path: name, err: err, placed: t.placed}
			}
			t.placed = true
		}
	}
	return nil
}

// inBatches calls do for the items of each folder, a batch at a time and several at
// once. It returns the first error, after which no new batch starts.
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
