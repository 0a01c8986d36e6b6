package reader_test

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// What programs read beside the pages is held to the pages here.
type machines struct {
	files   map[string][]byte
	address string // of the site, with a slash at its end
	crawl   *crawl // says what is wrong
}

func (m *machines) problem(name, format string, args ...any) { m.crawl.problem(name, format, args...) }

// machineProblems returns what is wrong with what programs read of a site.
func machineProblems(files map[string][]byte, address string) []string {
	m := &machines{files: files, address: strings.TrimSuffix(address, "/") + "/"}
	m.crawl = &crawl{files: files, address: m.address}
	m.sources()
	m.llms()
	m.feed()
	m.pictures()
	m.crumbs()
	return m.crawl.problems
}

// sources: the Markdown of a page stands beside it, and the page says so.
func (m *machines) sources() {
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		switch path.Ext(name) {
		case ".md":
			if m.files[m.page(name)] == nil {
				m.problem(name, "is the source of no page")
			}
		case ".html":
			source := strings.TrimSuffix(name, ".html") + ".md"
			if m.files[source] == nil {
				continue // no note
			}
			if got := m.links(name, "alternate", "text/markdown"); !slices.Equal(got, []string{path.Base(source)}) {
				m.problem(name, "its sources are %q, not %q", got, path.Base(source))
			}
		}
	}
}

func (m *machines) page(source string) string { return strings.TrimSuffix(source, ".md") + ".html" }

// links are the addresses of the links of that kind in the head of a page.
func (m *machines) links(name, rel, kind string) (addresses []string) {
	tree, err := html.Parse(bytes.NewReader(m.files[name]))
	if err != nil {
		m.problem(name, "%v", err)
		return nil
	}
	for n := range tree.Descendants() {
		if n.Data == "link" && attribute(n, "rel") == rel && attribute(n, "type") == kind {
			addresses = append(addresses, attribute(n, "href"))
		}
	}
	return addresses
}

var llmsLink = regexp.MustCompile(`(?m)^- \[(?:[^\]\\]|\\.)+\]\(([^)]*)\)`)

// llms: llms.txt begins with the title and leads to each source once.
func (m *machines) llms() {
	const name = "llms.txt"
	text := string(m.files[name])
	if !strings.HasPrefix(text, "# ") {
		m.problem(name, "does not begin with a title")
	}
	if n := strings.Count(text, "\n# "); n > 0 {
		m.problem(name, "has %d titles", n+1)
	}
	listed := map[string]bool{}
	for _, link := range llmsLink.FindAllStringSubmatch(text, -1) {
		if listed[link[1]] {
			m.problem(name, "%s stands twice", link[1])
		}
		listed[link[1]] = true
	}
	for _, source := range slices.Sorted(maps.Keys(m.files)) {
		if path.Ext(source) == ".md" {
			if !listed[m.crawl.canonical(source)] {
				m.problem(name, "%s is missing", m.crawl.canonical(source))
			}
			delete(listed, m.crawl.canonical(source))
		}
	}
	for _, left := range slices.Sorted(maps.Keys(listed)) {
		m.problem(name, "%s is no source of a page", left)
	}
}

