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

// takeScript takes the script of the search, if there is one, out of the assets.
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

// searchFiles are the files of the search, but for its page: the parts of the
// index, and the script with the head behind it.
func (p *press) searchFiles(script []byte) []site.File {
	head, files := search.Index(p.site, p.language())
	return append(files, site.File{Path: site.SearchScript, Data: slices.Concat(script, head)})
}

// search renders the page of the search, which is an index for those who have
// no script.
func (p *press) search(b *bytes.Buffer) error {
	return p.ownPage(b, site.SearchPage, "Search", "Find a status code, a field, a section of an RFC or a word. An index of all pages, from A to Z.")
}

// A Letter is the entries of an index that begin with the same one.
type Letter struct {
	Letter  string // in upper case; # for what begins with no letter
	Entries []Entry
}

// An Entry leads to a page, or to a heading of one.
type Entry struct {
	Link
	Of string // the title of the page, where the entry is a heading
}

// FieldIndex is the pages of fields by the letters that they begin with.
func (v *View) FieldIndex() []Letter {
	var all []Entry
	for _, page := range v.press.site.Pages {
		if page.Field != nil {
			l := link(page, v.at)
			l.Title = page.Field.Name
			all = append(all, Entry{Link: l})
		}
	}
	return v.letters(all)
}

// Index is the other pages and, unless there are very many, their headings that
// stand on one page only, by the letters that they begin with.
func (v *View) Index() []Letter {
	pages := v.press.site.Pages
	var all []Entry
	for _, page := range pages {
		if page.Field == nil && page.Status == nil {
			all = append(all, Entry{Link: link(page, v.at)})
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
	for _, page := range v.press.site.Pages {
		count[page.Title]++
		for _, h := range page.Note.Headings {
			if shown(h) {
				count[h.Text]++
			}
		}
	}
	var all []Entry
	for _, page := range v.press.site.Pages {
		for _, h := range page.Note.Headings {
			if shown(h) && count[h.Text] == 1 {
				l := Link{URL: v.at.To(page.URL) + "#" + site.EscapePath(h.ID), Title: h.Text, Label: h.Text}
				all = append(all, Entry{Link: l, Of: page.Title})
			}
		}
	}
	return all
}

// letters sorts entries by their words and parts them by their first letter. An
// article, or another word that is in every text, does not count at the beginning.
func (v *View) letters(all []Entry) []Letter {
	keys, stop := map[string]string{}, search.Stops(v.Language)
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
