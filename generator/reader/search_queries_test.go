package reader_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// queriesFile is for the author of the course to edit.
const queriesFile = "testdata/queries.txt"

// A query is what a reader types, and the pages that may be its first result.
type query struct {
	text  string
	first []string
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

// queriesOf are the queries of this site.
func queriesOf(t *testing.T) []query {
	t.Helper()
	data, err := os.ReadFile(queriesFile)
	if err != nil {
		t.Fatal(err)
	}
	queries, problems := parseQueries(queriesFile, string(data))
	for _, p := range problems {
		t.Error(p)
	}
	if len(queries) == 0 {
		t.Fatalf("%s has no queries", queriesFile)
	}
	return queries
}

// Every page that a query names is in the site.
func TestQueriesNamePages(t *testing.T) {
	if program.Origin == nil {
		return // the queries are about the notes of this site
	}
	files := filesOf(t, filepath.Join(builtSite(t), "public"))
	for _, q := range queriesOf(t) {
		for _, page := range q.first {
			if files[page] == nil {
				t.Errorf("%s: %q: the site has no page %s", queriesFile, q.text, page)
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