// An atom holds what RFC 4287 section 4.1 asks of a feed or an entry.
type atom struct {
	XMLName xml.Name
	ID      []string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string   `xml:"http://www.w3.org/2005/Atom updated"`
	Authors []string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []atomLink `xml:"http://www.w3.org/2005/Atom link"`
	Entries []atom     `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomLink struct {
	Rel     string `xml:"rel,attr"`
	Address string `xml:"href,attr"`
}

// feed: the feed is one that RFC 4287 allows, and its entries lead to pages.
func (m *machines) feed() {
	const name = "feed.xml"
	var feed atom
	if m.files[name] == nil {
		for _, page := range slices.Sorted(maps.Keys(m.files)) {
			if path.Ext(page) == ".html" && len(m.links(page, "alternate", "application/atom+xml")) > 0 {
				m.problem(page, "leads to a feed, and there is none")
			}
		}
		return
	}
	if err := xml.Unmarshal(m.files[name], &feed); err != nil {
		m.problem(name, "%v", err)
		return
	}
	if want := (xml.Name{Space: "http://www.w3.org/2005/Atom", Local: "feed"}); feed.XMLName != want {
		m.problem(name, "is no feed: %v", feed.XMLName)
	}
	if len(feed.Authors) == 0 || strings.TrimSpace(feed.Authors[0]) == "" {
		m.problem(name, "has no author")
	}
	if self := feed.link("self"); self != m.address+name {
		m.problem(name, "says that it stands at %q", self)
	}
	ids, latest := map[string]bool{}, ""
	for i, a := range append([]atom{feed}, feed.Entries...) {
		if len(a.ID) != 1 || len(a.Title) != 1 || len(a.Updated) != 1 {
			m.problem(name, "entry %d has %d ids, %d titles and %d dates", i, len(a.ID), len(a.Title), len(a.Updated))
			return
		}
		if u, err := url.Parse(a.ID[0]); err != nil || !u.IsAbs() || ids[a.ID[0]] {
			m.problem(name, "the id %q is not an address of its own", a.ID[0])
		}
		ids[a.ID[0]] = true
		if _, err := time.Parse(time.RFC3339, a.Updated[0]); err != nil {
			m.problem(name, "%q is no time", a.Updated[0])
		}
		if i > 0 {
			latest = max(latest, a.Updated[0])
		}
		if !m.isPage(a.link("alternate")) {
			m.problem(name, "entry %d leads to %q, which is no page", i, a.link("alternate"))
		}
	}
	if feed.Updated[0] != latest {
		m.problem(name, "was updated %s, and its last entry %s", feed.Updated[0], latest)
	}
	for _, page := range slices.Sorted(maps.Keys(m.files)) {
		if isShown(page, m.files[page]) && page != lost {
			up := strings.Repeat("../", strings.Count(page, "/"))
			if got := m.links(page, "alternate", "application/atom+xml"); !slices.Equal(got, []string{up + name}) {
				m.problem(page, "its feeds are %q, not %q", got, up+name)
			}
		}
	}
}

func (a atom) link(rel string) string {
	for _, l := range a.Links {
		if l.Rel == rel {
			return l.Address
		}
	}
	return ""
}

// pictures: each page with an address of its own says what it is when somebody
// shares it, with a picture of the site that is as large as the page says.
func (m *machines) pictures() {
	shown := map[string]bool{}
	for _, page := range slices.Sorted(maps.Keys(m.files)) {
		if !isShown(page, m.files[page]) || page == lost {
			continue
		}
		said := m.properties(page)
		for _, property := range []string{"og:title", "og:description", "og:type", "og:image:alt", "twitter:card"} {
			if strings.TrimSpace(said[property]) == "" {
				m.problem(page, "says nothing for %s", property)
			}
		}
		if want := m.crawl.canonical(page); said["og:url"] != want {
			m.problem(page, "its og:url is %q, not %q", said["og:url"], want)
		}
		name, ok := strings.CutPrefix(said["og:image"], m.address)
		config, err := png.DecodeConfig(bytes.NewReader(m.files[name]))
		if !ok || err != nil {
			m.problem(page, "its picture %q is none of this site", said["og:image"])
			continue
		}
		shown[name] = true
		if size := fmt.Sprintf("%d×%d", config.Width, config.Height); size != said["og:image:width"]+"×"+said["og:image:height"] {
			m.problem(page, "its picture is %s, and the page says %s×%s", size, said["og:image:width"], said["og:image:height"])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		if strings.HasPrefix(name, "pictures/") && !shown[name] {
			m.problem(name, "no page shows it")
		}
	}
}

// crumbs: the way to a page is numbered from 1 on and its steps have names. Each
// property belongs to an item.
func (m *machines) crumbs() {
	for _, page := range slices.Sorted(maps.Keys(m.files)) {
		if path.Ext(page) != ".html" {
			continue
		}
		tree, err := html.Parse(bytes.NewReader(m.files[page]))
		if err != nil {
			m.problem(page, "%v", err)
			continue
		}
		step := 0
		for n := range tree.Descendants() {
			item := ""
			for up := range n.Ancestors() {
				if item = attribute(up, "itemtype"); item != "" {
					break
				}
			}
			switch property := attribute(n, "itemprop"); {
			case property == "":
			case item == "":
				m.problem(page, "%s is a property of nothing", property)
			case property == "position":
				if step++; attribute(n, "content") != strconv.Itoa(step) {
					m.problem(page, "step %d of the way there has the number %q", step, attribute(n, "content"))
				}
			case (property == "name" || property == "headline") && strings.TrimSpace(textOf(n)) == "":
				m.problem(page, "an empty %s", property)
			}
		}
	}
}

// properties are what the meta elements of a page say.
func (m *machines) properties(page string) map[string]string {
	tree, err := html.Parse(bytes.NewReader(m.files[page]))
	if err != nil {
		m.problem(page, "%v", err)
		return nil
	}
	said := map[string]string{}
	for n := range tree.Descendants() {
		if n.Data == "meta" {
			said[cmp.Or(attribute(n, "property"), attribute(n, "name"))] = attribute(n, "content")
		}
	}
	return said
}

// isPage says whether an address is the one of a page.
func (m *machines) isPage(address string) bool {
	for name := range m.files {
		if path.Ext(name) == ".html" && m.crawl.canonical(name) == address {
			return true
		}
	}
	return false
}

func TestMachines(t *testing.T) {
	t.Parallel()
	root := builtSite(t)
	files := filesOf(t, filepath.Join(root, "public"))
	for _, problem := range held(configOf(t, root), machineProblems(files, addressOf(t, root))) {
		t.Error(problem)
	}
	for _, n := range notesOf(t, root) {
		if !bytes.Equal(files[n.Path], n.File.Data) {
			t.Errorf("%s is not the note as it is", n.Path)
		}
		if n.Meta.Changed != "" && files["feed.xml"] == nil {
			t.Errorf("%s tells of a change, and there is no feed", n.Path)
		}
	}
}

// goodMachines is a site in which all is well.
func goodMachines() map[string][]byte {
	share := func(address, picture string) string {
		return fmt.Sprintf(`<meta property="og:title" content="x"><meta property="og:description" content="x"><meta property="og:type" content="article"><meta property="og:url" content="%s/%s"><meta property="og:image" content="%[1]s/pictures/%[3]s"><meta property="og:image:alt" content="x"><meta property="og:image:width" content="3"><meta property="og:image:height" content="2"><meta name="twitter:card" content="x">`, goodAddress, address, picture)
	}
	var picture bytes.Buffer
	png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 2)))
	const feed = `<link rel="alternate" type="application/atom+xml" href="`
	return map[string][]byte{
		"index.html": []byte(`<!doctype html><title>Home</title><link rel="alternate" type="text/markdown" href="index.md">` + feed + `feed.xml">` + share("", "index.png")),
		"a/b c.html": []byte(`<!doctype html><title>B</title><link rel="alternate" type="text/markdown" href="b c.md">` + feed + `../feed.xml">` + share("a/b%20c.html", "b.png") +
			`<ol itemtype="https://schema.org/BreadcrumbList"><li itemtype="https://schema.org/ListItem"><a itemprop="item"><span itemprop="name">Home</span></a><meta itemprop="position" content="1"></li></ol>`),
		"a/x.go.html":        []byte(`<!doctype html><title>x.go</title>` + feed + `../feed.xml">` + share("a/x.go.html", "index.png")),
		"pictures/index.png": picture.Bytes(), "pictures/b.png": picture.Bytes(),
		"index.md": []byte("Text.\n"),
		"a/b c.md": []byte("Text.\n"),
		"llms.txt": []byte("# Notes\n\n- [Home](" + goodAddress + "/index.md)\n\n## A\n\n- [B \\[1\\]](" + goodAddress + "/a/b%20c.md): About B.\n"),
		"feed.xml": []byte(strings.ReplaceAll(`<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
			<id>SITE/feed.xml</id><title>Notes</title><updated>2026-02-03T00:00:00Z</updated><author><name>Notes</name></author>
			<link rel="self" href="SITE/feed.xml"/><link rel="alternate" href="SITE/"/>
			<entry><id>SITE/a/b%20c.html#1</id><title>B</title><updated>2026-02-03T00:00:00Z</updated><link rel="alternate" href="SITE/a/b%20c.html"/></entry>
			<entry><id>SITE/#2</id><title>Home</title><updated>2026-02-02T00:00:00Z</updated><link rel="alternate" href="SITE/"/></entry></feed>`, "SITE", goodAddress)),
	}
}

