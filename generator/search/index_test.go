package search

import (
	"bytes"
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// mentionOf is what a page mentions of a term.
func mentionOf(t *testing.T, page string, content fs.FS, term string) (mention, bool) {
	t.Helper()
	s := sitetest.Link(t, content)
	for _, p := range s.Pages {
		if p.URL == page {
			list := mentionsOf(p, s.Rows(p), Stops(p.Lang))
			if i := slices.IndexFunc(list, func(m mention) bool { return m.term == term }); i >= 0 {
				return list[i], true
			}
		}
	}
	return mention{}, false
}

// indexed is a site of one note with the given text.
func indexed(text string) fstest.MapFS {
	return fstest.MapFS{
		"site.yaml": {Data: []byte("title: T\n")},
		"index.md":  {Data: []byte("---\ntitle: T\ndescription: D\n---\n" + text)},
	}
}

func TestMentions(t *testing.T) {
	content := indexed("Lead with RFC 9110 section 15.5.5.\n\n## Part of it\n\nOnce *more*, `limit`: the\nend.\n\n## Whole\n\n| a | cell |\n|---|---|\n| the | limit |\n\n```sh\nfenced\n```\n\n<!-- hidden -->\n")
	content["status/404.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 404 Not Found\ndescription: Nothing there.\nsearch: [page missing, not-there]\n---\nThe found thing.\n")}
	content["rows.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Rows\ndescription: D\nrows: true\n---\n## One\n\n| code | who |\n|---|---|\n| `444` | nginx |\n| 499, 520 | others |\n")}
	content["fields/list.md"] = &fstest.MapFile{Data: []byte("---\ntitle: All\ndescription: D\nlist: fields\n---\n")}
	content["fields/date.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Date\ndescription: When.\nfield: Date\n---\nRetry-After.\n")}
	for _, test := range []struct {
		page, term string
		above      float64
		place      int
	}{
		{"index.html", "15.5.5:9110", 0, 0},
		{"index.html", "end", 0, 1},
		{"index.html", "part", 0, 1},
		{"index.html", "limit", 0, 1},
		{"index.html", "cell", 0, 2},
		{"index.html", "whole", 0, 2},
		{"status/404.html", "404", weightName, 0},
		{"status/404.html", "15.5.5:9110", weightName, 0},
		{"status/404.html", "not-found", weightName, 0},
		{"status/404.html", "page-missing", weightName, 0},
		{"status/404.html", "missing", 16.97, 0},
		{"status/404.html", "not-there", 24, 0},
		{"fields/date.html", "date", weightName, 0},
		{"fields/date.html", "6.6.1:9110", weightName, 0},
		{"fields/date.html", "retry-after", 0, 0},
		{"fields/date.html", "after", 0, 0},
		{"rows.html", "code", 0, 1},
		{"rows.html", "444", 0, 2},
		{"rows.html", "nginx", 0, 2},
		{"rows.html", "520", 0, 3},
		{"fields/list.html", "a-im", weightRow, 2},
		{"fields/list.html", "accept-charset", weightRow, 6},
	} {
		m, ok := mentionOf(t, test.page, content, test.term)
		if !ok || m.place != test.place || max(m.above-test.above, test.above-m.above) > 0.01 {
			t.Errorf("%s of %s: %+v (%t), want %v above and place %d", test.term, test.page, m, ok, test.above, test.place)
		}
	}
	for _, absent := range []string{"the", "fenced", "hidden"} {
		if m, ok := mentionOf(t, "index.html", content, absent); ok {
			t.Errorf("the index has %+v", m)
		}
	}
}

func TestNumbersOfTheIndex(t *testing.T) {
	read := func(text []byte) (n int) {
		digit := func(i int) int { return strings.IndexByte(alphabet, text[i]) }
		switch first := digit(0); {
		case first == digits-1 && len(text) == 4:
			return single + 7*digits + (digit(1)*digits+digit(2))*digits + digit(3)
		case first >= single && len(text) == 2:
			return single + (first-single)*digits + digit(1)
		case len(text) == 1:
			return first
		}
		return -1
	}
	for n := range 100_000 {
		if got := read(writeNumber(nil, n)); got != n {
			t.Fatalf("%d is written %q, which is %d", n, writeNumber(nil, n), got)
		}
	}
	if strings.ContainsAny(alphabet, "\"\\<>& ") || digits != 88 {
		t.Errorf("%d digits: %s", digits, alphabet)
	}
}

