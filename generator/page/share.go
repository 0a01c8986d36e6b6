package page

import (
	"cmp"
	"strings"

	"wirebook/generator/export"
	"wirebook/generator/site"
)

// What a page tells about itself beyond its text: where else it exists.

// Markdown is the address of the note's source, or empty if the page is not a note.
func (v *View) Markdown() string {
	if v.page == nil {
		return ""
	}
	return v.at.To(export.SourceOf(v.page))
}

// path is that of the page's note, or empty if the page is not a note.
func (v *View) path() string {
	if v.page == nil {
		return ""
	}
	return v.page.Note.Path
}

// Position is the number of the crumb with index i: the first is 1.
func (v *View) Position(i int) int { return i + 1 }

// Feed is the address of the feed of changes, or empty without one.
func (v *View) Feed() string {
	if !v.press.feed {
		return ""
	}
	return v.at.To(export.FeedName)
}

// A SharedPicture represents the page wherever a link to it is shown.
type SharedPicture struct {
	URL           string // absolute
	Width, Height int    // in pixels
	Alt           string
}

// Picture is the page's SharedPicture, or nil.
func (v *View) Picture() *SharedPicture {
	v.look(aboutPicture, v.path())
	p, ok := v.press.pictures.Of(v.page)
	if !ok || v.Canonical == "" {
		return nil
	}
	return &SharedPicture{site.Canonical(v.site(site.AboutConfig).Config.Address, p.Path), p.Width, p.Height, cmp.Or(p.Alt, v.Title)}
}

// Data returns the addresses of the files for programs, each with that of its schema,
// on the page that lists them.
func (v *View) Data() (out []DataFile) {
	if !v.lists("data") {
		return nil
	}
	for _, d := range export.Data() {
		out = append(out, DataFile{Path: d.Path, URL: v.at.To(d.Path), Schema: v.at.To(d.Schema)})
	}
	return out
}

// A DataFile is a file for programs.
type DataFile struct {
	Path   string // from the root of the site
	URL    string
	Schema string // the address of its schema
}

// Edit is the address where the note can be edited, built as site.yaml says, or empty.
func (v *View) Edit() string {
	if v.page == nil {
		return ""
	}
	return strings.ReplaceAll(v.site(site.AboutConfig).Config.Edit, "{path}", site.EscapePath(v.page.Note.Path))
}
