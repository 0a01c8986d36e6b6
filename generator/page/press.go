package page

import (
	"cmp"
	"sync"
	"sync/atomic"

	"wirebook/generator/export"
	"wirebook/generator/picture"
	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// A press holds what all pages of a site share. Its workers only read it, except for
// what several pages have in common, which is safe to share.
type press struct {
	site     *site.Site
	layouts  *layouts
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
	worker   []byte        // the service worker, or nil
	errs     []layoutError // by page, with err nil if it was rendered
	code     sync.Map      // from codeKey to []span
	kept     atomic.Int64  // bytes of the text of code
	parts    sync.Map      // from partsKey to template.HTML
}

func newPress(s *site.Site, l *layouts, assets map[string]string) *press {
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

func (p *press) registered(code int) (registry.Status, bool) {
	if p.site.Registry == nil {
		return registry.Status{}, false
	}
	return p.site.Registry.Status(code)
}

func (p *press) language() string { return cmp.Or(p.site.Config.Language, "en") }
