package generator

import (
	"context"
	"slices"

	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/page"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// An Examined is what Check makes of content/, for those who look further.
type Examined struct {
	Site    *site.Site // nil if content/ cannot be read
	Summary Summary
	Faults  []source.Fault
}

// Examine is Check of all notes in content/, or of some: only are their paths there.
func Examine(ctx context.Context, o Options, only ...string) Examined {
	var sel Selection
	for _, path := range only {
		sel.chosen = append(sel.chosen, chosen{arg: path, path: path, name: note.Folder + "/" + path})
	}
	s, sum, faults := (&Session{Options: o}).link(ctx, sel, func(*note.Tree) {})
	return Examined{Site: s, Summary: sum, Faults: source.Sort(slices.Concat(faults, stopped(ctx)))}
}

// Pages renders the site, without the program of trials. There must be no Faults.
func (e Examined) Pages(layouts layout.Folder) (*site.Files, []source.Fault) {
	return page.Render(e.Site, layouts, nil)
}
