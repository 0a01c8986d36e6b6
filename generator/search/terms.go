package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// mostPages is how many pages a term leads to: those where it weighs most.
	mostPages = 1000
	// A term on a fifth of all pages, and on more than common, does not lead to pages
	// that mention it in passing. One on more than common/16 does not say where they do.
	common  = 32
	passing = 3
)

// A term is a word of the index with its postings, in page order.
type term struct {
	text  string
	pages []posting
}

// A posting is a mention as stored in the index.
type posting struct {
	page  int32
	level int8 // of the weight
	place uint8
}

// level is a weight as one digit: in powers of two, from 4 on in half steps.
func level(weight float64) int {
	if weight < 4 {
		return max(0, 2+int(math.Round(math.Log2(weight))))
	}
	return int(math.Round(2 * math.Log2(weight)))
}

// A collection turns the mentions of pages, in order, into the postings of terms.
type collection struct {
	pages int
	index map[string]int // into terms
	terms []term
}

// add adds the mentions of the next page, as encode gives them.
func (c *collection) add(list []byte) {
	for len(list) > 2 {
		at, place, end := int8(list[0]), list[1], 3+int(list[2])
		text := list[3:end]
		i, ok := c.index[string(text)]
		if !ok {
			i = len(c.terms)
			c.index[string(text)] = i
			c.terms = append(c.terms, term{text: string(text)})
		}
		c.terms[i].pages = append(c.terms[i].pages, posting{int32(c.pages), at, place})
		list = list[end:]
	}
	c.pages++
}

// encode writes the mentions of a page as the index has them: for each its level, its
// place, and the length and the text of its term.
func encode(list []mention) (out []byte) {
	for _, m := range list {
		out = append(out, byte(level(m.total())), byte(min(m.place, math.MaxUint8)), byte(len(m.term)))
		out = append(out, m.term...)
	}
	return out
}

// all returns the terms that lead to a page, sorted.
func (c *collection) all() []term {
	terms := c.terms
	slices.SortFunc(terms, func(a, b term) int { return strings.Compare(a.text, b.text) })
	for i, t := range terms {
		if len(t.pages) > common && 5*len(t.pages) > c.pages {
			t.pages = slices.DeleteFunc(t.pages, func(p posting) bool { return p.level < passing })
		}
		if len(t.pages) > common/16 {
			for j := range t.pages {
				if t.pages[j].level < passing {
					t.pages[j].place = 0
				}
			}
		}
		if len(t.pages) > mostPages {
			slices.SortStableFunc(t.pages, func(a, b posting) int { return cmp.Compare(b.level, a.level) })
			t.pages = t.pages[:mostPages]
			slices.SortFunc(t.pages, func(a, b posting) int { return cmp.Compare(a.page, b.page) })
		}
		terms[i].pages = t.pages
	}
	return slices.DeleteFunc(terms, func(t term) bool { return len(t.pages) == 0 })
}

// A termPart is a part of the terms as a script reads it: the terms, and for each as
// many postings as its count says. All numbers are written by writeNumber.
type termPart struct {
	first  string
	Terms  string `json:"terms"`  // each without the beginning that it shares with the one before
	Shared string `json:"shared"` // the length of that beginning, in UTF-16 code units
	Counts string `json:"counts"`
	Pages  string `json:"pages"` // difference from the page before, in each term from 0
	Levels string `json:"levels"`
	Places string `json:"places"`
}

// cutTerms writes the terms as one or more parts.
func cutTerms(terms []term) []termPart {
	size := 0
	for _, t := range terms {
		size += t.size()
	}
	most := wholeTerms
	if size > wholeTerms {
		most = partTerms
	}
	var parts []termPart
	for len(terms) > 0 {
		n, size := 0, 0
		for n < len(terms) && (n == 0 || size+terms[n].size() <= most) {
			size += terms[n].size()
			n++
		}
		parts = append(parts, writeTerms(terms[:n]))
		terms = terms[n:]
	}
	return parts
}

// size is the approximate size of a term in bytes.
func (t term) size() int { return len(t.text) + 2 + 3*len(t.pages) }

func writeTerms(terms []term) termPart {
	var names, lengths, counts, pages, levels, places []byte
	last := ""
	for i, t := range terms {
		if i > 0 {
			names = append(names, ' ')
		}
		bytes, units := shared(last, t.text)
		names = append(names, t.text[bytes:]...)
		lengths = writeNumber(lengths, units)
		last = t.text
		counts = writeNumber(counts, len(t.pages))
		before := 0
		for _, p := range t.pages {
			pages = writeNumber(pages, int(p.page)-before)
			levels = writeNumber(levels, int(p.level))
			places = writeNumber(places, int(p.place))
			before = int(p.page)
		}
	}
	return termPart{terms[0].text, string(names), string(lengths), string(counts), string(pages), string(levels), string(places)}
}

// shared is the length of the beginning that two terms share, in bytes and in UTF-16
// code units, in which a script counts.
func shared(a, b string) (bytes, units int) {
	for bytes < len(a) && bytes < len(b) {
		r, size := utf8.DecodeRuneInString(a[bytes:])
		if other, _ := utf8.DecodeRuneInString(b[bytes:]); other != r {
			break
		}
		bytes += size
		units += utf16.RuneLen(r)
	}
	return bytes, units
}

// Numbers are written in the 89 digits that JSON does not escape and that take
// one byte: those from # to ~ without the backslash, and without <, > and &,
// which encoding/json escapes.
const (
	alphabet = "#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	digits   = len(alphabet)
	single   = digits - 8 // numbers below it are one digit
)

// writeNumber writes a number up to 500,000: most are one digit, some are two,
// few are four.
func writeNumber(to []byte, n int) []byte {
	if n < single {
		return append(to, alphabet[n])
	}
	n -= single
	if n < 7*digits {
		return append(to, alphabet[single+n/digits], alphabet[n%digits])
	}
	n -= 7 * digits
	return append(to, alphabet[digits-1], alphabet[n/digits/digits], alphabet[n/digits%digits], alphabet[n%digits])
}
