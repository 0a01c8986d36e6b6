package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// How the index is cut. A site like ours has one part of terms, and its pages
// stand in the head. A large one has many parts of both, and a query asks for
// those that it needs: what it moves does not grow with the site. Sizes are in
// bytes before compression.
const (
	wholePages = 160 << 10 // of the pages that may stand in the head
	groupPages = 24        // pages in a part, otherwise
	wholeTerms = 192 << 10 // of the terms that may be one part
	partTerms  = 20 << 10  // of a part, otherwise
)

// An indexHead is what the script of the search is given first.
type indexHead struct {
	Stop   string      `json:"stop"`
	Count  int         `json:"count"`           // of all pages
	Size   int         `json:"size"`            // of a group of pages
	Pages  []indexPage `json:"pages,omitempty"` // where there is but one group
	Groups []string    `json:"groups,omitempty"`
	From   []string    `json:"from"`  // the first term of each part
	Parts  []string    `json:"parts"` // as in Groups: addresses from the root of the site
}

// An indexPage is a page as a result shows it: its address, title and
// description, the phrases of `search`, and its headings. Behind a heading stand
// a tab and its id, where that is not the usual one.
type indexPage [5]any

func newIndexPage(p *site.Page) indexPage {
	headings := []string{}
	for _, h := range p.Note.Headings {
		text := h.Text
		if h.ID != usualID(text) {
			text += "\t" + h.ID
		}
		headings = append(headings, text)
	}
	meta := p.Note.Meta
	return indexPage{p.URL, p.Title, meta.Description, append([]string{}, meta.Search...), headings}
}

// usualID is the id of most headings, which the script can tell from the text:
// small letters and digits of ASCII, with hyphens for spaces.
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

// Index are the files of the search: the parts of its index, which are
// assets, and what its script is given first.
func Index(s *site.Site, language string) (head []byte, parts []site.File) {
	stop := Stops(language)
	found := make([][]mention, len(s.Pages))
	source.Each(len(s.Pages), func(i int) { found[i] = mentionsOf(s.Pages[i], stop) })

	h := indexHead{Stop: stopWords(language), Count: len(s.Pages), Size: max(1, len(s.Pages))}
	var pages []indexPage
	for _, p := range s.Pages {
		pages = append(pages, newIndexPage(p))
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
	for _, t := range cutTerms(allTerms(found)) {
		parts = append(parts, part("terms", len(h.Parts), t))
		h.From = append(h.From, t.first)
		h.Parts = append(h.Parts, parts[len(parts)-1].Path)
	}
	return call("head", h), parts
}

// part is a part of the index: a script that hands it over, because a page that
// was opened from disk can load nothing else.
func part(kind string, number int, data any) site.File {
	text := call(kind, data, number)
	sum := sha256.Sum256(text)
	return site.File{Path: fmt.Sprintf("%ssearch-%s-%d.%s.js", site.AssetFolder, kind, number, hex.EncodeToString(sum[:4])), Data: text, Asset: true}
}

// call is the call that gives data to the script of the search.
func call(kind string, data any, more ...any) []byte {
	args := []byte("wirebookSearch(")
	for i, arg := range append([]any{kind, data}, more...) {
		text, err := json.Marshal(arg)
		if err != nil {
			panic(err) // strings and numbers can be written
		}
		if i > 0 {
			args = append(args, ',')
		}
		args = append(args, text...)
	}
	return append(args, ");\n"...)
}
