package trial

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"wirebook/generator/cache"
)

// keyOf is a hash of all Go code that the program may be compiled of, with the origin in the
// folder code, and of the version of Go.
func keyOf(root, code string, origin bool) (string, error) {
	hash := sha256.New()
	fmt.Fprintln(hash, runtime.Version(), code, origin)
	files := []string{"go.mod", "go.sum"}
	for _, folder := range []string{"generator", code} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "testdata":
				return fs.SkipDir
			case d.Type().IsRegular() && !strings.HasSuffix(file, "_test.go"):
				name, err := filepath.Rel(root, file)
				files = append(files, name)
				return err
			}
			return nil
		})
		if err != nil && !os.IsNotExist(err) {
			return "", err
		}
	}
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil && !os.IsNotExist(err) {
			return "", err
		}
		fmt.Fprintf(hash, "%s %d\n", filepath.ToSlash(name), len(data))
		hash.Write(data)
	}
	return hex.EncodeToString(hash.Sum(nil)[:16]), nil
}

// Each program is a folder of the user's cache.
const wasmFile, execFile = "program.gz", "wasm_exec.js"

// cached returns the program of a key, or nil.
func cached(folder, key string) *Program {
	if folder == "" {
		return nil
	}
	dir := filepath.Join(cache.Programs(folder), key)
	wasm, err := os.ReadFile(filepath.Join(dir, wasmFile))
	if err != nil {
		return nil
	}
	exec, err := os.ReadFile(filepath.Join(dir, execFile))
	if err != nil {
		return nil
	}
	return &Program{Wasm: wasm, Exec: exec}
}

// keep puts a program into the cache, and removes the oldest of more than a few. Without
// a cache each build compiles.
func keep(folder, key string, p *Program) {
	parent := cache.Programs(folder)
	dir := filepath.Join(parent, key)
	if folder == "" || os.MkdirAll(parent, 0o755) != nil {
		return
	}
	scratch, err := os.MkdirTemp(parent, ".new-")
	if err != nil {
		return
	}
	defer os.RemoveAll(scratch)
	if os.WriteFile(filepath.Join(scratch, wasmFile), p.Wasm, 0o644) != nil || os.WriteFile(filepath.Join(scratch, execFile), p.Exec, 0o644) != nil {
		return
	}
	if os.Rename(scratch, dir) == nil {
		prune(parent)
	}
}

// mostKept is how many programs the cache holds.
const mostKept = 8

// prune removes the oldest programs of the cache.
func prune(parent string) {
	for {
		entries, err := os.ReadDir(parent)
		if err != nil || len(entries) <= mostKept {
			return
		}
		oldest := ""
		var at int64
		for _, e := range entries {
			if info, err := e.Info(); err == nil && (oldest == "" || info.ModTime().UnixNano() < at) {
				oldest, at = e.Name(), info.ModTime().UnixNano()
			}
		}
		if oldest == "" || os.RemoveAll(filepath.Join(parent, oldest)) != nil {
			return
		}
	}
}
