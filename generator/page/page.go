// Package page renders a site. Render takes the site and layouts/ and returns all files
// of the site: pages, assets, search, pictures, and files for programs. The same site
// and layouts give the same bytes.
//
// The look is in layouts/: html/template files, executed with a View (a page), a Nav
// (the navigation), an Exchange (a raw example), its Parts, a Drawing, a Question, a Task
// or the Steps of a chooser.
// The files of layouts/assets/ become part of the site, under names that hold a hash of
// their content; the scripts of a folder are joined into one. Thirteen layouts are required:
// page.html for a note, home.html for the first page, section.html for the index of a
// folder, source.html for a file of the built-in origin, 404.html, nav.html,
// exchange.html, parts.html, question.html, task.html, chooser.html, drawing.html and unsent.html. With
// search.html and assets/search/ the site has a search; with offline.html and the service
// worker sw.js it can be read offline. These may include other files with {{template}}.
//
// To show something new, add it to View and to a layout:
//
//	<h1>{{.Title}}</h1>
//	{{.Content}}
//
// A press holds what all pages share; each file of this package fills in one part of
// the View.
package page

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync/atomic"

	"wirebook/generator/export"
	"wirebook/generator/layout"
	"wirebook/generator/picture"
	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/theme"
	"wirebook/generator/trial"
)

// Render renders the whole site from the folder layouts: what pages share at once, and
// each page when it is made. The files come in a fixed order and are the same bytes for
// the same site and layouts. program answers trials in the pages; if it is nil, no page
// offers one. If there are faults, in the end those of the files too, do
// not publish them.
func Render(s *site.Site, layouts fs.FS, program *trial.Program) (*site.Files, []source.Fault) {
	return Memory{}.Render(s, layouts, program)
}

// Render is the function Render, but for the files that the memory knows: they are Kept.
func (m Memory) Render(s *site.Site, layouts fs.FS, program *trial.Program) (*site.Files, []source.Fault) {
	if faults := append(layout.Specials(layouts), layout.Unmerged(layouts)...); len(faults) > 0 {
		return nil, faults
	}
	look, faults := theme.Read(s)
	if len(faults) > 0 {
		return nil, source.Sort(faults)
	}
	loaded, faults := m.load(layouts, program, look)
	if len(faults) > 0 {
		return nil, source.Sort(faults)
	}
	assets, files := maps.Clone(loaded.addresses), slices.Clone(loaded.assets)
	p := newPress(s, loaded.layouts, assets)
	p.program, p.look = program, look
	p.sends = program != nil && program.Origin
	if p.reads = program != nil && s.Config.Pages.Read && p.canRead(); p.reads {
		p.programSize = len(program.Wasm)
		files = append(files, p.readNotes())
	}
	if p.sends {
		p.requests = p.requestsOf(m)
	}
	if p.tries = p.sends && s.Config.Pages.Try && p.canTry(); p.tries {
		p.starts = p.startsOf(m)
		files = append(files, p.tryNotes())
	}
	script := takeScript(&files, assets)
	hasSearch := p.layouts.Files[site.SearchPage] != nil
	if hasSearch && script == nil {
		return nil, []source.Fault{source.Usage("missing-layout", "layouts/assets/search/ is missing, and layouts/search.html needs its scripts",
			"take it from the repository of Wirebook, or remove search.html for a site without a search")}
	}
	p.pictures = picture.New(s, p.sizes, layout.StyleOf(assets, files))
	switch {
	case s.Config.Pages.Offline:
		p.worker = p.readWorker(layouts)
	case !p.taken(site.WorkerScript):
		files = append(files, site.File{Path: site.WorkerScript, Data: []byte(leaving)})
	}
	if !p.taken(theme.HeadersName) {
		files = append(files, site.File{Path: theme.HeadersName, Data: look.Headers()})
	}
	p.memory, p.base, p.styled = m, p.baseOf(loaded.of), stylesOf(assets)
	m.turn()
	p.useDisk(m.disk, layouts)
	faults = p.navigations()
	for _, c := range s.Copies {
		files = append(files, m.text(site.File{Path: c.URL, Data: c.Data, Asset: true}))
	}
	for _, f := range export.Markdown(s) {
		files = append(files, m.text(f))
	}
	pages := p.pages()
	made := func() later { return p.later(files, pages, script) }
	if last := m.last.of(hasSearch, p.worker != nil, files, pages); last != nil {
		out := m.arrange(p, files, pages, *last)
		out.Rest = func() *site.Files { return m.arrange(p, m.kept(files), m.kept(pages), made()) }
		return out, source.Sort(faults)
	}
	return m.arrange(p, files, pages, made()), source.Sort(faults)
}

// arrange returns all files in their order. The files before the pages come first.
func (m Memory) arrange(p *press, before, pages []site.File, l later) *site.Files {
	out := &site.Files{Faults: p.failures}
	if p.worker != nil && l.worker == nil {
		l.worker = []site.File{p.workerFile(out)}
	}
	out.List = slices.Concat(before, l.search, pages, l.exports, l.worker)
	slices.SortStableFunc(out.List, func(a, b site.File) int { return after(a) - after(b) })
	out.Written = func() {
		m.written(out.List, l)
		if p.disk != nil {
			p.disk.keep(out.List)
		}
	}
	return out
}

