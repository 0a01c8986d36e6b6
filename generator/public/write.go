// Package public writes a site into the folder that it is served from. It writes only to
// a folder that a build made, and keeps files in it that no build wrote.
//
// At every moment, and however a write ends, the folder shows only complete files, pages
// only with their assets, and no dead link that can be reached from the first page:
//
//   - Every changed file is first written in full beside its place, under a temporary
//     name. If the disk is full, this is where the write fails, with the old site still
//     complete.
//   - Then the files are renamed into place: new assets, new pages, to which nothing
//     links yet, and then changed files.
//   - What the site no longer has is removed last, pages before their assets.
//
// The next write removes or completes what a killed write left behind. Two things are
// not promised: that after a kill all pages are from one build, and that files survive a
// loss of power, because the write does not wait for the disk (fsync).
//
// Nothing outside the folder is read, written or removed, whatever symbolic links are in
// it.
package public

import (
	"context"
	"errors"
	"path"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Written says what a Write did, in figures.
type Written struct {
	Files   int   // in the site
	Changed int   // new, or with different bytes than before
	Removed int   // no longer in the site
	Bytes   int64 // the size of all files of the site

	// Kept are the files in the folder that no build wrote, sorted by path. Write
	// removes them only if clean is true.
	Kept []string
}

// Write makes the folder, which it creates if necessary, contain files, each of which it
// makes when it writes it. In files an asset must be before the pages that refer to it.
// A file that already has the right
// bytes is not touched. Files that no build wrote are kept; one in the place of a file
// of the site is a fault. If clean is true, they are removed instead. Names at the top
// of the folder that begin with a dot belong to the author, and are always kept.
//
// The faults are those of the files that could not be made, or one that says why the
// folder cannot be written. All have Exit source.ExitUsage. Unless a fault says otherwise, the folder still
// contains what it did before. The same is true if ctx ends before the first file is in
// place; if it ends later, Write completes its work.
func (f *Folder) Write(ctx context.Context, files *site.Files, clean bool) (Written, []source.Fault) {
	known := f.Before != nil && f.Before.found != nil && f.Is(f.Before)
	same := known && f.Before.list.is(files.List)
	if !same {
		if faults := collisions(files.List); len(faults) > 0 {
			return Written{}, faults
		}
	}
	t, err := f.make()
	if err != nil {
		return Written{}, []source.Fault{fault(f.dir, err)}
	}
	defer t.root.Close()
	t.clean, t.told = clean, f.Progress
	if t.same = same; known {
		t.recall(f.Before)
	}
	w, err := t.write(ctx, files)
	if err != nil {
		if t.created && !t.placed {
			f.unmake(t)
		}
		if errors.Is(err, errNotMade) && files.Faults != nil {
			if faults := files.Faults(); len(faults) > 0 {
				return Written{}, faults
			}
		}
		return Written{}, []source.Fault{fault(f.dir, err)}
	}
	f.written = t
	return w, nil
}

func (t *tree) write(ctx context.Context, files *site.Files) (Written, error) {
	if err := t.survey(files.List); err != nil {
		return Written{}, err
	}
	var kept map[string]bool
	var err error
	if !t.same {
		kept = keep(files.List)
		err = t.makeFolders(kept)
	}
	if err == nil {
		err = t.stage(ctx, files)
	}
	if err == nil {
		err = t.place()
	}
	if err != nil {
		t.undo()
		return Written{}, err
	}
	removed := 0
	if !t.same {
		removed, err = t.remove(kept)
		if err == nil {
			err = t.putList(t.now)
		}
	}
	if err != nil {
		return Written{}, err
	}
	w := Written{Files: len(files.List), Changed: int(t.changed.Load()), Removed: removed, Bytes: t.size.Load(), Kept: t.foreign}
	if t.clean {
		w.Kept = nil
	}
	if files.Written != nil {
		files.Written()
	}
	return w, nil
}

// keep returns the paths that the site needs; the value is true for a folder.
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

// authors reports whether a path begins with a name that belongs to the author, unless a
// build wrote it.
func authors(name string) bool {
	return strings.HasPrefix(name, ".") && !strings.HasPrefix(name, temporary)
}
