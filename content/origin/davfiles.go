package origin

import (
	"cmp"
	"context"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/webdav"
)

// files are the files of the reading room, in memory. They differ from webdav.NewMemFS
// in two ways: they use the times of the library's clock, and a folder always lists its
// members in the order of their names.
type files struct {
	webdav.FileSystem
	clock *clock

	mu      sync.Mutex
	changed map[string]time.Time // by path
}

func newFiles(c *clock) *files {
	return &files{FileSystem: webdav.NewMemFS(), clock: c, changed: map[string]time.Time{}}
}

// put writes a whole file.
func (fs *files) put(name, content string) {
	f, err := fs.OpenFile(context.Background(), name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		panic(err) // only used for the first files of a room
	}
	f.Write([]byte(content))
	f.Close()
}

// size returns the number of bytes in a file, or in the files of a folder; 0 if there is
// neither.
func (fs *files) size(name string) (n int64) {
	f, err := fs.OpenFile(context.Background(), name, os.O_RDONLY, 0)
	if err != nil {
		return 0
	}
	defer f.Close()
	switch fi, err := f.Stat(); {
	case err != nil:
		return 0
	case !fi.IsDir():
		return fi.Size()
	}
	members, _ := f.Readdir(0)
	for _, m := range members {
		n += fs.size(path.Join(name, m.Name()))
	}
	return n
}

// Mkdir makes a folder.
func (fs *files) Mkdir(ctx context.Context, name string, perm os.FileMode) error {
	err := fs.FileSystem.Mkdir(ctx, name, perm)
	if err == nil {
		fs.touch(name)
	}
	return err
}

// OpenFile opens a file or a folder.
func (fs *files) OpenFile(ctx context.Context, name string, flag int, perm os.FileMode) (webdav.File, error) {
	f, err := fs.FileSystem.OpenFile(ctx, name, flag, perm)
	if err != nil {
		return nil, err
	}
	if flag&(os.O_CREATE|os.O_TRUNC) != 0 {
		fs.touch(name)
	}
	return &file{f, f.(webdav.DeadPropsHolder), fs, name}, nil // NewMemFS keeps properties
}

// Stat describes a file or a folder.
func (fs *files) Stat(ctx context.Context, name string) (os.FileInfo, error) {
	fi, err := fs.FileSystem.Stat(ctx, name)
	if err != nil {
		return nil, err
	}
	return fs.dated(fi, name), nil
}

// Rename moves a file or a folder. The times of it and of its members stay the same.
func (fs *files) Rename(ctx context.Context, from, to string) error {
	if err := fs.FileSystem.Rename(ctx, from, to); err != nil {
		return err
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	from, to = path.Clean(from), path.Clean(to)
	for name, t := range fs.changed {
		if rest, inside := strings.CutPrefix(name, from); inside && (rest == "" || rest[0] == '/') {
			delete(fs.changed, name)
			fs.changed[to+rest] = t
		}
	}
	return nil
}

func (fs *files) touch(name string) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	fs.changed[path.Clean(name)] = fs.clock.now()
}

func (fs *files) dated(fi os.FileInfo, name string) os.FileInfo {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	return dated{fi, fs.changed[path.Clean(name)]}
}

// dated is the information about a file, with the time of the library's clock.
type dated struct {
	os.FileInfo
	changed time.Time
}

func (d dated) ModTime() time.Time { return d.changed }

// A file is an open file or folder of the reading room, with the properties that clients
// have defined for it (RFC 4918 section 4).
type file struct {
	webdav.File
	webdav.DeadPropsHolder
	fs   *files
	name string
}

// Stat describes the file.
func (f *file) Stat() (os.FileInfo, error) {
	fi, err := f.File.Stat()
	if err != nil {
		return nil, err
	}
	return f.fs.dated(fi, f.name), nil
}

// Readdir returns the next members of a folder, in the order of their names.
func (f *file) Readdir(count int) ([]os.FileInfo, error) {
	members, err := f.File.Readdir(count)
	for i, m := range members {
		members[i] = f.fs.dated(m, path.Join(f.name, m.Name()))
	}
	slices.SortFunc(members, func(a, b os.FileInfo) int { return cmp.Compare(a.Name(), b.Name()) })
	return members, err
}
