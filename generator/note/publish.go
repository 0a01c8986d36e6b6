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

// Files of content/ that hosts or browsers act on are published only if site.yaml
// lists them, so that a change of texts cannot slip one in.

// hostFiles are files at the root of a site that configure its host, in lower case.
var hostFiles = []string{"_config.yml", "_headers", "_redirects", "_routes.json", "_worker.js", "cname", "customhttp.yml", "firebase.json", "netlify.toml",
	"now.json", "static.json", "staticwebapp.config.json", "vercel.json", "wrangler.json", "wrangler.jsonc", "wrangler.toml"}

// folderFiles are files that configure a host in every folder.
var folderFiles = []string{".htaccess", ".htpasswd", ".user.ini", "web.config"}

// wellKnown is the folder of well-known URIs (RFC 8615).
const wellKnown = ".well-known"

// programs are the extensions of files that some hosts execute.
var programs = []string{".ashx", ".asp", ".aspx", ".cfm", ".cgi", ".fcgi", ".jsp", ".jspx", ".phar", ".php", ".php3", ".php4", ".php5", ".php7", ".php8", ".pht", ".phtml", ".shtm", ".shtml", ".stm"}

// pages are the extensions of files that browsers show as pages.
var pages = []string{".htm", ".html", ".mht", ".mhtml", ".xht", ".xhtml"}

// acts says why a copied file needs a line in site.yaml; it returns "" if it needs
// none.
func acts(name string, data []byte) string {
	base, ext := path.Base(name), strings.ToLower(path.Ext(name))
	switch {
	case slices.Contains(hostFiles, strings.ToLower(name)), slices.Contains(folderFiles, strings.ToLower(base)), slices.Contains(programs, ext):
		return "hosts are configured by files of this name"
	case strings.EqualFold(name, "sw.js"):
		return "browsers let this script control the whole site"
	case name == wellKnown || strings.HasPrefix(name, wellKnown+"/"):
		return "others trust the files below this name"
	case slices.Contains(pages, ext):
		return "it is a page that may contain script, but is not generated here"
	case ext == ".svgz":
		return "it may contain script, since it is compressed"
	case ext == ".svg" || ext == ".xml" || ext == ".xsl" || ext == ".xslt":
		return script(data)
	}
	return ""
}

// listed reports whether a path is in publish, or below a path that is.
func listed(publish []string, name string) bool {
	return slices.ContainsFunc(publish, func(p string) bool {
		p = strings.Trim(p, "/")
		return name == p || strings.HasPrefix(name, p+"/")
	})
}

// shown reports whether a name that begins with a dot is not skipped: it is listed,
// is a folder above a listed path, or has to be listed.
func shown(publish []string, name string) bool {
	return acts(name, nil) != "" || listed(publish, name) || slices.ContainsFunc(publish, func(p string) bool { return strings.HasPrefix(p, name+"/") })
}

// unlisted faults the files that need a line in site.yaml and have none, and the
// lines of publish that name no file.
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
				What: fmt.Sprintf("there is no file content/%s to publish", p), Do: "name a folder, or a file that is not a note, relative to content/"})
		}
	}
	return faults
}

// script says what a browser could execute in an XML document; it returns "" if there
// is nothing. A document that cannot be parsed is assumed to contain script.
func script(data []byte) string {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return "it may contain script, since it cannot be parsed: " + err.Error()
		}
		switch token := token.(type) {
		case xml.ProcInst:
			if token.Target != "xml" {
				return fmt.Sprintf("it contains <?%s", token.Target)
			}
		case xml.Directive:
			if bytes.ContainsRune(token, '[') {
				return "its DOCTYPE has declarations"
			}
		case xml.StartElement:
			if what := runs(token); what != "" {
				return what
			}
		}
	}
}

// active are the elements that execute something, or show another document.
var active = []string{"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "meta", "link", "base"}

// runs says what a browser could execute in an element.
func runs(e xml.StartElement) string {
	if name := strings.ToLower(e.Name.Local); slices.Contains(active, name) {
		return fmt.Sprintf("it contains <%s>", e.Name.Local)
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
			return fmt.Sprintf("it contains the attribute %s", a.Name.Local)
		case strings.Contains(value, "script:"), strings.HasPrefix(value, "data:") && !picture:
			return fmt.Sprintf("its attribute %s leads to script", a.Name.Local)
		}
	}
	return ""
}