func TestMachinesFindsFaults(t *testing.T) {
	for _, problem := range machineProblems(goodMachines(), goodAddress) {
		t.Errorf("the good site: %s", problem)
	}
	for _, test := range []struct{ file, old, new, want string }{
		{"index.html", `"index.md"`, `"a/b c.md"`, `index.html: its sources are ["a/b c.md"], not "index.md"`},
		{"index.html", `text/markdown`, `text/plain`, `index.html: its sources are [], not "index.md"`},
		{"llms.txt", "# Notes\n", "", `llms.txt: does not begin with a title`},
		{"llms.txt", "## A", "# A", `llms.txt: has 2 titles`},
		{"llms.txt", "/index.md", "/gone.md", `llms.txt: ` + goodAddress + `/index.md is missing`},
		{"llms.txt", "/index.md", "/gone.md", `llms.txt: ` + goodAddress + `/gone.md is no source of a page`},
		{"llms.txt", "## A\n", "- [Home](" + goodAddress + "/index.md)\n", `llms.txt: ` + goodAddress + `/index.md stands twice`},
		{"feed.xml", "</entry></feed>", "</entry>", `feed.xml: XML syntax error on line 5: unexpected EOF`},
		{"feed.xml", "http://www.w3.org/2005/Atom", "http://www.w3.org/2005/atom", `feed.xml: is no feed: {http://www.w3.org/2005/atom feed}`},
		{"feed.xml", "<author><name>Notes</name></author>", "", `feed.xml: has no author`},
		{"feed.xml", `rel="self"`, `rel="via"`, `feed.xml: says that it stands at ""`},
		{"feed.xml", "<title>Home</title>", "", `feed.xml: entry 2 has 1 ids, 0 titles and 1 dates`},
		{"feed.xml", "<title>Home</title>", "<id>urn:x</id><title>Home</title>", `feed.xml: entry 2 has 2 ids, 1 titles and 1 dates`},
		{"feed.xml", "/#2", "/a/b%20c.html#1", `feed.xml: the id "` + goodAddress + `/a/b%20c.html#1" is not an address of its own`},
		{"feed.xml", goodAddress + "/#2", "two", `feed.xml: the id "two" is not an address of its own`},
		{"feed.xml", "2026-02-02T00:00:00Z", "2026-02-02", `feed.xml: "2026-02-02" is no time`},
		{"feed.xml", "2026-02-02T00:00:00Z", "2026-02-04T00:00:00Z", `feed.xml: was updated 2026-02-03T00:00:00Z, and its last entry 2026-02-04T00:00:00Z`},
		{"feed.xml", `c.html"`, `d.html"`, `feed.xml: entry 1 leads to "` + goodAddress + `/a/b%20d.html", which is no page`},
		{"index.html", `"og:title"`, `"og:titel"`, `index.html: says nothing for og:title`},
		{"index.html", `"twitter:card" content="x"`, `"twitter:card" content=" "`, `index.html: says nothing for twitter:card`},
		{"a/b c.html", `b%20c.html`, `b%20d.html`, `a/b c.html: its og:url is "` + goodAddress + `/a/b%20d.html", not "` + goodAddress + `/a/b%20c.html"`},
		{"a/b c.html", `pictures/b.png`, `pictures/c.png`, `a/b c.html: its picture "` + goodAddress + `/pictures/c.png" is none of this site`},
		{"a/b c.html", `pictures/b.png`, `pictures/index.png`, `pictures/b.png: no page shows it`},
		{"a/b c.html", goodAddress + `/pictures`, `pictures`, `a/b c.html: its picture "pictures/b.png" is none of this site`},
		{"a/b c.html", `content="3"`, `content="4"`, `a/b c.html: its picture is 3×2, and the page says 4×2`},
		{"a/b c.html", `content="1"`, `content="0"`, `a/b c.html: step 1 of the way there has the number "0"`},
		{"a/b c.html", `>Home<`, `> <`, `a/b c.html: an empty name`},
		{"a/x.go.html", `<title>`, `<h1 itemprop="headline">x</h1><title>`, `a/x.go.html: headline is a property of nothing`},
		{"a/x.go.html", `../feed.xml`, `feed.xml`, `a/x.go.html: its feeds are ["feed.xml"], not "../feed.xml"`},
	} {
		files := goodMachines()
		text := string(files[test.file])
		if strings.Count(text, test.old) != 1 {
			t.Errorf("%q does not stand once in %s", test.old, test.file)
		}
		files[test.file] = []byte(strings.Replace(text, test.old, test.new, 1))
		if got := machineProblems(files, goodAddress); !slices.Contains(got, test.want) {
			t.Errorf("%q for %q in %s: got %q, not %q", test.new, test.old, test.file, got, test.want)
		}
	}
	files := goodMachines()
	delete(files, "a/b c.html")
	delete(files, "feed.xml")
	got := machineProblems(files, goodAddress)
	for _, want := range []string{"a/b c.md: is the source of no page", "index.html: leads to a feed, and there is none"} {
		if !slices.Contains(got, want) {
			t.Errorf("got %q, not %q", got, want)
		}
	}
}
