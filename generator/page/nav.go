package page

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"path"
	"slices"
	"strings"

	"wirebook/generator/layout"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A Nav is what nav.html is executed with, once for all pages of a folder. The entry of
// the page itself is marked afterwards: the first href that is the page's address.
type Nav struct {
	Home     Link
	Read     string // the address of the page that explains pasted responses, or empty
	Try      string // the address of the page for requests of a reader's own, or empty
	Loose    []Link // pages outside any section
	All      *Link  // to a list of all pages, if Loose or Sections is incomplete
	Sections []NavSection
}

// A NavSection is a section of the site in the navigation.
type NavSection struct {
	Link            // to its index, or to its first page
	Current  bool   // holds the current page
	Open     bool   // shows its pages: it is current, or no section is and the site is small
	Pages    []Link // without the index, codes and classes
	Classes  []NavClass
	Groups   []NavGroup  // hold the Pages, if the index groups them
	Folders  []NavFolder // or these, if the section has folders
	Part     bool        // Pages is incomplete: the index has the rest
	HasIndex bool
}

// A NavGroup is a part of a section in the navigation.
type NavGroup struct {
	Label string // or empty
	Pages []Link
}

// A NavFolder is a folder of a section in the navigation, or notes that are in none.
type NavFolder struct {
	Label string // or empty: in no folder
	Open  bool   // holds the current page
	Index *Link  // of the folder, or nil
	Pages []Link
}

// A NavClass is a class of status codes in the navigation.
type NavClass struct {
	Digit int
	Page  *Link // of the class, or nil
	Codes []Link
}

// maxNav is the largest navigation of a page, in bytes. If every page linked to all
// others, the total would grow with the square of their number.
const maxNav = 20_000

// whole is the largest site, in pages, whose navigation links every page on every page.
const whole = 300

// A reach says how much of the site a navigation shows. A list longer than wide is cut
// to a window around the current page, and so is a longer list of sections. Other
// sections show only a link to their index, unless all is set.
type reach struct {
	all      bool
	wide     int
	sections int
}

// reaches are tried in order until every navigation is small enough, from the first
// that allows for that many pages.
var reaches = []struct {
	reach
	pages int
}{
	{reach{true, 150, 200}, whole}, {reach{false, 150, 200}, 2000}, {reach{false, 75, 200}, 20_000}, {reach{false, 36, 100}, 50_000},
	{reach{false, 18, 50}, math.MaxInt}, {reach{false, 9, 20}, math.MaxInt}, {reach{false, 3, 5}, math.MaxInt},
}

// overview is the largest site, in pages, whose navigation is fully open on a page
// outside any section.
const overview = 60

// A navKey identifies a navigation: pages with the same key share it.
type navKey struct {
	folder  string // of the page: its links are relative
	root    string
	section *site.Section
	window  int // which part of a long section, or of the pages outside any
}

// navigations renders the navigation of every kind of page in advance, so that workers
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
			return p.layouts.Faults(err)
		}
	}
	return []source.Fault{source.Usage("too-large", fmt.Sprintf("the navigation of a page has more than %d bytes", maxNav), "use fewer sections, or shorter titles and paths")}
}

// renderNavigations stops at the first that is too large.
func (p *press) renderNavigations() (small bool, failed []layout.Error) {
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
			return false, []layout.Error{{Rendering: "the navigation", Err: err}}
		}
		if len(p.navs[p.navKey(page, place)])+len(current) > maxNav {
			return false, nil
		}
	}
	return true, nil
}

// navigation renders the navigation of a page, unless its key is already rendered.
func (p *press) navigation(page *site.Page, at site.Place) error {
	key := p.navKey(page, at)
	if _, done := p.navs[key]; done {
		return nil
	}
	var err error
	kept := p.memory.navs.Get(p.navName(key), func(was *keptNav) keptNav {
		if was != nil && was.base == p.base && was.asked.Hold(p.answer) {
			return *was
		}
		var b bytes.Buffer
		a := asking{press: p, asked: p.memory.asked.Asked()}
		err = p.layouts.Execute(&b, "nav.html", a.navView(key, at))
		a.asked.Done()
		return keptNav{p.base, a.asked, b.String()}
	})
	p.navs[key] = kept.html
	return err
}