// A script puts the terms together again by UTF-16 code units, and a letter may be two.
func TestSharedBeginnings(t *testing.T) {
	part := writeTerms([]term{{text: "cache"}, {text: "cache-control"}, {text: "cat"}, {text: "é"}, {text: "\u00eb"}, {text: "\U00010428\U00010429"}, {text: "\U00010428\U0001042a"}})
	digit := func(n int) string { return string(writeNumber(nil, n)) }
	if want := digit(0) + digit(5) + digit(2) + digit(0) + digit(0) + digit(0) + digit(2); part.Shared != want {
		t.Errorf("shared: %q, want %q", part.Shared, want)
	}
	if want := "cache -control t é \u00eb \U00010428\U00010429 \U0001042a"; part.Terms != want {
		t.Errorf("terms: %q, want %q", part.Terms, want)
	}
}

func TestCommonTerms(t *testing.T) {
	c := &collection{index: map[string]int{}}
	for i := range 1500 {
		common := mention{term: "common", weight: 1}
		if i == 7 {
			common.weight = 4
		}
		c.add(encode([]mention{common, {term: "known", above: float64(1 + i%20), place: 3}}))
	}
	terms := c.all()
	if len(terms) != 2 || terms[0].text != "common" || len(terms[0].pages) != 1 || terms[0].pages[0].page != 7 {
		t.Errorf("a word that all pages have in passing leads to %v", terms[0].pages)
	}
	for _, p := range terms[1].pages {
		if (p.place == 0) != (p.level < passing) {
			t.Fatalf("the place of %v: a common word says it only where it is more than mentioned", p)
		}
	}
	known := terms[1].pages
	if len(known) != mostPages || !slices.IsSortedFunc(known, func(a, b posting) int { return cmp.Compare(a.page, b.page) }) {
		t.Errorf("%d pages", len(known))
	}
	for _, p := range known {
		if p.page%20 < 3 {
			t.Fatalf("page %d is kept, and others where the word weighs more are not", p.page)
		}
	}
}

// A site like ours is one part.
func TestSmallIndex(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":     {Data: []byte("title: T\n")},
		"index.md":      {Data: []byte("---\ntitle: Home\n---\n\nOne text.\n")},
		"status/404.md": {Data: []byte("---\ntitle: 404 Not Found\n---\n\nAnother text.\n")},
	}
	s := sitetest.Link(t, content)
	head, parts := Index(s, "en")
	if len(parts) != 1 || !bytes.HasPrefix(head, []byte(`wirebookSearch("head",{`)) || !bytes.Contains(head, []byte(parts[0].Path)) {
		t.Errorf("%d parts, the head is %s", len(parts), head)
	}
	if !parts[0].Asset || !bytes.HasPrefix(parts[0].Data, []byte(`wirebookSearch("terms",{`)) {
		t.Errorf("the part is %.60s", parts[0].Data)
	}
	if again, _ := Index(sitetest.Link(t, content), "en"); !bytes.Equal(head, again) {
		t.Error("the second index differs from the first")
	}
}

// The words of a note are read by its own language: the words that are everywhere in
// English are left out in English alone, and what an elision joins is also a word.
func TestWordsOfALanguage(t *testing.T) {
	for _, test := range []struct {
		lang, text, term string
		want             bool
	}{
		{"en", "was it", "was", false},
		{"de", "was ist", "was", true},
		{"de", "Größe und Übersicht", "ubersicht", true},
		{"fr", "de l'entête", "entete", true},
		{"fr", "de l’entête", "lentete", true},
		{"fr-CA", "de l’entête", "entete", true},
		{"it", "all'inizio", "inizio", true},
		{"en", "o'clock", "clock", false},
		{"ja", "状態", "状", true},
	} {
		content := indexed("Text.\n")
		content["a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\nlang: " + test.lang + "\n---\n" + test.text + "\n")}
		content["b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: " + test.text + "\nlang: " + test.lang + "\n---\nB.\n")}
		if _, ok := mentionOf(t, "a.html", content, test.term); ok != test.want {
			t.Errorf("%s: %q has the term %s: %v", test.lang, test.text, test.term, ok)
		}
		if _, ok := mentionOf(t, "b.html", content, test.term); ok != test.want && test.term != "was" { // titles have all words
			t.Errorf("%s: the title %q has the term %s: %v", test.lang, test.text, test.term, ok)
		}
	}
}
