package main

import (
	"bytes"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What programs read beside the pages is held to the pages here.
type machines struct {
	files   map[string][]byte
	address string // of the site, with a slash at its end
	crawl   *crawl // says what is wrong
}

func (m *machines) problem(name, format string, args ...any) { m.crawl.problem(name, format, args...) }

// machineProblems returns what is wrong with what programs read of a site.
func machineProblems(files map[string][]byte, address string) []string {
	m := &machines{files: files, address: strings.TrimSuffix(address, "/") + "/"}
	m.crawl = &crawl{files: files, address: m.address}
	m.sources()
	m.llms()
	return m.crawl.problems
}

// sources: the Markdown of a page stands beside it, and the page says so.
func (m *machines) sources() {
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		switch path.Ext(name) {
		case ".md":
			if m.files[m.page(name)] == nil {
				m.problem(name, "is the source of no page")
			}
		case ".html":
			source := strings.TrimSuffix(name, ".html") + ".md"
			if m.files[source] == nil {
				continue // no note
			}
			if got := m.links(name, "alternate", "text/markdown"); !slices.Equal(got, []string{path.Base(source)}) {
				m.problem(name, "its sources are %q, not %q", got, path.Base(source))
			}
		}
	}
}

func (m *machines) page(source string) string { return strings.TrimSuffix(source, ".md") + ".html" }

// links are the addresses of the links of that kind in the head of a page.
func (m *machines) links(name, rel, kind string) (addresses []string) {
	tree, err := html.Parse(bytes.NewReader(m.files[name]))
	if err != nil {
		m.problem(name, "%v", err)
		return nil
	}
	for n := range tree.Descendants() {
		if n.Data == "link" && attribute(n, "rel") == rel && attribute(n, "type") == kind {
			addresses = append(addresses, attribute(n, "href"))
		}
	}
	return addresses
}

var llmsLink = regexp.MustCompile(`(?m)^- \[(?:[^\]\\]|\\.)+\]\(([^)]*)\)`)

// llms: llms.txt begins with the title and leads to each source once.
func (m *machines) llms() {
	const name = "llms.txt"
	text := string(m.files[name])
	if !strings.HasPrefix(text, "# ") {
		m.problem(name, "does not begin with a title")
	}
	if n := strings.Count(text, "\n# "); n > 0 {
		m.problem(name, "has %d titles", n+1)
	}
	listed := map[string]bool{}
	for _, link := range llmsLink.FindAllStringSubmatch(text, -1) {
		if listed[link[1]] {
			m.problem(name, "%s stands twice", link[1])
		}
		listed[link[1]] = true
	}
	for _, source := range slices.Sorted(maps.Keys(m.files)) {
		if path.Ext(source) == ".md" {
			if !listed[m.crawl.canonical(source)] {
				m.problem(name, "%s is missing", m.crawl.canonical(source))
			}
			delete(listed, m.crawl.canonical(source))
		}
	}
	for _, left := range slices.Sorted(maps.Keys(listed)) {
		m.problem(name, "%s is no source of a page", left)
	}
}

func TestMachines(t *testing.T) {
	root := builtSite(t)
	files := filesOf(t, filepath.Join(root, "public"))
	for _, problem := range machineProblems(files, addressOf(t, root)) {
		t.Error(problem)
	}
	for _, n := range notesOf(t, root) {
		if !bytes.Equal(files[n.Path], n.File.Data) {
			t.Errorf("%s is not the note as it is", n.Path)
		}
	}
}

// goodMachines is a site in which all is well.
func goodMachines() map[string][]byte {
	return map[string][]byte{
		"index.html":  []byte(`<!doctype html><title>Home</title><link rel="alternate" type="text/markdown" href="index.md">`),
		"a/b c.html":  []byte(`<!doctype html><title>B</title><link rel="alternate" type="text/markdown" href="b c.md">`),
		"a/x.go.html": []byte(`<!doctype html><title>x.go</title>`),
		"index.md":    []byte("Text.\n"),
		"a/b c.md":    []byte("Text.\n"),
		"llms.txt":    []byte("# Notes\n\n- [Home](" + goodAddress + "/index.md)\n\n## A\n\n- [B \\[1\\]](" + goodAddress + "/a/b%20c.md): About B.\n"),
	}
}

func TestMachinesFindsFaults(t *testing.T) {
	for _, problem := range machineProblems(goodMachines(), goodAddress) {
		t.Errorf("the good site: %s", problem)
	}
	for _, test := range []struct{ file, old, new, want string }{
		{"index.html", `"index.md"`, `"a/b c.md"`, `index.html: its sources are ["a/b c.md"], not "index.md"`},
		{"index.html", `text/markdown`, `text/plain`, `index.html: its sources are [], not "index.md"`},
		{"llms.txt", "# Notes\n", "", `llms.txt: does not begin with a title`},
		{"llms.txt", "## A", "# A", `llms.txt: has 2 titles`},
		{"llms.txt", "/index.md", "/gone.md", `llms.txt: ` + goodAddress + `/index.md is missing`},
		{"llms.txt", "/index.md", "/gone.md", `llms.txt: ` + goodAddress + `/gone.md is no source of a page`},
		{"llms.txt", "## A\n", "- [Home](" + goodAddress + "/index.md)\n", `llms.txt: ` + goodAddress + `/index.md stands twice`},
	} {
		files := goodMachines()
		text := string(files[test.file])
		if strings.Count(text, test.old) != 1 {
			t.Errorf("%q does not stand once in %s", test.old, test.file)
		}
		files[test.file] = []byte(strings.Replace(text, test.old, test.new, 1))
		if got := machineProblems(files, goodAddress); !slices.Contains(got, test.want) {
			t.Errorf("%q for %q in %s: got %q, not %q", test.new, test.old, test.file, got, test.want)
		}
	}
	files := goodMachines()
	delete(files, "a/b c.html")
	if got, want := machineProblems(files, goodAddress), "a/b c.md: is the source of no page"; !slices.Contains(got, want) {
		t.Errorf("got %q, not %q", got, want)
	}
}
