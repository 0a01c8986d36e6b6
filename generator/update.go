package generator

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// An Updated says what Update did.
type Updated struct {
	Notes     int            // written
	Responses int            // rewritten
	Lengths   int            // of requests that were counted
	Notices   []source.Fault // not faults: holes that may not be needed, origins that are not here
}

// Update writes what the origin sent into the response fences of the selected notes and
// files; an empty selection means all notes. A response that a check would not accept is
// not written, and has a fault; the others are. Faults are at their places in the notes as
// they are then.
func Update(ctx context.Context, o Options, sel Selection, allowClassChange bool) (done Updated, faults []source.Fault) {
	if os.Getenv("CI") != "" {
		return done, []source.Fault{source.Usage("update-in-ci", "check --update does not run where CI is set: a build that corrects its own notes proves nothing", "run it on your own machine and commit what it writes")}
	}
	facts, err := registry.Load()
	if err != nil {
		return done, []source.Fault{source.FromError("registry", err, "")}
	}
	u := updating{Options: o, sel: sel, allow: allowClassChange, absent: map[string]int{}}
	if sel.inside() {
		content, err := OpenContent(o.Root)
		if err != nil {
			return done, []source.Fault{source.FromError("no-content", err, "")}
		}
		defer content.Close()
		tree, faults := until(ctx, func() (*note.Tree, []source.Fault) { return note.Read(content.FS()) })
		if tree == nil {
			return done, faults
		}
		if missing := sel.missing(tree); len(missing) > 0 {
			return done, missing
		}
		faults = append(faults, o.addCommands(tree)...)
		p, stop := o.prover(tree, facts, faults)
		u.notes(ctx, tree, p, faults)
		stop()
	}
	for _, g := range o.groups(sel) {
		if !g.played() {
			u.unplayed(g)
			continue
		}
		g.read()
		p, stop := g.prover(o, facts)
		u.notes(ctx, g.tree, p, g.faults)
		stop()
	}
	u.done.Notices = append(u.done.Notices, absent(u.absent, "their responses are left as they are")...)
	return u.done, source.Sort(append(sel.whole().faults(u.faults, u.read, nil), stopped(ctx)...))
}

// updating is one run of Update.
type updating struct {
	Options
	sel    Selection
	allow  bool
	done   Updated
	read   []*note.Note
	absent map[string]int // examples that could not be played, by the reason
	faults []source.Fault
}

// notes rewrites the notes of a tree. Faults are those found in it so far.
func (u *updating) notes(ctx context.Context, t *note.Tree, p *proof.Prover, faults []source.Fault) {
	faults = append(faults, p.Faults()...)
	u.read = append(u.read, t.Notes...)
	for _, n := range t.Notes {
		if !u.sel.note(n) {
			continue
		}
		r, more := p.Rewrite(ctx, n, proof.Update{Lines: u.sel.lines(n), AllowClassChange: u.allow})
		if ctx.Err() != nil { // what it returns was not played to the end
			break
		}
		if r.File != n.File {
			if err := write(u.Root, n, r.File.Data); err != nil {
				u.faults = append(u.faults, source.FromError("update", err, "check the permissions of the file and its folder"))
				continue
			}
			u.done.Notes++
			u.done.Responses += r.Responses
			u.done.Lengths += r.Lengths
			for i, f := range faults {
				if f.File == n.File {
					faults[i] = r.Moved(f)
				}
			}
		}
		u.faults = append(u.faults, more...)
		u.done.Notices = append(u.done.Notices, r.Notices...)
		for why, n := range r.Absent {
			u.absent[why] += n
		}
	}
	u.faults = append(u.faults, faults...)
}

// unplayed adds a fault for each file that has no origin to answer it.
func (u *updating) unplayed(g *group) {
	u.faults = append(u.faults, g.faults...)
	for _, c := range g.files {
		u.faults = append(u.faults, source.Usage("no-origin", c.name+" cannot be updated: no origin was named", "name one: --origin NAME='program argument ${PORT}'"))
	}
}

// write replaces the text of a note. A note that changed after it was read is not touched.
func write(root string, n *note.Note, text []byte) error {
	r, name, err := holder(root, n)
	if err != nil {
		return err
	}
	defer r.Close()
	disk, err := r.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(disk, n.File.Disk(n.File.Data)) {
		return source.Fault{File: n.File, ID: "changed-meanwhile", What: "the note changed while it was being played", Do: "run check --update again"}
	}
	return Replace(r, name, n.File.Disk(text))
}

// Replace writes a file as a temporary one, which it renames, so that the file is never
// half written. One that is there keeps its permissions.
func Replace(root *os.Root, name string, data []byte) error {
	mode := os.FileMode(0o644)
	if info, err := root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d", filepath.Base(name), os.Getpid()))
	err := root.WriteFile(temporary, data, mode)
	if err == nil {
		err = root.Rename(temporary, name)
	}
	if err != nil {
		root.Remove(temporary)
	}
	return err
}

// holder opens the folder that the file name of a note is relative to: content/, or the
// file's own folder if the note is outside.
func holder(root string, n *note.Note) (*os.Root, string, error) {
	name := filepath.FromSlash(n.Path)
	if !n.Alone {
		r, err := OpenContent(root)
		return r, name, err
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(root, name)
	}
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, "", err
	}
	dir, name := filepath.Split(name)
	r, err := os.OpenRoot(dir)
	return r, name, err
}
