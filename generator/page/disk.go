package page

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"wirebook/generator/cache"
	"wirebook/generator/colour"
	"wirebook/generator/picture"
	"wirebook/generator/site"
)

// A disk is the cache between builds as a press uses it. It keeps the sum of each page
// under the hash of what the page was made from; the page itself is in public/, where it
// is compared with its sum.
//
// What a page is made from is taken in two ways: its own note and proof with the faces of
// all pages (narrow), or all notes and proofs (wide). A page that asked only what the
// faces answer is kept under the narrow key. It depends on nothing else: as long as that
// is the same, it asks the same questions.
type disk struct {
	*cache.Cache
	base cache.Key               // of the faces of all pages, layouts/, site.yaml and what is copied
	all  cache.Key               // base with all notes and proofs
	own  map[string]cache.Key    // of each note with its proof and links, by path
	wide map[string]*atomic.Bool // by page: it asked for more than the narrow key covers
}

// narrow are the questions that the narrow key answers.
var narrow = map[site.About]bool{
	site.AboutConfig: true, site.AboutNames: true, site.AboutPage: true, site.AboutOwn: true,
	site.AboutSections: true, site.AboutOrder: true, site.AboutSources: true, site.AboutFacts: true, site.AboutDay: true, aboutSize: true, aboutPicture: true,
}

// useDisk prepares the keys of all pages.
func (p *press) useDisk(c *cache.Cache, layouts fs.FS) {
	if c == nil {
		return
	}
	d := &disk{Cache: c, own: make(map[string]cache.Key, len(p.site.Pages)), wide: map[string]*atomic.Bool{}}
	sum := cache.NewSum("page")
	if err := addFiles(sum, layouts); err != nil {
		return
	}
	sum.Text(slices.Sorted(maps.Values(p.assets))...)
	sum.Text(strconv.FormatBool(p.sends), strconv.FormatBool(p.tries), strconv.FormatBool(p.reads))
	p.site.AddFaces(sum)
	d.base = sum.Key()
	for _, page := range p.site.Pages {
		own := cache.NewSum("own")
		page.AddOwn(own)
		d.own[page.URL] = own.Key()
		sum.Bytes(own.Sum())
	}
	d.all = sum.Key()
	p.disk = d
}

// addFiles adds all files of a folder.
func addFiles(sum cache.Sum, folder fs.FS) error {
	return fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		sum.Text(name)
		sum.Bytes(data)
		return err
	})
}

// keys returns the narrow and the wide key of a page.
func (d *disk) keys(path string) (narrow, wide cache.Key) {
	own := d.own[path]
	for _, k := range []struct {
		base cache.Key
		to   *cache.Key
	}{{d.base, &narrow}, {d.all, &wide}} {
		sum := cache.NewSum("file")
		sum.Bytes(k.base[:])
		sum.Bytes(own[:])
		sum.Text(path)
		*k.to = sum.Key()
	}
	return narrow, wide
}

// draw draws a picture, or takes it from the cache.
func (p *press) draw(out *bytes.Buffer, s picture.Sketch) error {
	if p.disk == nil {
		return p.pictures.Draw(out, s)
	}
	sum := cache.NewSum("picture")
	sum.Text(p.assets["style.css"])
	s.AddTo(sum)
	key := sum.Key()
	if data, ok := p.disk.Get(key); ok {
		out.Write(data)
		return nil
	}
	err := p.pictures.Draw(out, s)
	if err == nil {
		p.disk.Put(key, bytes.Clone(out.Bytes()))
	}
	return err
}

// colour asks chroma for the spans of code, or the cache.
func (p *press) colour(language, text string) []colour.Span {
	if p.disk == nil {
		return colour.Chroma(language, text)
	}
	sum := cache.NewSum("code")
	sum.Text(language, text)
	key := sum.Key()
	if data, ok := p.disk.Get(key); ok {
		var spans []colour.Span
		at := 0
		for part := range bytes.Lines(data) { // each is a length and a class
			length, class, _ := strings.Cut(strings.TrimSuffix(string(part), "\n"), " ")
			n, _ := strconv.Atoi(length)
			spans = append(spans, colour.Span{Class: class, Text: text[at : at+n]})
			at += n
		}
		return spans
	}
	spans := colour.Chroma(language, text)
	var data []byte
	for _, s := range spans {
		data = fmt.Appendf(data, "%d %s\n", len(s.Text), s.Class)
	}
	p.disk.Put(key, data)
	return spans
}

// know says what the bytes of a page must be, if that is known.
func (d *disk) know(f *site.File) {
	narrow, wide := d.keys(f.Path)
	for _, key := range []cache.Key{narrow, wide} {
		if data, ok := d.Get(key); ok && len(data) == len(f.Sum) {
			f.Known = (*[len(f.Sum)]byte)(data)
		}
	}
}

// keep keeps the sums of the pages that were made.
func (d *disk) keep(files []site.File) {
	for _, f := range files {
		if asked := d.wide[f.Path]; asked != nil && f.Known == nil {
			key, wide := d.keys(f.Path)
			if asked.Load() {
				key = wide
			}
			d.Put(key, f.Sum[:])
		}
	}
}
