package page

import (
	"bytes"
	"encoding/xml"
	"slices"

	"wirebook/generator/site"
)

// machineFiles are the files that only machines read. A file of content/ with
// the same address wins. Without an address of the site there is no sitemap:
// its addresses must be absolute.
func machineFiles(s *site.Site, files []File) []File {
	var out []File
	add := func(path string, data []byte) {
		if !slices.ContainsFunc(files, func(f File) bool { return f.Path == path }) {
			out = append(out, File{Path: path, Data: data})
		}
	}
	robots := "User-agent: *\nAllow: /\n"
	if s.Config.Address != "" {
		add("sitemap.xml", sitemap(s, files))
		robots += "Sitemap: " + canonical(s.Config.Address, "sitemap.xml") + "\n"
	}
	if data := feed(s); data != nil {
		add(feedName, data)
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
func sitemap(s *site.Site, files []File) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	add := func(page string) {
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(canonical(s.Config.Address, page)))
		b.WriteString("</loc></url>\n")
	}
	for _, p := range s.Pages {
		add(p.URL)
	}
	for _, src := range s.Sources {
		add(src.URL)
	}
	for _, page := range []string{searchPage, offlinePage} {
		if slices.ContainsFunc(files, func(f File) bool { return f.Path == page }) {
			add(page)
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}
