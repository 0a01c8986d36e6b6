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

// Name is the folder of the built site in its tree.
const Name = "public"

// marker is the file that says that the folder is a build's. It is kept in git,
// and says there that nothing else is.
const (
	marker     = ".gitignore"
	markerText = "*\n!.gitignore\n"
)

// lockName is a file that is open in the folder, on systems that cannot lock the
// folder itself, while a build has it.
const lockName = temporary + "lock"

// patience is how long a build waits for another one of the same tree.
const patience = 10 * time.Second

// A Folder is public/ while one build has it to itself.
type Folder struct {
	dir    string   // as faults name it
	tree   *os.Root // the folder that holds it
	unlock func()
}

// Open takes public/ of the tree at root for a build, and touches nothing. A link
// in its place is a fault, and so is a folder that no build has made: it holds
// something and not the marker. While another process has the folder, Open waits,
// and after some seconds gives up. Close lets it go, and so does the end of the
// process, however that is brought about.
func Open(ctx context.Context, root string) (*Folder, []source.Fault) {
	f := &Folder{dir: filepath.Join(root, Name), unlock: func() {}}
	err := f.open(ctx, root)
	if err != nil {
		f.Close()
		return nil, []source.Fault{fault(f.dir, err)}
	}
	return f, nil
}

func (f *Folder) open(ctx context.Context, root string) (err error) {
	if f.tree, err = os.OpenRoot(root); err != nil {
		return &failure{err: err}
	}
	info, err := f.tree.Lstat(Name)
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
	unlock, err := lock(ctx, root)
	if err != nil {
		return &failure{err: err}
	}
	f.unlock = unlock
	return f.check()
}

// check sees that a build made the folder: it has the marker, or it is not there,
// or empty but for what a killed build has left.
func (f *Folder) check() error {
	folder, err := f.tree.OpenRoot(Name)
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

// marks says that a .gitignore leaves out all but itself.
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

// Close lets the folder go.
func (f *Folder) Close() {
	f.unlock()
	if f.tree != nil {
		f.tree.Close()
	}
}

// retry calls take every few milliseconds until it has the lock or fails.
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
