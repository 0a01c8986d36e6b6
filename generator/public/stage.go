package public

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// staged is a file that is complete under its temporary name.
type staged struct {
	folder, temp, name string
	asset, fresh       bool // fresh: nothing was there before
}

// batch is how many files of one folder a worker takes at a time, so that it opens the
// folder once for all of them.
const batch = 64

// stage makes each file, and writes it to a temporary file beside its place unless its
// bytes are already in the folder. It fails if something that no build wrote is in that
// place, unless t.clean. After a file that cannot be made it makes the others all the
// same, so that one run shows all faults.
func (t *tree) stage(ctx context.Context, files *site.Files) error {
	early, last := map[string][]int{}, map[string][]int{}
	for i, f := range files.List {
		turn := early
		if f.Last {
			turn = last
		}
		folder := path.Dir(f.Path)
		turn[folder] = append(turn[folder], i)
	}
	t.staged = make([]staged, len(files.List))
	t.told.Begin("files written", len(files.List))
	var failed atomic.Bool
	var err error
	for _, turn := range []map[string][]int{early, last} {
		if err != nil || failed.Load() {
			break
		}
		err = inBatches(turn, func(folder string, indices []int) error {
			dir, err := t.root.OpenRoot(folder)
			if err != nil {
				return &failure{path: folder, err: err}
			}
			defer dir.Close()
			w := &worker{tree: t, dir: dir, folder: folder}
			for _, i := range indices {
				t.told.Step(1)
				if f := files.List[i]; f.Kept || w.isKnown(&files.List[i]) {
					if f.Kept {
						t.size.Add(f.Size)
					}
					if !w.mayStay(files, f.Path) {
						failed.Store(true)
					}
					continue
				}
				data, err := w.bytes(ctx, files, i)
				if ctx.Err() != nil {
					return &failure{err: context.Cause(ctx)}
				}
				if err != nil || files.Inspect != nil && !files.Inspect(files.List[i].Path, data) || failed.Load() {
					failed.Store(true)
					continue
				}
				if err := w.stage(files.List[i], i, data); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err == nil && files.Inspect != nil && !t.clean {
		for _, name := range t.foreign {
			if data, err := fs.ReadFile(t.root.FS(), name); err == nil && !files.Inspect(name, data) {
				failed.Store(true)
			}
		}
	}
	t.staged = slices.DeleteFunc(t.staged, func(s staged) bool { return s.temp == "" })
	switch {
	case err != nil:
		return err
	case failed.Load():
		return errNotMade
	case len(t.inWay) > 0:
		slices.Sort(t.inWay)
		return &failure{path: t.inWay[0], err: inWay(len(t.inWay) - 1)}
	}
	return nil
}

// errNotMade is the error of a site with files that could not be made.
var errNotMade = errors.New("not all files of the site could be made")

// A worker stages files of one folder.
type worker struct {
	*tree
	dir     *os.Root
	folder  string
	made    bytes.Buffer
	compare []byte
}

// bytes makes a file. It does not wait for the end of that after ctx ended: the worker
// must not be used again then.
func (w *worker) bytes(ctx context.Context, files *site.Files, i int) ([]byte, error) {
	if files.List[i].Make == nil {
		return files.Bytes(i, nil)
	}
	var data []byte
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		data, err = files.Bytes(i, &w.made)
	}()
	select {
	case <-done:
		return data, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// isKnown says that a file with the known bytes is in its place, as a build wrote it.
func (w *worker) isKnown(f *site.File) bool {
	if f.Known == nil || !w.found[f.Path].IsRegular() || !w.before.has[f.Path] {
		return false
	}
	data, err := read(w.dir, path.Base(f.Path), &w.compare)
	if err != nil || sha256.Sum256(data) != *f.Known {
		return false
	}
	f.Sum, f.Size = *f.Known, int64(len(data))
	w.size.Add(f.Size)
	return true
}

// mayStay has a file inspected that is in the folder.
func (w *worker) mayStay(files *site.Files, name string) bool {
	if files.Inspect == nil {
		return true
	}
	data, err := read(w.dir, path.Base(name), &w.compare)
	return err == nil && files.Inspect(name, data)
}

// read reads a file into a buffer, which it makes larger if necessary.
func read(dir *os.Root, name string, buffer *[]byte) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := int(info.Size())
	if len(*buffer) < size {
		*buffer = make([]byte, size+size/2)
	}
	n, err := io.ReadFull(f, (*buffer)[:size])
	return (*buffer)[:n], err
}

// stage writes one file, unless it is there.
func (w *worker) stage(f site.File, i int, data []byte) error {
	w.size.Add(int64(len(data)))
	name := path.Base(f.Path)
	kind, there := w.found[f.Path]
	if there && kind.IsRegular() && holds(w.dir, name, data, &w.compare) {
		return nil
	}
	if there && !w.before.has[f.Path] && !w.clean {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.inWay = append(w.inWay, f.Path)
		return nil
	}
	s := staged{folder: w.folder, name: name, asset: f.Asset, fresh: !there, temp: temporary + w.token + "-" + strconv.Itoa(i)}
	w.staged[i] = s // before it is written, so that undo also finds a part of it
	if err := create(w.dir, s.temp, data); err != nil {
		return &failure{path: f.Path, err: err}
	}
	w.changed.Add(1)
	return nil
}

// holds reports whether the file has exactly these bytes. A file that cannot be read
// does not, and is replaced.
func holds(dir *os.Root, name string, data []byte, buffer *[]byte) bool {
	info, err := dir.Stat(name)
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	there, err := read(dir, name, buffer)
	return err == nil && bytes.Equal(there, data)
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
	if !t.same && slices.ContainsFunc(t.now.paths, func(p string) bool { return !t.before.has[p] }) {
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
	var once sync.Once
	var first error
	var failed atomic.Bool
	source.Each(len(tasks), func(i int) {
		if failed.Load() {
			return
		}
		if err := do(tasks[i].folder, tasks[i].items); err != nil {
			once.Do(func() { first = err })
			failed.Store(true)
		}
	})
	return first
}
