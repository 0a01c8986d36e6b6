// Package public writes a site into the folder from which it is served. Write takes
// the folder and the files, and leaves it with exactly these files. At no moment,
// and however a write ends, does the folder hold half a file or a page without its
// assets:
//
//   - every file that changed is first written in full beside its place, under
//     a temporary name; a full disk is met here, with the old site still whole;
//   - then all of them are renamed into place, assets before pages;
//   - what the site no longer has is removed last.
//
// Nothing outside the folder is read, written or removed, whatever symbolic
// links are in it. What a killed write left behind, the next one removes.
package public

import (
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
}

// Write makes the folder dir hold exactly files, and makes the folder if it is
// not there. A file whose bytes are there already is not touched. Names that
// begin with a dot at the top of dir (.gitignore) belong to the author and stay.
//
// A fault is one clear line and asks for source.ExitUsage. Unless it says
// otherwise the folder then holds what it held before.
func Write(dir string, files []site.File) (Written, []source.Fault) {
	if faults := collisions(files); len(faults) > 0 {
		return Written{}, faults
	}
	t, err := open(dir)
	if err != nil {
		return Written{}, []source.Fault{fault(dir, err)}
	}
	defer t.root.Close()
	w, err := t.write(files)
	if err != nil {
		return Written{}, []source.Fault{fault(dir, err)}
	}
	return w, nil
}

func (t *tree) write(files []site.File) (Written, error) {
	found, err := t.survey()
	if err != nil {
		return Written{}, err
	}
	var changed atomic.Int64
	kept := keep(files)
	err = t.makeFolders(kept, found)
	if err == nil {
		err = t.stage(files, found, &changed)
	}
	if err == nil {
		err = t.place(true)
	}
	if err == nil {
		err = t.place(false)
	}
	if err != nil {
		t.undo()
		return Written{}, err
	}
	removed, err := t.remove(found, kept)
	if err != nil {
		return Written{}, err
	}
	w := Written{Files: len(files), Changed: int(changed.Load()), Removed: removed}
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

// authors says whether a name at the top of the folder is the author's.
func authors(name string) bool {
	return strings.HasPrefix(name, ".") && !strings.HasPrefix(name, temporary)
}

// workers is how many files are worked on at once: system calls wait for the
// disk, so two are worth having on one core.
func workers() int { return min(8, max(2, runtime.GOMAXPROCS(0))) }
