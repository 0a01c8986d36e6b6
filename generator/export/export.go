// Package export writes the files that only programs read. Write takes the site and
// the files that there are so far, and returns those to add:
//
//	sitemap.xml, robots.txt   which pages there are
//	feed.xml                  what changed lately
//	llms.txt                  a list of the Markdown of all notes
//	api/v1/*.json             status codes and fields, with their schemas
//
// Markdown are the notes as they are, each beside its page. Where content/ holds a
// file of the same name, that file wins.
package export

import (
	"bytes"
	"encoding/xml"
	"slices"

	"wirebook/generator/site"
)

// Write makes the files that only programs read. A file of content/ with the same
// address wins. Without an address of the site there is no sitemap:
// its addresses must be absolute.
func Write(s *site.Site, files []site.File) []site.File {
	var out []site.File
	add := func(path string, data []byte) {
		if !slices.ContainsFunc(files, func(f site.File) bool { return f.Path == path }) {
			out = append(out, site.File{Path: path, Data: data})
		}
	}
	robots := "User-agent: *\nAllow: /\n"
	if s.Config.Address != "" {
		add("sitemap.xml", sitemap(s, files))
		robots += "Sitemap: " + site.Canonical(s.Config.Address, "sitemap.xml") + "\n"
	}
	if data := feed(s); data != nil {
		add(FeedName, data)
	}
	for _, f := range data(s) {
		add(f.Path, f.Data)
	}
	add("robots.txt", []byte(robots))
	add("llms.txt", llms(s))
	return out
}

// sitemap lists the notes, in reading order, the files of the built-in origin, and
// the pages of the search and of what can be read offline, without dates: two
// builds of the same notes are the same bytes.
func sitemap(s *site.Site, files []site.File) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	add := func(page string) {
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(site.Canonical(s.Config.Address, page)))
		b.WriteString("</loc></url>\n")
	}
	for _, p := range s.Pages {
		add(p.URL)
	}
	for _, src := range s.Sources {
		add(src.URL)
	}
	for _, page := range []string{site.SearchPage, site.OfflinePage} {
		if slices.ContainsFunc(files, func(f site.File) bool { return f.Path == page }) {
			add(page)
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}
