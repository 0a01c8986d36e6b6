package cache

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// partial begins the names of files that are not whole yet.
const partial = "partial-"

// replace writes a file beside its place, and then renames it.
func replace(name string, data []byte) error {
	folder := filepath.Dir(name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, partial)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// touch says that a file was used. It does not matter if it cannot.
func touch(name string) {
	now := time.Now()
	os.Chtimes(name, now, now)
}

// old is how long a tree may go without a build before its cache is removed.
const old = 30 * 24 * time.Hour

// prune removes what builds left that were killed, and the caches of trees: those that
// were not built for long, and from the oldest on until all together have at most so many
// bytes.
func prune(folder string, most int64) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	var size int64
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
			size += info.Size()
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, f := range files {
		age := time.Since(f.ModTime())
		if size > most || age > old || strings.HasPrefix(f.Name(), partial) && age > time.Hour {
			if os.Remove(filepath.Join(folder, f.Name())) == nil {
				size -= f.Size()
			}
		}
	}
}
