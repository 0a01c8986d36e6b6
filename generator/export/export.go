// Package export writes the files meant for programs. Write takes the site and its
// files so far, and returns the files to add:
//
//	sitemap.xml, robots.txt   which pages there are
//	feed.xml                  what changed lately
//	llms.txt                  a list of the Markdown of all notes
//	api/v1/*.json             status codes and fields, with their schemas
//	_redirects, 201.html      from other addresses of pages
//
// Markdown returns the notes as they are, each beside its page. A file of content/ with
// the same name takes precedence.
package export

import (
	"bytes"
	"encoding/xml"
	"slices"

	"wirebook/generator/site"
)

// Write returns the files meant for programs. A file of content/ with the same address
// takes precedence. A site without an address has no sitemap, whose addresses must be
// absolute.
func Write(s *site.Site, files []site.File) []site.File {
	var out []site.File
	taken := make(map[string]bool, len(files))
	for _, f := range files {
		taken[f.Path] = true
	}
	addFile := func(f site.File) {
		if !taken[f.Path] {
			out = append(out, f)
		}
	}
	add := func(path string, data []byte) { addFile(site.File{Path: path, Data: data}) }
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
	for _, f := range moved(s) {
		addFile(f)
	}
	add("robots.txt", []byte(robots))
	add("llms.txt", llms(s))
	return out
}

// sitemap lists the notes, in reading order, the files of the built-in origin, and the
// pages of the site itself. It has no dates: the same notes always give the same bytes.
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
	for _, page := range []string{site.SearchPage, site.ReadPage, site.OfflinePage} {
		if slices.ContainsFunc(files, func(f site.File) bool { return f.Path == page }) {
			add(page)
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}
