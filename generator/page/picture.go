package page

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"sync"

	"wirebook/generator/site"
)

// Pictures of pages, for those who share a link. They are as large as the places
// that show them ask for.
const (
	pictureWidth  = 1200
	pictureHeight = 630
	pictureFolder = "pictures/"

	leftEdge   = 96
	rightEdge  = 80
	lineRoom   = pictureWidth - leftEdge - rightEdge
	bottomLine = pictureHeight - 60
)

// A Picture is what stands for a page elsewhere.
type Picture struct {
	URL           string // absolute
	Width, Height int
	Alt           string
}

// A sketch is what a picture shows.
type sketch struct {
	path  string // of the file, from the root of the site
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

// pictures are those of a site.
type pictures struct {
	site    *site.Site
	inks    inks
	of      map[*site.Page]sketch // the pages that have one of their own
	own     map[string]size       // of the images of content/, by address: an author may draw a picture
	brushes sync.Pool             // of *brush: a worker takes one at a time
}

// newPictures finds what the picture of each page shows. A site without an
// address has none: links to them must be absolute. A title that the fonts cannot
// write leaves its page without one of its own.
func newPictures(s *site.Site, sizes map[string]size, style []byte) *pictures {
	p := &pictures{site: s, of: map[*site.Page]sketch{}, own: sizes}
	fonts, err := loadFonts()
	if s.Config.Address == "" || err != nil {
		return p
	}
	p.inks = readInks(style)
	p.brushes.New = func() any { return newBrush(fonts) }
	b := newBrush(fonts)
	for i, page := range s.Pages {
		file := pictureFolder + strings.TrimSuffix(page.URL, path.Ext(page.URL)) + ".png"
		if _, own := p.own[file]; i > 0 && !own && !drawn(page) {
			continue
		}
		sk := sketch{path: file, title: oneLine(page.Title), foot: oneLine(s.Config.Title)}
		if page.Section != nil {
			sk.above = oneLine(page.Section.Title)
		}
		switch {
		case i == 0:
			sk.title, sk.below, sk.foot = oneLine(s.Config.Title), oneLine(s.Config.Description), ""
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
func (p *pictures) sketchOf(page *site.Page) (s sketch, ok bool) {
	if s, ok = p.of[page]; !ok && page != nil && page.Section != nil {
		s, ok = p.of[page.Section.Index]
	}
	if !ok && len(p.site.Pages) > 0 {
		s, ok = p.of[p.site.Pages[0]]
	}
	return s, ok
}

// jobs draw the pictures, but for those that the author has drawn.
func (p *pictures) jobs() (jobs []job) {
	for _, page := range p.site.Pages {
		s, ok := p.of[page]
		if _, drawn := p.own[s.path]; !ok || drawn {
			continue
		}
		jobs = append(jobs, job{path: s.path, name: s.path, asset: true, do: func(out *bytes.Buffer) error {
			b := p.brushes.Get().(*brush)
			defer p.brushes.Put(b)
			return b.draw(out, s, p.inks)
		}})
	}
	return jobs
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

// Picture is what stands for the page elsewhere, or nil.
func (v *View) Picture() *Picture {
	p := v.press.pictures
	s, ok := p.sketchOf(v.page)
	if !ok || v.Canonical == "" {
		return nil
	}
	pic := &Picture{URL: canonical(p.site.Config.Address, s.path), Width: pictureWidth, Height: pictureHeight, Alt: s.alt()}
	if own, drawn := p.own[s.path]; drawn {
		pic.Width, pic.Height, pic.Alt = own.width, own.height, v.Title
	}
	return pic
}

// styleOf is the style of the site, for its colours.
func styleOf(assets map[string]string, files []File) []byte {
	for _, f := range files {
		if f.Path == assets["style.css"] {
			return f.Data
		}
	}
	return nil
}
