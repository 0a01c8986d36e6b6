// Package picture draws the pictures that other sites show beside a link to a page:
// PNG files with the code, the title and the description. New takes the site and its
// style sheet, whose colours the pictures have, and decides which page has which;
// Set.Todo lists those to draw, and Set.Draw draws one.
//
// A code, a class, a field, a lesson and the index of a section have their own; the
// other pages share one of these. An image under content/pictures/ wins.
package picture

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"sync"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Pictures of pages, for those who share a link. They are as large as the places
// that show them ask for.
const (
	pictureWidth  = 1200
	pictureHeight = 630
	PictureFolder = "pictures/"

	leftEdge   = 96
	rightEdge  = 80
	lineRoom   = pictureWidth - leftEdge - rightEdge
	bottomLine = pictureHeight - 60
)

// A Picture is what represents a page elsewhere.
type Picture struct {
	Path          string // of its file, from the root of the site
	Width, Height int    // in pixels
	Alt           string // its text; empty for an image of content/
}

// A sketch is what a picture shows.
type sketch struct {
	Path  string // of the file, from the root of the site
	above string // the section
	code  string // of a status code: large
	title string
	below string // a sentence
	foot  string // the site
	digit int    // of the class that gives the colour, 0: none
}

// alt is the text of a picture.
func (s sketch) alt() string {
	if s.code != "" {
		return protocol + " " + s.code + " " + s.title
	}
	return s.title
}

const protocol = "HTTP/1.1"

// Set are those of a site.
type Set struct {
	site    *site.Site
	inks    inks
	of      map[*site.Page]sketch // the pages that have one of their own
	own     map[string]Size       // of the images of content/, by address: an author may draw a picture
	brushes sync.Pool             // of *brush: a worker takes one at a time
}

// New finds what the picture of each page shows. A site without an
// address has none: links to them must be absolute. A title that the fonts cannot
// write leaves its page without one of its own.
func New(s *site.Site, sizes map[string]Size, style []byte) *Set {
	p := &Set{site: s, of: map[*site.Page]sketch{}, own: sizes}
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
		sk := sketch{Path: file, title: source.OneLine(page.Title), foot: source.OneLine(s.Config.Title)}
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

// drawn says that a page has a picture of its own: that of a code, a class or a
// field, a lesson, and the index of a section. To draw one takes as long as to
// render a page, so the others share that of their section.
func drawn(page *site.Page) bool {
	s := page.Section
	return page.Status != nil || page.Class != nil || page.Field != nil || s != nil && (s.Index == page || s.Lessons)
}

// sketchOf is what stands for a page: its own picture, that of the index of its
// section, or that of the first page.
func (p *Set) sketchOf(page *site.Page) (s sketch, ok bool) {
	if s, ok = p.of[page]; !ok && page != nil && page.Section != nil {
		s, ok = p.of[page.Section.Index]
	}
	if !ok && len(p.site.Pages) > 0 {
		s, ok = p.of[p.site.Pages[0]]
	}
	return s, ok
}

// Todo lists the sketches to draw, in the order of the pages: not those for which
// content/ has an image.
func (p *Set) Todo() (out []sketch) {
	for _, page := range p.site.Pages {
		s, ok := p.of[page]
		if _, own := p.own[s.Path]; ok && !own {
			out = append(out, s)
		}
	}
	return out
}

// Draw draws a sketch as a PNG file. Goroutines may call it at the same time.
func (p *Set) Draw(out *bytes.Buffer, s sketch) error {
	b := p.brushes.Get().(*brush)
	defer p.brushes.Put(b)
	return b.draw(out, s, p.inks)
}

// Of is what represents a page, or one that is no note where page is nil.
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
func (b *brush) draw(out *bytes.Buffer, s sketch, c inks) error {
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
