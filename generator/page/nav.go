package page

import (
	"bytes"
	"html/template"
	"path"
	"strings"

	"wirebook/generator/site"
)

// A Nav is what nav.html is executed with. It is executed once for all pages of
// a folder: the entry of the page itself is marked afterwards, by the first
// href in it that is the page's address.
type Nav struct {
	Home     Link
	Loose    []Link // pages outside every section
	Sections []NavSection
}

// A NavSection is a section of the site in the navigation.
type NavSection struct {
	Link            // to its index, or to its first page
	Current  bool   // holds the page
	Open     bool   // shows its pages: it is current, or no section is and the site is small
	Pages    []Link // without the index, codes and classes
	Classes  []NavClass
	Part     bool // Pages are not all: the others stand in the index
	HasIndex bool
}

// A NavClass is a class of status codes in the navigation.
type NavClass struct {
	Digit int
	Page  *Link // of the class, or nil
	Codes []Link
}

// widest is the longest list of pages that the navigation holds. From a longer
// section it shows a window around the current page, and of the others only the
// way to their index.
const widest = 150

// whole is the largest site whose navigation names every page on every page. In
// a larger one the other sections show only the way to them: what every page
// holds of all pages grows with the square of their number.
const whole = 300

// overview is the largest site whose navigation is all open where the page is in
// no section.
const overview = 60

// A navKey names a navigation: pages with the same key share it.
type navKey struct {
	folder  string // of the page: its links are relative
	root    string
	section *site.Section
	window  int // which part of a long section
}

// navigations renders the navigation of every kind of page, so that the workers
// only read.
func (p *press) navigations() error {
	p.navs = map[navKey]string{}
	p.numbers = map[*site.Page]int{}
	for _, s := range p.site.Sections {
		for i, page := range s.Pages {
			p.numbers[page] = i
		}
	}
	if err := p.navigation(nil, site.Place{Page: notFound, Root: p.root}); err != nil {
		return err
	}
	for _, s := range p.site.Sources {
		if err := p.navigation(nil, site.Place{Page: s.URL}); err != nil {
			return err
		}
	}
	for _, page := range p.site.Pages {
		if err := p.navigation(page, site.Place{Page: page.URL}); err != nil {
			return err
		}
	}
	return nil
}

// navigation renders the navigation of a page, unless one like it has it.
func (p *press) navigation(page *site.Page, at site.Place) error {
	key := p.navKey(page, at)
	if _, done := p.navs[key]; done {
		return nil
	}
	var b bytes.Buffer
	err := p.layouts.execute(&b, "nav.html", p.navView(key, at))
	p.navs[key] = b.String()
	return err
}

func (p *press) navKey(page *site.Page, at site.Place) navKey {
	key := navKey{folder: path.Dir(at.Page), root: at.Root}
	if page != nil && page.Section != nil {
		key.section = page.Section
		if len(page.Section.Pages) > widest {
			key.window = p.numbers[page] / (widest / 3)
		}
	}
	return key
}

// nav is the navigation with the entry of the page marked.
func (p *press) nav(page *site.Page, at site.Place) template.HTML {
	html := p.navs[p.navKey(page, at)]
	if page != nil {
		href := `href="` + at.To(page.URL) + `"`
		html = strings.Replace(html, href, href+` aria-current="page"`, 1)
	}
	return template.HTML(html)
}

func (p *press) navView(key navKey, at site.Place) *Nav {
	n := &Nav{}
	for i, page := range p.site.Pages {
		switch {
		case i == 0:
			n.Home = link(page, at)
		case page.Section == nil:
			n.Loose = append(n.Loose, link(page, at))
		}
	}
	for _, s := range p.site.Sections {
		if len(s.Pages) > 0 {
			n.Sections = append(n.Sections, p.navSection(s, key, at))
		}
	}
	return n
}

func (p *press) navSection(s *site.Section, key navKey, at site.Place) NavSection {
	out := NavSection{Link: sectionLink(s, at), Current: s == key.section, Open: s == key.section || key.section == nil && len(p.site.Pages) <= overview, HasIndex: s.Index != nil}
	pages := s.Pages
	if len(p.site.Pages) > whole && !out.Current {
		out.Part = true
		return out
	}
	if len(pages) > widest {
		out.Part = true
		if !out.Current {
			return out
		}
		from := max(0, min((key.window-1)*(widest/3), len(pages)-widest))
		pages = pages[from : from+widest]
	}
	for _, page := range pages {
		digit := 0
		switch {
		case page == s.Index:
			continue
		case page.Status != nil:
			digit = page.Status.Class()
		case page.Class != nil:
			digit = page.Class.Digit
		default:
			out.Pages = append(out.Pages, link(page, at))
			continue
		}
		class := out.class(digit)
		if l := link(page, at); page.Status != nil {
			class.Codes = append(class.Codes, l)
		} else {
			class.Page = &l
		}
	}
	return out
}

// class finds the class with that digit, or adds it in its place.
func (n *NavSection) class(digit int) *NavClass {
	at := 0
	for at < len(n.Classes) && n.Classes[at].Digit < digit {
		at++
	}
	if at == len(n.Classes) || n.Classes[at].Digit != digit {
		n.Classes = append(n.Classes[:at], append([]NavClass{{Digit: digit}}, n.Classes[at:]...)...)
	}
	return &n.Classes[at]
}
