package page

import (
	"cmp"
	"html/template"
	"strings"

	"wirebook/generator/export"
	"wirebook/generator/site"
	"wirebook/generator/theme"
)

// What a page tells about itself beyond its text: where else it exists.

// Markdown is the address of the note's source, or empty if the page is not a note.
func (v *View) Markdown() string {
	if v.page == nil {
		return ""
	}
	return v.at.To(export.SourceOf(v.page))
}

// Policy is the Content-Security-Policy of the page, as an attribute.
func (v *View) Policy() template.HTMLAttr {
	return template.HTMLAttr(`content="` + v.press.look.Policy() + `"`)
}

// Logo is the picture of the site beside its title, or nil.
func (v *View) Logo() *Logo {
	look := v.press.look
	if look.Logo == "" {
		return nil
	}
	size := v.press.sizes[v.site(site.AboutConfig).Config.Logo]
	return &Logo{v.at.To(look.Logo), size.Width, size.Height}
}

// A Logo is the picture of a site, also in the tab of the browser.
type Logo struct {
	URL           string
	Width, Height int // in pixels; 0 if not known
}

// Links are those that site.yaml has for the foot of each page.
func (v *View) Links() (out []Link) {
	for _, l := range v.press.look.Links {
		out = append(out, Link{URL: v.to(l.To), Title: l.Name, Label: l.Name})
	}
	return out
}

// to writes an address from the root of the site, or one with a scheme, as the page has it.
func (v *View) to(address string) string {
	if theme.Outside(address) {
		return address
	}
	return v.at.To(address)
}

// OwnHead is the HTML of the author for the head of the page, and OwnFoot that for its
// foot.
func (v *View) OwnHead() template.HTML { return template.HTML(v.press.look.Head.HTML(v.at.To)) }
func (v *View) OwnFoot() template.HTML { return template.HTML(v.press.look.Foot.HTML(v.at.To)) }

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
