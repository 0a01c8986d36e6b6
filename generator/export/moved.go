package export

import (
	"bytes"
	"fmt"
	"html"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// redirectsName is the file in which Netlify and others look for redirects
// (https://docs.netlify.com/manage/routing/redirects/overview/).
const redirectsName = "_redirects"

// moved returns what leads from the addresses that pages do not have any more: a page for
// each, which works on every host and without one, and the list of redirects, for hosts
// that send a 301 in place of that page.
func moved(s *site.Site) []site.File {
	if len(s.Moves) == 0 {
		return nil
	}
	var list bytes.Buffer
	root := site.RootPath(s.Config.Address)
	var files []site.File
	for _, m := range s.Moves {
		to := site.EscapePath(m.To.URL)
		// The mark makes the rule count where there is a file, too.
		fmt.Fprintf(&list, "%s%s %s%s 301!\n", root, site.EscapePath(m.From[1:]), root, to)
		near := html.EscapeString(site.Place{Page: m.File}.To(m.To.URL))
		title := html.EscapeString(source.OneLine(m.To.Title))
		canonical := ""
		if s.Config.Address != "" {
			canonical = fmt.Sprintf("<link rel=\"canonical\" href=\"%s\">\n", html.EscapeString(site.Canonical(s.Config.Address, m.To.URL)))
		}
		files = append(files, site.File{Path: m.File, Moved: true, Data: fmt.Appendf(nil, "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"+
			"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n"+
			"<meta name=\"robots\" content=\"noindex\">\n%s<title>%s</title>\n<a href=\"%s\">%s</a>\n</html>\n", html.EscapeString(m.To.Lang), near, canonical, title, near, title)})
	}
	return append(files, site.File{Path: redirectsName, Data: list.Bytes()})
}
