// Package picture draws the pictures that other sites show with a link to a page: PNG
// files with the code, the title and the description. New takes the site and its style
// sheet, for the colours, and decides which page has which picture; Set.Todo lists
// those to draw, and Set.Draw draws one.
//
// Codes, classes, fields, lessons and section indexes have their own picture; the other
// pages share one of these. An image under content/pictures/ takes precedence.
package picture

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"sync"

	"wirebook/generator/cache"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Pictures of pages, for shared links, in the size that other sites ask for.
const (
	pictureWidth  = 1200
	pictureHeight = 630
	PictureFolder = "pictures/"

	leftEdge   = 96
	rightEdge  = 80
	lineRoom   = pictureWidth - leftEdge - rightEdge
	bottomLine = pictureHeight - 60
)

// A Picture represents a page on other sites.
type Picture struct {
	Path          string // of its file, from the root of the site
	Width, Height int    // in pixels
	Alt           string // its text; empty for an image in content/
}

// A Sketch says what a picture shows.
type Sketch struct {
	Path  string // of the file, from the root of the site
	above string // the section
	code  string // the status code: large
	title string
	below string // a sentence
	foot  string // the site
	digit int    // of the class that gives the colour; 0: none
}

// AddTo adds what the picture shows.
func (s Sketch) AddTo(sum cache.Sum) {
	sum.Text(s.above, s.code, s.title, s.below, s.foot)
	sum.Number(s.digit)
}

// alt returns the text of a picture.
func (s Sketch) alt() string {
	if s.code != "" {
		return protocol + " " + s.code + " " + s.title
	}
	return s.title
}

const protocol = "HTTP/1.1"

// A Set holds the pictures of a site.
type Set struct {
	site    *site.Site
	inks    inks
	of      map[*site.Page]Sketch // the pages with their own picture
	own     map[string]Size       // images of content/, by address: an author may supply a picture
	brushes sync.Pool             // of *brush: a worker takes one at a time
}

// New decides what the picture of each page shows. A site without an address has none:
// links to them must be absolute. A page whose title the fonts cannot write has no
// picture of its own.
func New(s *site.Site, sizes map[string]Size, style []byte) *Set {
	p := &Set{site: s, of: map[*site.Page]Sketch{}, own: sizes}
	fonts, err := loadFonts()
	if s.Config.Address == "" || err != nil {
		return p
	}
	p.inks = readInks(style)
	p.brushes.New = func() any { return newBrush(fonts) }
	b := newBrush(fonts)
	for i, page := range s.Pages {
		file := PictureFolder + strings.TrimSuffix(page.URL, path.Ext(page.URL)) + ".png"
		if _, own := p.own[file]; i > 0 && !own && !drawn(page) {
			continue
		}
		sk := Sketch{Path: file, title: source.OneLine(page.Title), foot: source.OneLine(s.Config.Title)}
		if page.Section != nil {
			sk.above = source.OneLine(page.Section.Title)
		}
		switch {
		case i == 0:
			sk.title, sk.below, sk.foot = source.OneLine(s.Config.Title), source.OneLine(s.Config.Description), ""
		case page.Status != nil:
			sk.code, sk.title, sk.digit = strconv.Itoa(page.Status.Code), page.Status.Phrase, page.Status.Class()
		case page.Class != nil:
			sk.digit = page.Class.Digit
		}
		if b.has(fonts.bold, sk.title+sk.foot) && b.has(fonts.regular, sk.above+sk.below) {
			p.of[page] = sk
		}
	}
	return p
}

// drawn reports whether a page has its own picture: a code, a class, a field, a lesson,
// or the index of a section. Drawing one takes as long as rendering a page, so the
// others share that of their section.
func drawn(page *site.Page) bool {
	s := page.Section
	return page.Status != nil || page.Class != nil || page.Field != nil || s != nil && (s.Index == page || s.Lessons)
}

// sketchOf returns the Sketch for a page: its own, that of the index of its section, or
// that of the first page.
func (p *Set) sketchOf(page *site.Page) (s Sketch, ok bool) {
	if s, ok = p.of[page]; !ok && page != nil && page.Section != nil {
		s, ok = p.of[page.Section.Index]
	}
	if !ok && len(p.site.Pages) > 0 {
		s, ok = p.of[p.site.Pages[0]]
	}
	return s, ok
}

// Todo lists the sketches to draw, in page order, except those replaced by an image in
// content/.
func (p *Set) Todo() (out []Sketch) {
	for _, page := range p.site.Pages {
		s, ok := p.of[page]
		if _, own := p.own[s.Path]; ok && !own {
			out = append(out, s)
		}
	}
	return out
}

// Draw draws a Sketch as a PNG file. Goroutines may call it concurrently.
func (p *Set) Draw(out *bytes.Buffer, s Sketch) error {
	b := p.brushes.Get().(*brush)
	defer p.brushes.Put(b)
	return b.draw(out, s, p.inks)
}

// Of returns the picture for a page; a nil page stands for one that is not a note.
func (p *Set) Of(page *site.Page) (Picture, bool) {
	s, ok := p.sketchOf(page)
	if !ok {
		return Picture{}, false
	}
	if own, drawn := p.own[s.Path]; drawn {
		return Picture{Path: s.Path, Width: own.Width, Height: own.Height}, true
	}
	return Picture{Path: s.Path, Width: pictureWidth, Height: pictureHeight, Alt: s.alt()}, true
}

// draw draws a picture as a PNG file.
func (b *brush) draw(out *bytes.Buffer, s Sketch, c inks) error {
	clear(b.image.Pix)
	b.image.Palette = c.palette(s.digit)
	b.fill(toneInk, 0, 0, 24, pictureHeight)
	y := 108
	if s.above != "" {
		b.write(b.face(b.fonts.regular, 36), softInk, leftEdge, y, s.above)
	}
	if s.foot != "" {
		b.write(b.face(b.fonts.bold, 36), textInk, leftEdge, bottomLine, s.foot)
	}
	switch {
	case s.code != "":
		b.write(b.face(b.fonts.mono, 56), softInk, leftEdge, 204, protocol)
		b.write(b.face(b.fonts.mono, 180), toneInk, leftEdge-10, 378, s.code)
		face, _, lines := b.fit(b.fonts.bold, s.title, []int{84, 68, 56, 44}, 1, lineRoom)
		b.write(face, toneInk, leftEdge, 476, lines[0])
	default:
		with := textInk
		if s.digit > 0 {
			with = toneInk
		}
		face, size, lines := b.fit(b.fonts.bold, s.title, []int{104, 84, 68, 56}, 3, lineRoom)
		y += 64 + size
		for _, line := range lines {
			b.write(face, with, leftEdge, y, line)
			y += size * 6 / 5
		}
	}
	if s.below != "" {
		face, size, lines := b.fit(b.fonts.regular, s.below, []int{44, 36}, 4, lineRoom)
		y += 16
		for _, line := range lines {
			b.write(face, softInk, leftEdge, y, line)
			y += size * 7 / 5
		}
	}
	return b.png.Encode(out, b.image)
}
