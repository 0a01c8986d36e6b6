// Package doctor looks for what an author must see to before a site can rely on another
// version of Wirebook, another checkout or another host. Examine plays and links the site
// as Check does, and returns the faults of that together with what only it looks for:
//
//   - layouts of the course whose original changed (Layouts; Merge writes the merge);
//   - what an origin keeps from one run to the next, and what it needs installed;
//   - paths and file times of this machine in answers;
//   - what the Content-Security-Policy of the pages does not let them use;
//   - links to other sites that lead nowhere, if it is asked to follow them.
//
// Keys that were renamed, and addresses of urls.lock that are gone, are faults of every
// check.
package doctor

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"wirebook/generator"
	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/serve"
	"wirebook/generator/source"
)

// Options say what to examine.
type Options struct {
	generator.Options

	// External follows the links to other sites: requests are sent to them.
	External bool
	Asker    Asker
}

// Examine returns the figures of a check, and all that is to be seen to. Notices of the
// summary are no faults.
func Examine(ctx context.Context, o Options) (sum generator.Summary, faults []source.Fault) {
	root, err := os.OpenRoot(o.Root)
	if err != nil {
		return sum, []source.Fault{source.FromError("no-content", err, "name the folder that contains content/ with --root")}
	}
	defer root.Close()
	folder, close, err := o.OpenLayouts()
	defer close()
	if err != nil {
		faults = append(faults, source.FromError("no-layouts", err, ""))
	}
	before := scan(root.FS())
	e := generator.Examine(ctx, o.Options)
	sum, faults = e.Summary, append(faults, e.Faults...)
	overridden, more := Layouts(folder)
	faults = append(faults, more...)
	for _, l := range overridden {
		if l.Notice {
			sum.Notices = append(sum.Notices, l.Fault)
		} else {
			faults = append(faults, l.Fault)
		}
	}
	if e.Site == nil || ctx.Err() != nil {
		return sum, source.Sort(faults)
	}
	c := e.Site.Config
	after := scan(root.FS())
	if !o.NoCommands {
		faults = append(faults, kept(c, before, after)...)
		faults = append(faults, absent(sum.Results)...)
		for _, name := range commands(c) {
			faults = append(faults, lacking(o.Root, root.FS(), name, c.Origins[name])...)
		}
		faults = append(faults, twice(ctx, o.Options, c, sum.Results)...)
	}
	times := timesOf(after)
	for _, p := range e.Site.Pages {
		faults = append(faults, answers(c, p.Proof, times)...)
	}
	switch headers, bad := serve.ReadHeaders(o.Root); {
	case len(bad) > 0:
		faults = append(faults, bad...)
	case err != nil: // there are no layouts
	case slices.ContainsFunc(e.Faults, func(f source.Fault) bool { return f.ID != "lock-gone" }):
		sum.Notices = append(sum.Notices, source.Usage("pages-unseen", "the pages were not searched for what their policy blocks, because the check has faults", "correct them, and run doctor again"))
	default:
		files, bad := e.Pages(folder)
		if faults = append(faults, bad...); len(bad) == 0 {
			content := os.DirFS(filepath.Join(o.Root, note.Folder))
			faults = append(faults, blocked(e.Site, files, headers, textsOf(content, folder))...)
		}
	}
	if o.External {
		found, unknown := o.Asker.follow(ctx, e.Site)
		faults, sum.Notices = append(faults, found...), append(sum.Notices, unknown...)
	}
	sum.Notices = source.Sort(sum.Notices)
	return sum, source.Sort(faults)
}

// Merge writes the changes of the originals into the layouts of the course, and records
// the originals as they are now. It returns the layouts that it merged, and a fault for
// each that it could not write, or that has places where both changed: both versions are
// there, between marks.
func Merge(o generator.Options) (done []Layout, faults []source.Fault) {
	folder, close, err := o.OpenLayouts()
	defer close()
	if err != nil {
		return nil, []source.Fault{source.FromError("no-layouts", err, "")}
	}
	all, faults := Layouts(folder)
	if len(all) == 0 {
		return nil, faults
	}
	own, err := generator.OpenFolder(o.Root, layout.OwnName)
	if err != nil {
		return nil, []source.Fault{source.FromError("layouts-unreadable", err, "")}
	}
	defer own.Close()
	for _, l := range all {
		switch {
		case l.Base == nil && !l.Notice:
			faults = append(faults, l.Fault)
		case l.Base == nil:
		default:
			// The layout first: if the second cannot be written, the merge can be done again.
			err := error(nil)
			if l.Text != nil {
				err = generator.Replace(own, filepath.FromSlash(l.Name), l.Text)
			}
			record := filepath.Join(base, filepath.FromSlash(l.Name))
			if err == nil {
				err = own.MkdirAll(filepath.Dir(record), 0o755)
			}
			if err == nil {
				err = generator.Replace(own, record, l.Base)
			}
			if err != nil {
				faults = append(faults, source.Usage("merge", fmt.Sprintf("%s cannot be written: %v", path.Join(layout.OwnName, l.Name), err), "check the permissions of the file and of its folder"))
				continue
			}
			done = append(done, l)
		}
	}
	if slices.ContainsFunc(done, func(l Layout) bool { return l.Conflicts > 0 }) {
		faults = append(faults, layout.Unmerged(folder)...)
	}
	return done, source.Sort(faults)
}
