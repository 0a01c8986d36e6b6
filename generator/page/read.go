package page

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"wirebook/generator/excerpt"
	"wirebook/generator/site"
)

// canRead reports whether the site can have the page that explains pasted responses: the
// layout and its scripts, and no file of its own at one of the two addresses.
func (p *press) canRead() bool {
	taken := slices.ContainsFunc(p.site.Copies, func(c site.Copy) bool { return c.URL == site.ReadPage || c.URL == site.ReadNotes }) ||
		slices.ContainsFunc(p.site.Pages, func(page *site.Page) bool { return page.URL == site.ReadPage })
	return p.layouts.files[site.ReadPage] != nil && p.assets[readScript] != "" && p.assets[trialScript] != "" && !taken
}

// readNotes is what the notes say about codes and fields, for the page that explains
// pasted responses.
func (p *press) readNotes() site.File {
	s, at := p.site, site.Place{Page: site.ReadPage}
	out := excerpt.Notes{Codes: map[int]excerpt.Note{}, Classes: map[int]excerpt.Note{}, Fields: map[string]excerpt.Note{}}
	noteOf := func(page *site.Page) excerpt.Note {
		m := page.Note.Meta
		return excerpt.Note{Description: m.Description, Gloss: m.Gloss, Client: m.Client, Retry: m.Retry, URL: at.To(page.URL)}
	}
	for _, page := range s.Pages {
		switch {
		case page.Status != nil:
			out.Codes[page.Status.Code] = noteOf(page)
		case page.Class != nil:
			out.Classes[page.Class.Digit] = noteOf(page)
		case page.Field != nil:
			out.Fields[strings.ToLower(page.Field.Name)] = noteOf(page)
		}
	}
	for _, f := range s.Registry.Fields() {
		name := strings.ToLower(f.Name)
		if url := s.FieldURL(f.Name); url != "" && out.Fields[name].URL == "" {
			out.Fields[name] = excerpt.Note{URL: at.To(url)}
		}
	}
	data, _ := json.Marshal(out) // strings only
	return site.File{Path: site.ReadNotes, Data: data, Asset: true}
}

// readPage renders the page that explains pasted responses.
func (a asking) readPage(b *bytes.Buffer) error {
	return a.ownPage(b, site.ReadPage, "Read a response", "Paste an HTTP response: its parts named line by line, the rules it breaks, what its code and fields mean, and what to do now. Nothing leaves your browser.")
}

// Read is the address of the page that explains pasted responses, or empty if the site
// has none.
func (v *View) Read() string { return v.press.readURL(v.at) }

func (p *press) readURL(at site.Place) string {
	if !p.reads {
		return ""
	}
	return at.To(site.ReadPage)
}

// Reads reports whether the page is the one that explains pasted responses.
func (v *View) Reads() bool { return v.press.reads && v.URL == site.ReadPage }

// ReadNotes is the address of what the notes say for the page that explains pasted
// responses.
func (v *View) ReadNotes() string { return v.at.To(site.ReadNotes) }

// ProgramSize is the size of the program of trials, in bytes as it is loaded.
func (v *View) ProgramSize() int { return v.press.programSize }
