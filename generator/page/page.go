// Package page renders a site. Render takes the site and layouts/ and returns all files
// of the site: pages, assets, search, pictures, and files for programs. The same site
// and layouts give the same bytes.
//
// The look is in layouts/: html/template files, executed with a View (a page), a Nav
// (the navigation), an Exchange (a raw example), its Parts, a Question or the Steps of a
// chooser.
// The files of layouts/assets/ become part of the site, under names that hold a hash of
// their content; the scripts of a folder are joined into one. Eleven layouts are required:
// page.html for a note, home.html for the first page, section.html for the index of a
// folder, source.html for a file of the built-in origin, 404.html, nav.html,
// exchange.html, parts.html, question.html, chooser.html and unsent.html. With search.html and
// assets/search/ the site has a search; with offline.html and the service worker sw.js
// it can be read offline. These may include other files with {{template}}.
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
	"path"
	"slices"

	"wirebook/generator/export"
	"wirebook/generator/picture"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Render renders the whole site from the folder layouts: what pages share at once, and
// each page when it is made. The files come in a fixed order and are the same bytes for
// the same site and layouts. If there are faults, in the end those of the files too, do
// not publish them.
func Render(s *site.Site, layouts fs.FS) (*site.Files, []source.Fault) {
	if faults := specials(layouts); len(faults) > 0 {
		return nil, faults
	}
	loaded, faults := loadLayouts(layouts)
	assets, files, assetFaults := loadAssets(layouts)
	if faults = append(faults, assetFaults...); len(faults) > 0 {
		return nil, source.Sort(faults)
	}
	p := newPress(s, loaded, assets)
	script := takeScript(&files, assets)
	hasSearch := p.layouts.files[site.SearchPage] != nil
	if hasSearch && script == nil {
		return nil, []source.Fault{source.Usage("missing-layout", "layouts/assets/search/ is missing, and layouts/search.html needs its scripts",
			"take it from the repository of Wirebook, or remove search.html for a site without a search")}
	}
	p.pictures = picture.New(s, p.sizes, styleOf(assets, files))
	p.worker = p.readWorker(layouts)
	faults = p.navigations()
	for _, c := range s.Copies {
		files = append(files, site.File{Path: c.URL, Data: c.Data, Asset: true})
	}
	files = append(files, export.Markdown(s)...)
	if hasSearch {
		files = append(files, p.searchFiles(script)...)
	}
	files = append(files, p.pages()...)
	files = append(files, export.Write(s, files)...)
	out := &site.Files{Faults: p.failures}
	if p.worker != nil {
		files = append(files, p.workerFile(out))
	}
	slices.SortStableFunc(files, func(a, b site.File) int { return after(a) - after(b) })
	out.List = files
	return out, source.Sort(faults)
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

// A job is one page to render.
type job struct {
	path string
	name string // what is rendered, for faults
	do   func(*bytes.Buffer) error
	// asset is File.Asset.
	asset bool
}

// pages are the files to render. An error of one is kept for failures.
func (p *press) pages() []site.File {
	jobs := p.jobs()
	files := make([]site.File, len(jobs))
	p.errs = make([]layoutError, len(jobs))
	for i, j := range jobs {
		files[i] = site.File{Path: j.path, Asset: j.asset, Make: func(b *bytes.Buffer) error {
			err := j.do(b)
			p.errs[i] = layoutError{j.name, err}
			return err
		}}
	}
	return files
}

// failures returns what went wrong on the pages that were rendered.
func (p *press) failures() []source.Fault {
	failed := slices.DeleteFunc(slices.Clone(p.errs), func(e layoutError) bool { return e.err == nil })
	return source.Sort(p.layouts.faults(failed))
}

func (p *press) jobs() []job {
	var jobs []job
	for _, s := range p.pictures.Todo() { // first: pages refer to them
		jobs = append(jobs, job{path: s.Path, name: s.Path, asset: true, do: func(out *bytes.Buffer) error {
			return p.pictures.Draw(out, s)
		}})
	}
	for i, page := range p.site.Pages {
		jobs = append(jobs, job{path: page.URL, name: page.Note.File.Name, do: func(b *bytes.Buffer) error {
			return p.note(b, page, i == 0)
		}})
	}
	for _, src := range p.site.Sources {
		jobs = append(jobs, job{path: src.URL, name: src.File.Name, do: func(b *bytes.Buffer) error {
			return p.source(b, src)
		}})
	}
	if p.layouts.files[site.SearchPage] != nil {
		jobs = append(jobs, job{path: site.SearchPage, name: site.SearchPage, do: func(b *bytes.Buffer) error {
			return p.search(b)
		}})
	}
	if p.worker != nil {
		jobs = append(jobs, job{path: site.OfflinePage, name: site.OfflinePage, do: p.offline})
	}
	return append(jobs, job{path: notFound, name: notFound, do: func(b *bytes.Buffer) error {
		return p.notFound(b)
	}})
}

// note renders a note with the layout for its place.
func (p *press) note(b *bytes.Buffer, page *site.Page, home bool) error {
	m := newMarkdown(p, page)
	specimen := m.specimen()
	lead, content, err := m.render()
	if err != nil {
		return err
	}
	v := p.view(page, site.Place{Page: page.URL})
	v.Specimen, v.Lead, v.Content = specimen, lead, content
	if v.Parts, err = m.allParts(); err != nil {
		return err
	}
	p.lessons(v, m)
	layout := "page.html"
	switch {
	case home:
		layout = "home.html"
	case page.Section != nil && page.Section.Index == page:
		layout = "section.html"
	}
	return p.layouts.execute(b, layout, v)
}

// ownPage renders a page that is not a note, with the layout of the same name.
func (p *press) ownPage(b *bytes.Buffer, name, title, description string) error {
	v := p.plainView(site.Place{Page: name})
	v.Title, v.Description = title, description
	v.Canonical = site.Canonical(p.site.Config.Address, name)
	if len(p.site.Pages) > 0 {
		v.Crumbs = []Link{v.Home}
	}
	return p.layouts.execute(b, name, v)
}

const notFound = "404.html"

// notFound renders the page for unknown addresses. Servers send it from any depth, so
// its links start at the root of the host.
func (p *press) notFound(b *bytes.Buffer) error {
	at := site.Place{Page: notFound, Root: p.root}
	v := p.plainView(at)
	v.Title, v.Description = "No such page", "There is no page at this address."
	if s, ok := p.registered(404); ok {
		v.Status = &s
	}
	return p.layouts.execute(b, "404.html", v)
}
