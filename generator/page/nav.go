package page

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"path"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A Nav is what nav.html is executed with. It is executed once for all pages of
// a folder: the entry of the page itself is marked afterwards, by the first
// href in it that is the page's address.
type Nav struct {
	Home     Link
	Loose    []Link // pages outside every section
	All      *Link  // to a page with all, where Loose or Sections are not
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

// maxNav is the largest navigation of a page, in bytes. What every page holds of the
// others would grow with the square of their number.
const maxNav = 20_000

// whole is the largest site whose navigation names every page on every page.
const whole = 300

// A reach is how much of the site a navigation names. From a list that is longer
// than wide it shows a window around the current page, and so from a longer list of
// sections. Of a section that is not the current one it shows only the way to its
// index, unless all is to be named.
type reach struct {
	all      bool
	wide     int
	sections int
}

// reaches are tried in this order until every navigation is small enough, from the
// first that fits so many pages.
var reaches = []struct {
	reach
	pages int
}{
	{reach{true, 150, 200}, whole}, {reach{false, 150, 200}, 2000}, {reach{false, 75, 200}, 20_000}, {reach{false, 36, 100}, 50_000},
	{reach{false, 18, 50}, math.MaxInt}, {reach{false, 9, 20}, math.MaxInt}, {reach{false, 3, 5}, math.MaxInt},
}

// overview is the largest site whose navigation is all open where the page is in
// no section.
const overview = 60

// A navKey names a navigation: pages with the same key share it.
type navKey struct {
	folder  string // of the page: its links are relative
	root    string
	section *site.Section
	window  int // which part of a long section, or of the pages outside all
}

// navigations renders the navigation of every kind of page, so that the workers
// only read.
func (p *press) navigations() []source.Fault {
	p.numbers = map[*site.Page]int{}
	for i, page := range p.site.Pages {
		if page.Section == nil && i > 0 {
			p.numbers[page] = len(p.loose)
			p.loose = append(p.loose, page)
		}
	}
	for _, s := range p.site.Sections {
		for i, page := range s.Pages {
			p.numbers[page] = i
		}
	}
	for _, r := range reaches {
		if len(p.site.Pages) > r.pages {
			continue
		}
		p.navs, p.reach = map[navKey]string{}, r.reach
		if small, err := p.renderNavigations(); small || err != nil {
			return p.layouts.faults(err)
		}
	}
	return []source.Fault{source.Usage("too-large", fmt.Sprintf("the navigation of a page has more than %d bytes", maxNav), "use fewer sections, or shorter titles and paths")}
}

// renderNavigations stops at the first that is too large.
func (p *press) renderNavigations() (small bool, failed []layoutError) {
	at := []site.Place{{Page: notFound, Root: p.root}}
	for _, s := range p.site.Sources {
		at = append(at, site.Place{Page: s.URL})
	}
	others := len(at)
	for _, page := range p.site.Pages {
		at = append(at, site.Place{Page: page.URL})
	}
	for i, place := range at {
		var page *site.Page
		if i >= others {
			page = p.site.Pages[i-others]
		}
		if err := p.navigation(page, place); err != nil {
			return false, []layoutError{{"the navigation", err}}
		}
		if len(p.navs[p.navKey(page, place)])+len(current) > maxNav {
			return false, nil
		}
	}
	return true, nil
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
	list := p.loose
	if page != nil && page.Section != nil {
		key.section, list = page.Section, page.Section.Pages
	}
	if page != nil && len(list) > p.reach.wide {
		key.window = p.numbers[page] / (p.reach.wide / 3)
	}
	return key
}

// current marks the entry of the page itself.
const current = ` aria-current="page"`

// nav is the navigation with the entry of the page marked.
func (p *press) nav(page *site.Page, at site.Place) template.HTML {
	html := p.navs[p.navKey(page, at)]
	if page != nil {
		href := `href="` + at.To(page.URL) + `"`
		html = strings.Replace(html, href, href+current, 1)
	}
	return template.HTML(html)
}

func (p *press) navView(key navKey, at site.Place) *Nav {
	n := &Nav{}
	if len(p.site.Pages) > 0 {
		n.Home = link(p.site.Pages[0], at)
	}
	loose := p.loose
	if len(loose) > p.reach.wide {
		n.All = p.allPages(at)
		if loose = p.window(loose, key); key.section != nil {
			loose = nil
		}
	}
	for _, page := range loose {
		n.Loose = append(n.Loose, link(page, at))
	}
	sections := p.site.Sections
	if most := p.reach.sections; len(sections) > most {
		n.All = p.allPages(at)
		from := max(0, min(slices.Index(sections, key.section)-most/2, len(sections)-most))
		sections = sections[from : from+most]
	}
	for _, s := range sections {
		if len(s.Pages) > 0 {
			n.Sections = append(n.Sections, p.navSection(s, key, at))
		}
	}
	return n
}

// window is the part of a long list around the page of a key.
func (p *press) window(pages []*site.Page, key navKey) []*site.Page {
	from := max(0, min((key.window-1)*(p.reach.wide/3), len(pages)-p.reach.wide))
	return pages[from : from+p.reach.wide]
}

// allPages leads to a page that lists all others, or is nil.
func (p *press) allPages(at site.Place) *Link {
	if all := p.site.List("map"); all != nil {
		l := link(all, at)
		return &l
	}
	if p.layouts.files[site.SearchPage] != nil {
		return &Link{URL: at.To(site.SearchPage)}
	}
	return nil
}

func (p *press) navSection(s *site.Section, key navKey, at site.Place) NavSection {
	out := NavSection{Link: sectionLink(s, at), Current: s == key.section, Open: s == key.section || key.section == nil && len(p.site.Pages) <= overview, HasIndex: s.Index != nil}
	pages := s.Pages
	long := len(pages) > p.reach.wide
	if out.Part = long || !p.reach.all && !out.Current; out.Part && !out.Current {
		return out
	}
	if long {
		pages = p.window(pages, key)
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
