package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/cache"
	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// How the index is split. A small site has one part of terms, and its pages are in the
// head. A large one has many parts of both, and a query loads only the parts it needs:
// the transfer does not grow with the site. Sizes are in bytes before compression.
const (
	wholePages = 160 << 10 // of the pages that fit in the head
	groupPages = 24        // pages in a part, otherwise
	wholeTerms = 192 << 10 // of the terms that fit in one part
	partTerms  = 20 << 10  // of a part, otherwise
)

// An indexHead is what the search script gets first.
type indexHead struct {
	Stop   string      `json:"stop"`
	Count  int         `json:"count"`           // of all pages
	Size   int         `json:"size"`            // of a group of pages
	Pages  []indexPage `json:"pages,omitempty"` // if there is only one group
	Groups []string    `json:"groups,omitempty"`
	From   []string    `json:"from"`  // the first term of each part
	Parts  []string    `json:"parts"` // as in Groups: addresses from the root of the site
}

// An indexPage is a page as a result shows it: its address, title and description, and
// its headings and rows. One whose id is not the usual one is followed by a tab and the
// id.
type indexPage [4]any

func newIndexPage(p *site.Page, rows []note.Row) indexPage {
	places := []string{}
	add := func(text, id string) {
		if id != usualID(text) {
			text += "\t" + id
		}
		places = append(places, text)
	}
	for _, h := range p.Note.Headings {
		add(h.Text, h.ID)
	}
	for _, r := range rows {
		add(r.Text, r.ID)
	}
	return indexPage{p.URL, p.Title, p.Note.Meta.Description, places}
}

// usualID is the id of most headings, which the script can derive from the text:
// lower-case ASCII letters and digits, with hyphens for spaces.
func usualID(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', IsDigit(r), r == '-', r == '_':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r == ' ':
			return '-'
		}
		return -1
	}, text)
}

// atOnce is how many pages are read before their words are added to the index.
const atOnce = 256

// Index returns the files of the search: head is what its script gets first, and parts
// are the parts of the index, which are assets.
func Index(s *site.Site, language string) (head []byte, parts []site.File) {
	return Memory{}.Index(s, language)
}

// A Memory keeps the words of each page, for the next Index of the same site. The zero
// Memory keeps nothing.
type Memory struct {
	pages *memo.Table[string, kept] // by address
	disk  *cache.Cache
}

// NewMemory returns a memory in which nothing is yet.
func NewMemory() Memory { return Memory{pages: &memo.Table[string, kept]{}} }

// OnDisk returns a memory that keeps nothing but what is in the cache.
func OnDisk(c *cache.Cache) Memory { return Memory{disk: c} }

// kept is the words of a page, and what they were read from.
type kept struct {
	note     *note.Note
	rows     []note.Row
	about    bool // as aboutOthers says
	language string
	mentions []byte // as encode writes them
}

func (m Memory) mentionsOf(p *site.Page, rows []note.Row, stop map[string]bool) []byte {
	return m.pages.Get(p.URL, func(was *kept) kept {
		if was != nil && was.note == p.Note && slices.Equal(was.rows, rows) && was.about == aboutOthers(p) && was.language == p.Lang {
			return *was
		}
		return kept{p.Note, rows, aboutOthers(p), p.Lang, m.read(p, rows, stop)}
	}).mentions
}

// read reads the mentions of a page, or takes them from the cache.
func (m Memory) read(p *site.Page, rows []note.Row, stop map[string]bool) []byte {
	if m.disk == nil {
		return encode(mentionsOf(p, rows, stop))
	}
	sum := cache.NewSum("words")
	sum.Text(p.Lang, p.URL, strconv.FormatBool(aboutOthers(p)))
	for _, r := range rows {
		sum.Text(r.ID)
	}
	sum.Bytes(p.Note.File.Data)
	key := sum.Key()
	data, ok := m.disk.Get(key)
	if !ok {
		data = encode(mentionsOf(p, rows, stop))
		m.disk.Put(key, data)
	}
	return data
}

// Index is the function Index, but for what the memory knows.
func (m Memory) Index(s *site.Site, language string) (head []byte, parts []site.File) {
	m.pages.Turn()
	stops := map[string]map[string]bool{} // by language
	for _, p := range s.Pages {
		if stops[p.Lang] == nil {
			stops[p.Lang] = Stops(p.Lang)
		}
	}
	terms := &collection{index: map[string]int{}}
	for some := range slices.Chunk(s.Pages, atOnce) {
		found := make([][]byte, len(some))
		source.Each(len(some), func(i int) { found[i] = m.mentionsOf(some[i], s.Rows(some[i]), stops[some[i].Lang]) })
		for _, list := range found {
			terms.add(list)
		}
	}

	h := indexHead{Stop: stopWords(language), Count: len(s.Pages), Size: max(1, len(s.Pages))}
	var pages []indexPage
	for _, p := range s.Pages {
		pages = append(pages, newIndexPage(p, s.Rows(p)))
	}
	if len(call("", pages)) <= wholePages {
		h.Pages = pages
	} else {
		h.Size = groupPages
		for group := range slices.Chunk(pages, groupPages) {
			parts = append(parts, part("group", len(h.Groups), group))
			h.Groups = append(h.Groups, parts[len(parts)-1].Path)
		}
	}
	for _, t := range cutTerms(terms.all()) {
		parts = append(parts, part("terms", len(h.Parts), t))
		h.From = append(h.From, t.first)
		h.Parts = append(h.Parts, parts[len(parts)-1].Path)
	}
	return call("head", h), parts
}

// PartPrefix begins the address of each part of an index.
const PartPrefix = site.AssetFolder + "search-"

// part returns a part of the index: a script that passes it on, because a page opened
// from disk cannot load anything else.
func part(kind string, number int, data any) site.File {
	text := call(kind, data, number)
	sum := sha256.Sum256(text)
	return site.File{Path: fmt.Sprintf("%s%s-%d.%s.js", PartPrefix, kind, number, hex.EncodeToString(sum[:4])), Data: text, Asset: true}
}

// call returns the script that passes data to the search script.
func call(kind string, data any, more ...any) []byte {
	args := []byte("wirebookSearch(")
	for i, arg := range append([]any{kind, data}, more...) {
		text, err := json.Marshal(arg)
		if err != nil {
			panic(err) // strings and numbers always marshal
		}
		if i > 0 {
			args = append(args, ',')
		}
		args = append(args, text...)
	}
	return append(args, ");\n"...)
}
