package generator

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// An Updated says what Update did.
type Updated struct {
	Notes     int // written
	Responses int // rewritten
}

// Update writes what the origin sent into the response fences of the selected
// notes, all of them where the selection is empty. A note with faults is not
// written; the others are.
func Update(ctx context.Context, o Options, sel Selection, allowClassChange bool) (done Updated, faults []source.Fault) {
	if os.Getenv("CI") != "" {
		return done, []source.Fault{source.Usage("update-in-ci", "check --update does not run where CI is set: a build that mends its own notes proves nothing", "run it on your own machine and commit what it writes")}
	}
	content, closeContent, err := folder(o.Root, note.Folder)
	if err != nil {
		return done, []source.Fault{noContent(err)}
	}
	defer closeContent()
	facts, err := registry.Load()
	if err != nil {
		return done, []source.Fault{source.FromError("registry", err, "")}
	}
	tree, faults := note.Read(content)
	if missing := sel.missing(tree); len(missing) > 0 {
		return done, missing
	}
	p := exchange.NewProver(tree, facts, o.origins(tree.Config))
	for _, n := range tree.Notes {
		if !sel.note(n) || slices.ContainsFunc(faults, func(f source.Fault) bool { return f.File == n.File }) {
			continue
		}
		edits, more := p.Rewrite(ctx, n, exchange.Update{Lines: sel.lines(n), AllowClassChange: allowClassChange})
		faults = append(faults, more...)
		if len(more) > 0 || len(edits) == 0 {
			continue
		}
		if err := write(o.Root, n, exchange.Apply(n.File.Data, edits)); err != nil {
			faults = append(faults, source.FromError("update", err, "see the permissions of the file and of its folder"))
			continue
		}
		done.Notes++
		done.Responses += responses(edits, n)
	}
	return done, source.Sort(sel.Faults(faults))
}

func responses(edits []exchange.Edit, n *note.Note) (count int) {
	for _, e := range edits {
		if slices.ContainsFunc(n.Fences, func(f *note.Fence) bool { return f.Body == e.Span }) {
			count++
		}
	}
	return count
}

// write puts a new text in the place of a note: beside it, and then renamed, so
// that the note is never half written. A note that has changed since it was read is left alone.
func write(root string, n *note.Note, text []byte) error {
	r, err := os.OpenRoot(filepath.Join(root, note.Folder))
	if err != nil {
		return err
	}
	defer r.Close()
	name := filepath.FromSlash(n.Path)
	disk, err := r.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(disk, n.File.Disk(n.File.Data)) {
		return source.Fault{File: n.File, ID: "changed-meanwhile", What: "the note was changed while it was played", Do: "run check --update again"}
	}
	info, err := r.Stat(name)
	if err != nil {
		return err
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d", filepath.Base(name), os.Getpid()))
	if err := r.WriteFile(temporary, n.File.Disk(text), info.Mode().Perm()); err != nil {
		r.Remove(temporary)
		return err
	}
	if err := r.Rename(temporary, name); err != nil {
		r.Remove(temporary)
		return err
	}
	return nil
}
