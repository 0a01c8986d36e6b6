package reader_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// queriesFile is for the author of the course to edit. The search is made for its
// queries, and not for those of publicFile, which says what it is worth for others.
const (
	queriesFile = "testdata/queries.txt"
	publicFile  = "testdata/public-queries.txt"
)

// A query is what a reader types, and the pages that may be its first result, each
// with the heading or the row where the note should be opened, if that matters.
type query struct {
	text  string
	first []string
}

// answers reports whether an address, with or without a fragment, is what the query
// asks for.
func (q query) answers(address string) bool {
	page, _, _ := strings.Cut(address, "#")
	return slices.Contains(q.first, address) || slices.Contains(q.first, page)
}

// parseQueries reads queries, and says which lines are none.
func parseQueries(name, data string) (queries []query, problems []string) {
	seen := map[string]bool{}
	line := 0
	for l := range strings.Lines(data) {
		line++
		problem := func(what string) { problems = append(problems, fmt.Sprintf("%s:%d: %s", name, line, what)) }
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		text, pages, arrow := strings.Cut(l, "->")
		q := query{strings.TrimSpace(text), strings.Fields(pages)}
		switch {
		case !arrow || q.text == "" || len(q.first) == 0:
			problem("write: query -> page.html")
		case seen[q.text]:
			problem(fmt.Sprintf("%q has a line already", q.text))
		default:
			queries = append(queries, q)
		}
		seen[q.text] = true
	}
	return queries, problems
}

// queriesOf are the queries of a file.
func queriesOf(t *testing.T, file string) []query {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	queries, problems := parseQueries(file, string(data))
	for _, p := range problems {
		t.Error(p)
	}
	if len(queries) == 0 || file == publicFile && len(queries) < 75 { // an author's own may be few
		t.Fatalf("%s has %d queries: too few to say something of the search", file, len(queries))
	}
	return queries
}

// Every page that a query names is in the site, with the id that it names. No query
// is in both files.
func TestQueriesNamePages(t *testing.T) {
	if program.Origin == nil {
		return // the queries are about the notes of this site
	}
	files := filesOf(t, filepath.Join(builtSite(t), "public"))
	in := map[string]string{}
	for _, file := range []string{queriesFile, publicFile} {
		for _, q := range queriesOf(t, file) {
			if other := in[strings.ToLower(q.text)]; other != "" && other != file {
				t.Errorf("%s: %q is in %s too", file, q.text, other)
			}
			in[strings.ToLower(q.text)] = file
			for _, address := range q.first {
				page, id, place := strings.Cut(address, "#")
				if files[page] == nil {
					t.Errorf("%s: %q: the site has no page %s", file, q.text, page)
				} else if place && !bytes.Contains(files[page], []byte(` id="`+id+`"`)) {
					t.Errorf("%s: %q: %s has no place #%s", file, q.text, page, id)
				}
			}
		}
	}
}

func TestQueriesWithMistakes(t *testing.T) {
	const data = "# two queries\n\n404 -> a.html\nnot  found->a.html  b.html\nno arrow\n-> a.html\nno page ->\n404 -> b.html\n"
	queries, problems := parseQueries("q", data)
	if got := fmt.Sprint(queries); got != "[{404 [a.html]} {not  found [a.html b.html]}]" {
		t.Errorf("queries: %s", got)
	}
	want := []string{"q:5: write: query -> page.html", "q:6: write: query -> page.html", "q:7: write: query -> page.html", `q:8: "404" has a line already`}
	if !slices.Equal(problems, want) {
		t.Errorf("problems: %q, want %q", problems, want)
	}
}
