package page

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"wirebook/generator/diagram"
	"wirebook/generator/export"
	"wirebook/generator/layout"
	"wirebook/generator/memo"
	"wirebook/generator/picture"
	"wirebook/generator/registry"
	"wirebook/generator/site"
	"wirebook/generator/theme"
	"wirebook/generator/trial"
)

// A press holds what all pages of a site share. Its workers only read it, except for
// what several pages have in common, which is safe to share.
type press struct {
	site     *site.Site
	layouts  *layout.Set
	look     *theme.Theme
	assets   map[string]string       // from name to address, from the root of the site
	root     string                  // of pages whose address is unknown: "/" or the path of the site's address
	sources  map[string]string       // from exchange.Handler.File to address
	sizes    map[string]picture.Size // of images, by address
	notes    map[string]*site.Page   // by path in content/
	navs     map[navKey]string
	reach    reach
	loose    []*site.Page       // outside any section, without the first page
	numbers  map[*site.Page]int // of each page in its section
	feed     bool               // the site has a feed of changes
	pictures *picture.Set
	worker   []byte         // the service worker, or nil
	reads    bool           // the site has the page that explains pasted responses
	tries    bool           // the site has the page for requests of a reader's own
	starts   []Request      // that the page for requests begins with
	requests []Request      // one for each pattern of the built-in origin, where pages send
	program  *trial.Program // of trials, or nil
	sends    bool           // pages send requests of their readers to the built-in origin
	memory   Memory
	disk     *disk          // or nil
	base     memo.Hash      // what all pages depend on: the layouts, the addresses of the assets
	styled   memo.Hash      // what all pictures depend on: the style sheet
	errs     []layout.Error // by page, with err nil if it was rendered
	code     sync.Map       // from codeKey to []colour.Span
	kept     atomic.Int64   // bytes of the text of code
	parts    sync.Map       // from partsKey to template.HTML

	programSize int // of the program of trials, in bytes
}

func newPress(s *site.Site, l *layout.Set, assets map[string]string) *press {
	p := &press{
		site: s, layouts: l, assets: assets, root: site.RootPath(s.Config.Address),
		sources: map[string]string{}, sizes: picture.Sizes(s.Copies), notes: map[string]*site.Page{},
		feed: export.HasFeed(s),
	}
	for _, page := range s.Pages {
		p.notes[page.Note.Path] = page
	}
	for _, src := range s.Sources {
		p.sources[src.Path] = src.URL
	}
	return p
}

// An asking is the site as one page looks at it. It is the only way for a page to see
// more than its own note: whoever looks says at what, and the page is rendered again
// when that changes.
type asking struct {
	press *press
	asked *memo.Asked[site.Question] // nil if the page is not kept
	wide  *atomic.Bool               // set where the page looks at more than faces; or nil
}

func (a asking) look(about site.About, name string) {
	if a.wide != nil && !narrow[about] {
		a.wide.Store(true)
	}
	a.asked.Ask(site.Question{About: about, Name: name}, a.press.answer)
}

// site returns the site, of which only that is to be looked at.
func (a asking) site(about site.About, names ...string) *site.Site {
	for _, name := range append(names, "")[:max(1, len(names))] {
		a.look(about, name)
	}
	return a.press.site
}

// registry holds facts, which are the same for all builds.
func (a asking) registry() *registry.Registry { return a.press.site.Registry }

// link returns a link to a page.
func (a asking) link(p *site.Page, at site.Place) Link {
	a.look(site.AboutPage, p.Note.Path)
	return linkTo(p, at)
}

// home returns the first page, or nil.
func (a asking) home() *site.Page {
	if s := a.site(site.AboutSections); len(s.Pages) > 0 {
		return s.Pages[0]
	}
	return nil
}

// The questions that a press answers, and what their Name is.
const (
	aboutSize      = site.AboutOther + iota // the size of an image; its address
	aboutPicture                            // the picture that is shared for a page; the path of its note, or empty
	aboutQuestions                          // the questions and minutes of all lessons of a section; its folder
	aboutDrawn                              // a drawing of other pages; its name
)

// answer answers a question with a comparable value.
func (p *press) answer(q site.Question) any {
	switch q.About {
	case aboutSize:
		return p.sizes[q.Name]
	case aboutPicture:
		shared, ok := p.pictures.Of(p.notes[q.Name])
		return [2]any{shared, ok}
	case aboutDrawn:
		return fmt.Sprint(p.draws(q.Name))
	case aboutQuestions:
		sum := memo.NewSum()
		for _, s := range p.site.Sections {
			if s.Folder != q.Name {
				continue
			}
			for _, page := range s.Pages {
				asked := questions(page)
				sum.Text(page.Note.Path)
				sum.Number(minutes(page, asked))
				for _, q := range asked {
					sum.Text(q.id)
				}
			}
		}
		return sum.Hash()
	}
	return p.site.Answer(q)
}

func (p *press) registered(code int) (registry.Status, bool) {
	if p.site.Registry == nil {
		return registry.Status{}, false
	}
	return p.site.Registry.Status(code)
}

func (p *press) language() string { return cmp.Or(p.site.Config.Language, "en") }

// A job is one page to render.
type job struct {
	path string
	name string // what is rendered, for faults
	do   func(asking, *bytes.Buffer) error
	of   input
	// asset is File.Asset.
	asset bool
}

const notFound = "404.html"

// A Request is a request to begin with, for a link.
type Request struct {
	Title    string
	Pattern  string       // of ServeMux, for which it is, or empty
	Code     int          // what it is answered with, in the first state; 0 if that is not known
	Fragment template.URL // the bytes, percent-encoded: html/template is not to escape them again
	text     string
}

// draws draws the course or the walk of the site, or nil.
func (p *press) draws(name string) *diagram.Drawing {
	if name == "walk" {
		for _, page := range p.site.Pages {
			if page.Note.Chooser != nil {
				return diagram.Tree(page.Note.Chooser)
			}
		}
		return nil
	}
	i := slices.IndexFunc(p.site.Sections, func(s *site.Section) bool { return s.Lessons })
	if i < 0 {
		return nil
	}
	var stops []diagram.Stop
	for _, page := range p.site.Sections[i].Pages {
		if page.IsIndex() {
			continue
		}
		stop := diagram.Stop{Key: page.Note.Path, Title: page.Title, About: page.Note.Meta.Description, Minutes: minutes(page, questions(page))}
		if _, about, ok := strings.Cut(stop.About, ": "); ok {
			stop.About = about // after "The first lesson"
		}
		for i := range page.Proof.Results {
			if code := page.Proof.Results[i].Code; code > 0 && !slices.Contains(stop.Codes, code) {
				stop.Codes = append(stop.Codes, code)
			}
		}
		slices.Sort(stop.Codes)
		stops = append(stops, stop)
	}
	return diagram.Course(stops)
}
