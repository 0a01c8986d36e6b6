package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// An editor writes a file in several steps: a change counts when nothing more
// happened for quiet, or after patience in any case.
const (
	quiet    = 50 * time.Millisecond
	patience = 500 * time.Millisecond
)

// A change is that something in the tree is no longer what it was.
type change struct{ code bool } // Go code: the program itself is another

// A watcher turns what the file system says into changes.
type watcher struct {
	root    string
	module  bool // the tree is a Go module, so that its code can be compiled
	notify  *fsnotify.Watcher
	changes chan change
}

// folders are watched with all that is in them. The root is watched for its own
// files, and public/ never: there the changes are ours.
var folders = map[string]bool{"content": true, "layouts": true, "generator": true}

func watch(root string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{root: root, notify: notify, changes: make(chan change)}
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
		return nil, err
	}
	return w, nil
}

// add watches a folder and the folders in it. Each is watched before it is read,
// so that a folder made meanwhile is found either way.
func (w *watcher) add(folder string) error {
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

// run gathers what happens into changes until ctx ends.
func (w *watcher) run(ctx context.Context) {
	defer w.notify.Close()
	var pending, code bool
	var began time.Time
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	var out chan change // nil until the change counts
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
		case out <- change{code}:
			pending, code, out = false, false, nil
		}
	}
}

// addNew watches a folder that was made or moved into the tree.
func (w *watcher) addNew(name string) {
	rel, err := filepath.Rel(w.root, name)
	if err != nil || filepath.Dir(rel) == "." && !folders[rel] {
		return
	}
	if info, err := os.Lstat(name); err == nil && info.IsDir() {
		w.add(name)
	}
}

// judge says whether an event may change the site, and whether it changes the
// program.
func (w *watcher) judge(e fsnotify.Event) (matters, code bool) {
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

// scratch says whether editors make files of such a name for themselves.
func scratch(base string) bool {
	return strings.HasSuffix(base, "~") || strings.HasPrefix(base, ".#") || base == "4913" ||
		strings.HasPrefix(base, ".") && (strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".swx"))
}

func watchAdvice(err error) string {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return "the system allows no more watches: end other watchers, or raise fs.inotify.max_user_watches and max_user_instances"
	}
	return "look at the folder, and start serve again"
}
