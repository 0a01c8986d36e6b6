package export

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

const FeedName = "feed.xml"

// newest is the number of changes in the feed.
const newest = 50

// An atomFeed is a feed (RFC 4287 section 4.1).
type atomFeed struct {
	XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Language string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle,omitempty"`
	Updated  string   `xml:"updated"`
	Author   string   `xml:"author>name"`
	Links    []atomLink
	Entries  []atomEntry
}

type atomLink struct {
	XMLName xml.Name `xml:"link"`
	Rel     string   `xml:"rel,attr"`
	Type    string   `xml:"type,attr"`
	Address string   `xml:"href,attr"`
}

// An atomEntry is one change. The next change of the same note is another entry, with
// another id, so that feed readers show it.
type atomEntry struct {
	XMLName xml.Name `xml:"entry"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink
	Summary string `xml:"summary,omitempty"`
}

// changedPages returns the pages whose notes name a change, the latest first, and those
// of one day in reading order.
func changedPages(s *site.Site) []*site.Page {
	var pages []*site.Page
	for _, p := range s.Pages {
		if p.Note.Meta.Changed != "" {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Compare(b.Note.Meta.Changed, a.Note.Meta.Changed)
	})
	return pages[:min(newest, len(pages))]
}

// HasFeed reports whether the site has a feed, its own or a file of content/. A feed
// needs the address of the site: its ids and links are absolute.
func HasFeed(s *site.Site) bool {
	return s.Config.Address != "" && len(changedPages(s)) > 0 || slices.ContainsFunc(s.Copies, func(c site.Copy) bool { return c.URL == FeedName })
}

// feed returns the Atom feed of the changes that the notes name, or nil if there are
// none. Its dates come from the notes, never from a clock: the same notes always give
// the same bytes.
func feed(s *site.Site) []byte {
	pages := changedPages(s)
	if s.Config.Address == "" || len(pages) == 0 {
		return nil
	}
	address := site.Canonical(s.Config.Address, FeedName)
	f := atomFeed{
		Language: cmp.Or(s.Config.Language, "en"),
		ID:       address, Title: source.OneLine(s.Config.Title), Subtitle: source.OneLine(s.Config.Description),
		Updated: dayOf(pages[0]), Author: source.OneLine(s.Config.Title),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Address: address},
			{Rel: "alternate", Type: "text/html", Address: site.Canonical(s.Config.Address, "index.html")},
		},
	}
	for _, p := range pages {
		to := site.Canonical(s.Config.Address, p.URL)
		f.Entries = append(f.Entries, atomEntry{
			ID: to + "#changed-" + p.Note.Meta.Changed, Title: source.OneLine(p.Title), Updated: dayOf(p),
			Link:    atomLink{Rel: "alternate", Type: "text/html", Address: to},
			Summary: source.OneLine(cmp.Or(p.Note.Meta.Change, p.Note.Meta.Description)),
		})
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "\t")
	if err := e.Encode(f); err != nil {
		return nil // strings always marshal
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// dayOf returns the day of a change as a time (RFC 3339), as Atom requires.
func dayOf(p *site.Page) string { return p.Note.Meta.Changed + "T00:00:00Z" }
