package note

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"

	"wirebook/generator/source"
)

// What of content/ acts, and does not only show something, is published where
// site.yaml lists it, so that a change of a text cannot bring it along.

// hostFiles are the files at the root of a site by which a host is told what to do.
var hostFiles = []string{"_headers", "_redirects", "_routes.json", "_worker.js", "CNAME", "netlify.toml", "staticwebapp.config.json", "vercel.json"}

// folderFiles are those by which a host is told so in every folder.
var folderFiles = []string{".htaccess", ".htpasswd", ".user.ini", "web.config"}

// wellKnown is the folder of what others ask a site for (RFC 8615).
const wellKnown = ".well-known"

// programs are the endings of files that some hosts run.
var programs = []string{".asp", ".aspx", ".cgi", ".jsp", ".phar", ".php", ".php5", ".php7", ".php8", ".phtml", ".shtm", ".shtml"}

// pages are the endings of files that browsers show as pages of the site.
var pages = []string{".htm", ".html", ".mht", ".mhtml", ".xht", ".xhtml"}

// acts says why a file that is copied needs a line in site.yaml; it is empty where
// it needs none.
func acts(name string, data []byte) string {
	base, ext := path.Base(name), strings.ToLower(path.Ext(name))
	switch {
	case slices.Contains(hostFiles, name), slices.Contains(folderFiles, strings.ToLower(base)), slices.Contains(programs, ext):
		return "hosts obey a file of this name"
	case name == "sw.js":
		return "browsers let this script answer for the whole site"
	case name == wellKnown || strings.HasPrefix(name, wellKnown+"/"):
		return "others trust what stands below this name"
	case slices.Contains(pages, ext):
		return "it is a page that may hold script, and none of ours"
	case ext == ".svgz":
		return "it cannot be seen whether it holds script"
	case ext == ".svg" || ext == ".xml" || ext == ".xsl" || ext == ".xslt":
		return script(data)
	}
	return ""
}

// listed says that a path is one of those of publish, or below one.
func listed(publish []string, name string) bool {
	return slices.ContainsFunc(publish, func(p string) bool {
		p = strings.Trim(p, "/")
		return name == p || strings.HasPrefix(name, p+"/")
	})
}

// shown says that a name that begins with a dot is not passed over: it is listed,
// leads to what is, or needs to be.
func shown(publish []string, name string) bool {
	return acts(name, nil) != "" || listed(publish, name) || slices.ContainsFunc(publish, func(p string) bool { return strings.HasPrefix(p, name+"/") })
}

// unlisted faults the files that act and that site.yaml does not list, and the
// lines of its list that name no file.
func (t *Tree) unlisted() (faults []source.Fault) {
	for _, c := range t.Copies {
		if why := acts(c.Path, c.Data); why != "" && !listed(t.Config.Publish, c.Path) {
			faults = append(faults, place(c.Path, "unlisted", "this file is not published unless site.yaml lists it: "+why,
				fmt.Sprintf("remove it; if it is intentional, write in site.yaml: publish: [%s]", c.Path)))
		}
	}
	for i, p := range t.Config.Publish {
		if !slices.ContainsFunc(t.Copies, func(c Copy) bool { return listed([]string{p}, c.Path) }) {
			faults = append(faults, source.Fault{File: t.ConfigFile, Span: t.Config.At(fmt.Sprintf("publish.%d", i)), ID: "publish-missing", Exit: source.ExitUsage,
				What: fmt.Sprintf("there is no file content/%s to publish", p), Do: "name a file that is no note, or a folder, from content/"})
		}
	}
	return faults
}

// script says what in an XML document a browser could run; it is empty where there
// is nothing. A document that cannot be read is taken for one that could.
func script(data []byte) string {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return "it cannot be seen whether it holds script: " + err.Error()
		}
		switch token := token.(type) {
		case xml.ProcInst:
			if token.Target != "xml" {
				return fmt.Sprintf("it holds <?%s", token.Target)
			}
		case xml.Directive:
			if bytes.ContainsRune(token, '[') {
				return "its DOCTYPE declares something"
			}
		case xml.StartElement:
			if what := runs(token); what != "" {
				return what
			}
		}
	}
}

// active are the elements that run something, or show another document.
var active = []string{"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "meta", "link", "base"}

// runs says what in an element a browser could run.
func runs(e xml.StartElement) string {
	if name := strings.ToLower(e.Name.Local); slices.Contains(active, name) {
		return fmt.Sprintf("it holds <%s>", e.Name.Local)
	}
	for _, a := range e.Attr {
		value := strings.ToLower(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				return -1
			}
			return r
		}, a.Value))
		name := strings.ToLower(a.Name.Local)
		picture := strings.HasPrefix(value, "data:image/") && !strings.HasPrefix(value, "data:image/svg")
		switch {
		case strings.HasPrefix(name, "on"), name == "attributename" && (strings.HasPrefix(value, "on") || strings.HasSuffix(value, "href")):
			return fmt.Sprintf("it holds the attribute %s", a.Name.Local)
		case strings.Contains(value, "script:"), strings.HasPrefix(value, "data:") && !picture:
			return fmt.Sprintf("its attribute %s leads to script", a.Name.Local)
		}
	}
	return ""
}