// navName names a navigation, with all that decides what it shows but the site itself.
func (p *press) navName(key navKey) string {
	folder := ""
	if key.section != nil {
		folder = key.section.Folder
	}
	return fmt.Sprintf("%q %q %q %d %v %v", key.folder, key.root, folder, key.window, p.reach, len(p.site.Pages) <= overview)
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

// nav returns the navigation with the entry of the page marked.
func (p *press) nav(page *site.Page, at site.Place) template.HTML {
	html := p.navs[p.navKey(page, at)]
	href := `href="` + at.To(at.Page) + `"`
	html = strings.Replace(html, href, href+current, 1)
	return template.HTML(html)
}

func (a asking) navView(key navKey, at site.Place) *Nav {
	p, n := a.press, &Nav{}
	if home := a.home(); home != nil {
		n.Home = a.link(home, at)
	}
	n.Try = p.tryURL(at)
	a.look(site.AboutOrder, "")
	n.Read = p.readURL(at)
	loose := p.loose
	if len(loose) > p.reach.wide {
		n.All = a.allPages(at)
		if loose = p.window(loose, key); key.section != nil {
			loose = nil
		}
	}
	for _, page := range loose {
		n.Loose = append(n.Loose, a.link(page, at))
	}
	sections := a.site(site.AboutSections).Sections
	if most := p.reach.sections; len(sections) > most {
		n.All = a.allPages(at)
		from := max(0, min(slices.Index(sections, key.section)-most/2, len(sections)-most))
		sections = sections[from : from+most]
	}
	for _, s := range sections {
		if len(s.Pages) > 0 {
			n.Sections = append(n.Sections, a.navSection(s, key, at))
		}
	}
	return n
}

// window returns the part of a long list around the page of a key.
func (p *press) window(pages []*site.Page, key navKey) []*site.Page {
	from := max(0, min((key.window-1)*(p.reach.wide/3), len(pages)-p.reach.wide))
	return pages[from : from+p.reach.wide]
}

// allPages returns a link to a page that lists all others, or nil.
func (a asking) allPages(at site.Place) *Link {
	if all := a.site(site.AboutNames).List("map"); all != nil {
		l := a.link(all, at)
		return &l
	}
	if a.press.layouts.Files[site.SearchPage] != nil {
		return &Link{URL: at.To(site.SearchPage)}
	}
	return nil
}

func (a asking) navSection(s *site.Section, key navKey, at site.Place) NavSection {
	p := a.press
	out := NavSection{Link: a.sectionLink(s, at), Current: s == key.section, Open: s == key.section || key.section == nil && len(p.site.Pages) <= overview, HasIndex: s.Index != nil}
	if p.reach.all || out.Current {
		a.look(site.AboutOrder, s.Folder)
	}
	pages := s.Pages
	long := len(pages) > p.reach.wide
	if out.Part = long || !p.reach.all && !out.Current; out.Part && !out.Current {
		return out
	}
	if long {
		pages = p.window(pages, key)
	} else if s.Groups != nil {
		for _, g := range s.Groups {
			group := NavGroup{Label: g.Label}
			for _, page := range g.Pages {
				group.Pages = append(group.Pages, a.link(page, at))
			}
			out.Groups = append(out.Groups, group)
		}
		return out
	} else if s.Nested != nil {
		for _, n := range s.Nested {
			folder := NavFolder{Label: n.Label, Open: n.Folder != "" && strings.HasPrefix(key.folder+"/", n.Folder+"/")}
			if n.Index != nil {
				l := a.link(n.Index, at)
				folder.Index = &l
			}
			for _, page := range n.Pages {
				folder.Pages = append(folder.Pages, a.link(page, at))
			}
			out.Folders = append(out.Folders, folder)
		}
		return out
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
			out.Pages = append(out.Pages, a.link(page, at))
			continue
		}
		class := out.class(digit)
		if l := a.link(page, at); page.Status != nil {
			class.Codes = append(class.Codes, l)
		} else {
			class.Page = &l
		}
	}
	return out
}

// class returns the class with that digit, inserting it in order if missing.
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
