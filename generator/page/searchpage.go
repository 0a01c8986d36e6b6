package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"wirebook/generator/note"
	"wirebook/generator/search"
	"wirebook/generator/site"
)

// takeScript removes the search script, if there is one, from the assets.
func takeScript(files *[]site.File, assets map[string]string) []byte {
	i := slices.IndexFunc(*files, func(f site.File) bool { return f.Path == assets[site.SearchScript] })
	if i < 0 {
		return nil
	}
	script := (*files)[i].Data
	*files = slices.Delete(*files, i, i+1)
	delete(assets, site.SearchScript)
	return script
}

// searchFiles returns the files of the search except its page: the parts of the index,
// and the script followed by the head of the index.
func (p *press) searchFiles(script []byte) []site.File {
	head, files := p.memory.search.Index(p.site, p.language())
	return append(files, site.File{Path: site.SearchScript, Data: slices.Concat(script, head)})
}

// search renders the search page, which is an index for readers without scripts.
func (a asking) search(b *bytes.Buffer) error {
	return a.ownPage(b, site.SearchPage, "Search", "Find a status code, a field, a section of an RFC or a word. An index of all pages, from A to Z.")
}

// A Letter holds the entries of an index that begin with the same letter.
type Letter struct {
	Letter  string // in upper case; # for entries that do not begin with a letter
	Entries []Entry
}

// An Entry leads to a page or to a heading of a page.
type Entry struct {
	Link
	Of string // the title of the page, if the entry is a heading
}

// FieldIndex returns the pages of fields by their first letter.
func (v *View) FieldIndex() []Letter {
	var all []Entry
	for _, page := range v.site(site.AboutPages).Pages {
		if page.Field != nil {
			l := v.link(page, v.at)
			l.Title = page.Field.Name
			all = append(all, Entry{Link: l})
		}
	}
	return v.letters(all)
}

// Index returns the pages that are neither fields nor codes by their first letter.
// Unless the site is very large it adds the headings that are on one page only.
func (v *View) Index() []Letter {
	pages := v.site(site.AboutPages).Pages
	var all []Entry
	for _, page := range pages {
		if page.Field == nil && page.Status == nil {
			all = append(all, Entry{Link: v.link(page, v.at)})
		}
	}
	if len(pages) <= 4*whole {
		all = append(all, v.headings()...)
	}
	return v.letters(all)
}

func (v *View) headings() []Entry {
	count := map[string]int{}
	shown := func(h note.Heading) bool { return h.ID != "" && (h.Level == 2 || h.Level == 3) }
	for _, page := range v.site(site.AboutHeadings).Pages {
		count[page.Title]++
		for _, h := range page.Note.Headings {
			if shown(h) {
				count[h.Text]++
			}
		}
	}
	var all []Entry
	for _, page := range v.site(site.AboutHeadings).Pages {
		for _, h := range page.Note.Headings {
			if shown(h) && count[h.Text] == 1 {
				l := Link{URL: v.at.To(page.URL) + "#" + site.EscapePath(h.ID), Title: h.Text, Label: h.Text}
				all = append(all, Entry{Link: l, Of: page.Title})
			}
		}
	}
	return all
}

// letters sorts entries by their words and groups them by first letter. A leading
// article or other stop word does not count.
func (v *View) letters(all []Entry) []Letter {
	keys, stop := map[string]string{}, search.Stops(v.press.language())
	for _, e := range all {
		var key []string
		search.Units(e.Title, func(word string, _ bool) { key = append(key, word) })
		for len(key) > 1 && stop[key[0]] {
			key = key[1:]
		}
		keys[e.Title] = strings.Join(key, " ")
	}
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Or(strings.Compare(keys[a.Title], keys[b.Title]), strings.Compare(a.Title, b.Title), strings.Compare(a.Of, b.Of))
	})
	var out []Letter
	for _, e := range all {
		letter := "#"
		if r, _ := utf8.DecodeRuneInString(keys[e.Title]); search.IsWord(r) && !search.IsDigit(r) {
			letter = strings.ToUpper(string(r))
		}
		if len(out) == 0 || out[len(out)-1].Letter != letter {
			out = append(out, Letter{Letter: letter})
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, e)
	}
	return out
}
