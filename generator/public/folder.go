package public

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirebook/generator/source"
)

// Name is the name of the folder of the built site, unless another is named.
const Name = "public"

// marker is the file that says that a build made the folder. It is kept in git, and
// keeps the rest of the folder out of git.
const (
	marker     = ".gitignore"
	markerText = "*\n!.gitignore\n"
)

// lockName is a file that a build keeps open in the folder on systems that cannot lock
// the tree's folder itself.
const lockName = temporary + "lock"

// patience is how long a build waits for another build of the same tree.
const patience = 10 * time.Second

// A Folder is public/ while one build has it to itself.
type Folder struct {
	root   string   // the folder of the tree that is built
	dir    string   // its name in faults
	name   string   // in tree
	tree   *os.Root // the folder that contains it
	unlock func()

	// Before is the state in which an earlier build left the folder; nil if that is not
	// known. Write need not look at each file as long as the folder is in it.
	Before *State

	written *tree // by the last Write

	Progress *source.Progress // is told of the files that are written; may be nil
}

// Open reserves the folder dir for a build of the tree at root, and changes nothing in it.
// It is a fault if dir is a link, or a folder that no build made: not empty and without the
// marker. While another process builds the tree, Open waits, and gives up after ten seconds.
// Close releases the folder, and so does the end of the process, in whatever way it ends.
func Open(ctx context.Context, root, dir string) (*Folder, []source.Fault) {
	f := &Folder{root: root, dir: dir, name: filepath.Base(dir), unlock: func() {}}
	err := f.open(ctx)
	if err != nil {
		f.Close()
		return nil, []source.Fault{fault(f.dir, err)}
	}
	return f, nil
}

func (f *Folder) open(ctx context.Context) (err error) {
	if f.tree, err = os.OpenRoot(filepath.Dir(f.dir)); err != nil {
		return &failure{err: err}
	}
	info, err := f.tree.Lstat(f.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return &failure{err: err}
	case info.Mode()&fs.ModeSymlink != 0:
		return &failure{err: errPublicLink}
	case !info.IsDir():
		return &failure{err: errFile}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errBusy)
	defer cancel()
	unlock, err := f.lock(ctx)
	if err != nil {
		return &failure{err: err}
	}
	f.unlock = unlock
	return f.check()
}

// check returns a failure unless a build made the folder: the folder has the marker,
// does not exist, or is empty except for what a killed build left.
func (f *Folder) check() error {
	folder, err := f.tree.OpenRoot(f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &failure{err: err}
	}
	defer folder.Close()
	entries, err := fs.ReadDir(folder.FS(), ".")
	if err != nil {
		return &failure{err: err}
	}
	empty := true
	for _, e := range entries {
		if e.Name() == marker && e.Type().IsRegular() {
			text, err := folder.ReadFile(marker)
			if err == nil && marks(text) {
				return nil
			}
		}
		empty = empty && strings.HasPrefix(e.Name(), temporary)
	}
	if !empty {
		return &failure{err: errNotOurs}
	}
	return nil
}

// marks reports whether a .gitignore ignores everything but itself.
func marks(text []byte) bool {
	var all, itself bool
	for line := range bytes.Lines(text) {
		switch string(bytes.TrimSpace(line)) {
		case "*":
			all = true
		case "!" + marker:
			itself = true
		}
	}
	return all && itself
}

// Close releases the folder.
func (f *Folder) Close() {
	f.unlock()
	if f.tree != nil {
		f.tree.Close()
	}
}

// retry calls take every 20 milliseconds until it succeeds or fails, or ctx ends.
func retry(ctx context.Context, take func() (taken bool, err error)) error {
	for {
		if taken, err := take(); taken || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