// after orders files: each follows the files that it refers to. The service worker is
// last, so that it requests no page too early.
func after(f site.File) int {
	switch {
	case f.Asset:
		return 0
	case f.Path == site.WorkerScript:
		return 3
	case path.Ext(f.Path) == ".html":
		return 2
	}
	return 1
}

// pages are the files to render. An error of one is kept for failures.
func (p *press) pages() []site.File {
	jobs := p.jobs()
	files := make([]site.File, len(jobs))
	p.errs = make([]layout.Error, len(jobs))
	wide := make([]atomic.Bool, len(jobs))
	if p.disk != nil {
		for i, j := range jobs {
			if !j.asset {
				p.disk.wide[j.path] = &wide[i]
			}
		}
	}
	source.Each(len(jobs), func(i int) {
		j := jobs[i]
		a := asking{press: p}
		files[i], a.asked = p.memory.page(p, j)
		if p.disk != nil && !j.asset {
			a.wide = &wide[i]
			p.disk.know(&files[i])
		}
		if !files[i].Kept {
			files[i].Make = func(b *bytes.Buffer) error {
				err := j.do(a, b)
				a.asked.Done()
				p.errs[i] = layout.Error{Rendering: j.name, Err: err}
				return err
			}
		}
	})
	return files
}

// failures returns what went wrong on the pages that were rendered.
func (p *press) failures() []source.Fault {
	failed := slices.DeleteFunc(slices.Clone(p.errs), func(e layout.Error) bool { return e.Err == nil })
	return source.Sort(p.layouts.Faults(failed))
}

func (p *press) jobs() []job {
	var jobs []job
	for _, s := range p.pictures.Todo() { // first: pages refer to them
		jobs = append(jobs, job{path: s.Path, name: s.Path, asset: true, of: input{own: s, base: p.styled}, do: func(_ asking, out *bytes.Buffer) error {
			return p.draw(out, s)
		}})
	}
	if p.sends {
		for _, page := range p.site.Pages {
			if trial.Has(page.Proof) {
				jobs = append(jobs, p.trialNote(page))
			}
		}
	}
	view := func(path, name string, page *site.Page, own any, do func(asking, *bytes.Buffer) error) {
		at := site.Place{Page: path}
		if path == notFound {
			at.Root = p.root
		}
		jobs = append(jobs, job{path: path, name: name, of: input{own: own, base: p.base, nav: p.navs[p.navKey(page, at)]}, do: do})
	}
	for i, page := range p.site.Pages {
		view(page.URL, page.Note.File.Name, page, nil, func(a asking, b *bytes.Buffer) error {
			return a.note(b, page, i == 0)
		})
	}
	for _, src := range p.site.Sources {
		view(src.URL, src.File.Name, nil, src.File, func(a asking, b *bytes.Buffer) error {
			return a.source(b, src)
		})
	}
	if p.tries {
		view(site.TryPage, site.TryPage, nil, p.tryOwn(), asking.tryPage)
	}
	if p.layouts.Files[site.SearchPage] != nil {
		view(site.SearchPage, site.SearchPage, nil, nil, asking.search)
	}
	if p.reads {
		view(site.ReadPage, site.ReadPage, nil, nil, asking.readPage)
	}
	if p.worker != nil {
		view(site.OfflinePage, site.OfflinePage, nil, nil, asking.offline)
	}
	view(notFound, notFound, nil, nil, asking.notFound)
	return jobs
}

// note renders a note with the layout for its place.
func (a asking) note(b *bytes.Buffer, page *site.Page, home bool) error {
	a.look(site.AboutOwn, page.Note.Path)
	m := newMarkdown(a, page)
	specimen := m.specimen()
	lead, opening, content, err := m.render()
	if err != nil {
		return err
	}
	v := a.view(page, site.Place{Page: page.URL})
	v.Seal = m.seal()
	v.Specimen, v.Lead, v.Opening, v.Content = specimen, lead, opening, content
	if v.Parts, err = m.allParts(); err != nil {
		return err
	}
	m.lessons(v)
	layout := "page.html"
	switch {
	case home:
		layout = "home.html"
	case page.Section != nil && page.IsIndex():
		layout = "section.html"
	}
	return a.press.layouts.Execute(b, layout, v)
}

// notFound renders the page for unknown addresses. Servers send it from any depth, so
// its links start at the root of the host.
func (a asking) notFound(b *bytes.Buffer) error {
	p, at := a.press, site.Place{Page: notFound, Root: a.press.root}
	v := a.plainView(at)
	v.Title, v.Description = "No such page", "There is no page at this URL."
	if s, ok := p.registered(404); ok {
		v.Status = &s
	}
	return p.layouts.Execute(b, "404.html", v)
}
