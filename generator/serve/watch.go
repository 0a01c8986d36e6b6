package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"wirebook/generator/source"
)

// Editors write a file in several steps. A change is reported when nothing more has
// happened for quiet, but no later than after patience.
const (
	quiet    = 50 * time.Millisecond
	patience = 500 * time.Millisecond
)

// A Change says that files of the tree have changed.
type Change struct {
	Code  bool      // Go code changed: the program must be rebuilt
	Began time.Time // when the first of them changed
	Files []string  // by their paths from the root, in order; not complete if events were lost
}

// A Watcher turns file system events into changes.
type Watcher struct {
	Changes <-chan Change

	root    string
	module  bool // the tree is a Go module, so its code can be compiled
	notify  *fsnotify.Watcher
	changes chan Change
}

// folders are watched with everything in them. Of the root only its own files are
// watched, and public/ is not: the changes there are made by builds.
var folders = map[string]bool{"content": true, "layouts": true, "generator": true}

// Watch begins to watch a tree. The changes are told while Run runs. The error is a
// source.Fault.
func Watch(root string) (*Watcher, error) {
	unwatched := func(err error) (*Watcher, error) {
		return nil, source.Usage("not-watched", fmt.Sprintf("%s cannot be watched for changes: %v", root, err), watchAdvice(err))
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return unwatched(err)
	}
	w := &Watcher{root: root, notify: notify, changes: make(chan Change)}
	w.Changes = w.changes
	_, err = os.Stat(filepath.Join(root, "go.mod"))
	w.module = err == nil
	err = notify.Add(root)
	for name := range folders {
		if err == nil {
			err = w.add(filepath.Join(root, name))
		}
	}
	if err != nil {
		notify.Close()
		return unwatched(err)
	}
	return w, nil
}

// add watches a folder and the folders in it. Each folder is watched before it is read,
// so that a folder created in between is not missed.
func (w *Watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && !d.IsDir() {
			return nil
		}
		if err != nil {
			return err
		}
		if err := w.notify.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// Run gathers events into changes until ctx ends.
func (w *Watcher) Run(ctx context.Context) {
	defer w.notify.Close()
	var pending, code bool
	files := map[string]bool{}
	var began time.Time
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	var out chan Change // nil until the change counts
	note := func(isCode bool) {
		if !pending {
			pending, began = true, time.Now()
		}
		code = code || isCode
		out = nil
		timer.Reset(max(0, min(quiet, patience-time.Since(began))))
	}
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if e.Has(fsnotify.Create) {
				w.addNew(e.Name)
			}
			if matters, isCode := w.judge(e); matters {
				if name, err := filepath.Rel(w.root, e.Name); err == nil {
					files[filepath.ToSlash(name)] = true
				}
				note(isCode)
			}
		case <-w.notify.Errors:
			// Events were lost: anything may have changed.
			for name := range folders {
				w.add(filepath.Join(w.root, name))
			}
			note(w.module)
		case <-timer.C:
			if pending {
				out = w.changes
			}
		case out <- Change{code, began, slices.Sorted(maps.Keys(files))}:
			pending, code, out = false, false, nil
			clear(files)
		}
	}
}

// addNew watches a folder that was created in the tree or moved into it.
func (w *Watcher) addNew(name string) {
	rel, err := filepath.Rel(w.root, name)
	if err != nil || filepath.Dir(rel) == "." && !folders[rel] {
		return
	}
	if info, err := os.Lstat(name); err == nil && info.IsDir() {
		w.add(name)
	}
}

// judge reports whether an event may change the site, and whether it changes the
// program.
func (w *Watcher) judge(e fsnotify.Event) (matters, code bool) {
	if e.Op == fsnotify.Chmod {
		return false, false
	}
	rel, err := filepath.Rel(w.root, e.Name)
	if err != nil {
		return false, false
	}
	rel = filepath.ToSlash(rel)
	base := filepath.Base(rel)
	if scratch(base) || strings.HasSuffix(base, "_test.go") {
		return false, false
	}
	top, rest, inside := strings.Cut(rel, "/")
	switch {
	case !inside && (strings.HasSuffix(rel, ".go") || rel == "go.mod" || rel == "go.sum"):
		return w.module, w.module
	case !inside:
		return rel == hosting || folders[rel], false
	case top == "generator":
		return w.module, w.module
	case top == "content" && strings.HasPrefix(rest, "origin/"):
		return true, w.module
	}
	return true, false
}

// scratch reports whether editors use such a name for their temporary files.
func scratch(base string) bool {
	return strings.HasSuffix(base, "~") || strings.HasPrefix(base, ".#") || base == "4913" ||
		strings.HasPrefix(base, ".") && (strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".swx"))
}

func watchAdvice(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EMFILE):
		return "the system allows no more watches: stop other programs that watch files, or raise fs.inotify.max_user_watches and max_user_instances"
	case errors.Is(err, fs.ErrNotExist):
		return "name the folder that contains content/ with --root"
	}
	return "check the permissions of the folder, and start again"
}
