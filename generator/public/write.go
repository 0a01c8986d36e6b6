// Package public puts a site into the folder from which it is served. The folder
// is a build's, or it is not touched; so is a file in it that no build wrote.
//
// Nobody who looks at the folder, at any moment and however a write ends, sees half
// a file or a page without its assets, and from the first page of the site no link
// leads nowhere:
//
//   - every file that changed is first written in full beside its place, under
//     a temporary name; a full disk is met here, with the old site still whole;
//   - then they are renamed into place: new assets, new pages, to which nothing
//     leads yet, and then what has changed;
//   - what the site no longer has is removed last, pages before their assets.
//
// What a killed write left behind, the next one removes or brings to its end. It is
// not promised that all pages are of one build after a kill, or that a file outlives
// a loss of power: nothing waits for the disk.
//
// Nothing outside the folder is read, written or removed, whatever symbolic
// links stand in it.
package public

import (
	"context"
	"path"
	"runtime"
	"strings"
	"sync/atomic"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Written is what a Write did, in figures.
type Written struct {
	Files   int   // in the site
	Changed int   // new or with other bytes than before
	Removed int   // no longer in the site
	Bytes   int64 // of all files of the site

	// Kept are the files in the folder that no build wrote, in the order of their
	// paths. Write removes them only where it is asked to clean.
	Kept []string
}

// Write makes the folder hold files, in whose order an asset stands before what
// refers to it, and makes the folder if it is not there. A file whose bytes are
// there already is not touched. What no build wrote stays; where it stands in the
// place of a file of the site, that is a fault. Clean says to remove it instead.
// Names that begin with a dot at the top of the folder belong to the author and
// stay in any case.
//
// A fault is one clear line and asks for source.ExitUsage. Unless it says
// otherwise the folder then holds what it held before. When ctx ends before the
// first file is in place, it does so as well; later, Write brings its work to
// the end.
func (f *Folder) Write(ctx context.Context, files []site.File, clean bool) (Written, []source.Fault) {
	if faults := collisions(files); len(faults) > 0 {
		return Written{}, faults
	}
	t, err := f.make()
	if err != nil {
		return Written{}, []source.Fault{fault(f.dir, err)}
	}
	defer t.root.Close()
	t.clean = clean
	w, err := t.write(ctx, files)
	if err != nil {
		if t.created && !t.placed {
			f.unmake(t)
		}
		return Written{}, []source.Fault{fault(f.dir, err)}
	}
	return w, nil
}

func (t *tree) write(ctx context.Context, files []site.File) (Written, error) {
	if err := t.survey(files); err != nil {
		return Written{}, err
	}
	var changed atomic.Int64
	kept := keep(files)
	err := t.makeFolders(kept)
	if err == nil {
		err = t.stage(ctx, files, &changed)
	}
	if err == nil {
		err = t.place()
	}
	if err != nil {
		t.undo()
		return Written{}, err
	}
	removed, err := t.remove(kept)
	if err == nil {
		err = t.putList(t.now)
	}
	if err != nil {
		return Written{}, err
	}
	w := Written{Files: len(files), Changed: int(changed.Load()), Removed: removed, Kept: t.foreign}
	if t.clean {
		w.Kept = nil
	}
	for _, f := range files {
		w.Bytes += int64(len(f.Data))
	}
	return w, nil
}

// keep is the set of paths that the site needs: true for a folder.
func keep(files []site.File) map[string]bool {
	kept := make(map[string]bool, len(files))
	for _, f := range files {
		kept[f.Path] = false
		for d := path.Dir(f.Path); d != "." && !kept[d]; d = path.Dir(d) {
			kept[d] = true
		}
	}
	return kept
}

// authors says whether a path begins with a name that is the author's, unless a
// build wrote it.
func authors(name string) bool {
	return strings.HasPrefix(name, ".") && !strings.HasPrefix(name, temporary)
}

// workers is how many files are worked on at once: system calls wait for the
// disk, so two are worth having on one core.
func workers() int { return min(8, max(2, runtime.GOMAXPROCS(0))) }
