package page

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"wirebook/generator/site/sitetest"
)

// void elements have no end tag.
var void = map[string]bool{"meta": true, "link": true, "img": true, "br": true, "hr": true, "input": true}

// An element is an opening tag as it stands in a page.
type element struct {
	name  string
	attrs map[string]string
}

// elements reads a page strictly: every end tag must fit, no attribute may
// stand twice.
func elements(t *testing.T, page, text string) []element {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(text))
	var open []string
	var out []element
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s: never closed: %v", page, open)
			}
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			e := element{token.Data, map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Key]; twice {
					t.Errorf("%s: <%s> has %s twice", page, e.name, a.Key)
				}
				e.attrs[a.Key] = a.Val
			}
			out = append(out, e)
			if token.Type == html.StartTagToken && !void[e.name] {
				open = append(open, e.name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Errorf("%s: </%s> closes %v", page, name, open)
				return out
			}
			open = open[:len(open)-1]
		}
	}
}

func TestPagesAreWellFormed(t *testing.T) {
	files := rendered(t, sample(t), realLayouts())
	pages := map[string][]element{}
	ids := map[string]map[string]bool{}
	for name, text := range files {
		if path.Ext(name) != ".html" || strings.Contains(text, `http-equiv="refresh"`) {
			continue
		}
		if !strings.HasPrefix(text, "<!doctype html>\n<html lang=\"en\">") {
			t.Errorf("%s begins with %q", name, text[:40])
		}
		pages[name] = elements(t, name, text)
		ids[name] = map[string]bool{}
		for _, e := range pages[name] {
			if id, ok := e.attrs["id"]; ok {
				if ids[name][id] || id == "" || strings.ContainsAny(id, " \t\n") {
					t.Errorf("%s: the id %q is not one of its own", name, id)
				}
				ids[name][id] = true
			}
		}
	}
	if len(pages) != 10 {
		t.Fatalf("%d pages", len(pages))
	}
	for name, list := range pages {
		count := map[string]int{}
		labels := map[string]bool{}
		for _, e := range list {
			count[e.name]++
			forbidden(t, name, e)
			if e.name == "img" && e.attrs["alt"] == "" {
				t.Errorf("%s: a picture without alt", name)
			}
			if e.attrs["role"] == "region" {
				if label := e.attrs["aria-label"]; label == "" || labels[label] || e.attrs["tabindex"] != "0" {
					t.Errorf("%s: the region %q is not told apart or cannot have the focus", name, label)
				} else {
					labels[label] = true
				}
			}
			for _, id := range strings.Fields(e.attrs["aria-labelledby"] + " " + e.attrs["popovertarget"]) {
				if !ids[name][id] {
					t.Errorf("%s: <%s> refers to the id %s", name, e.name, id)
				}
			}
			for _, key := range []string{"href", "src"} {
				if address, ok := e.attrs[key]; ok && e.attrs["rel"] != "canonical" {
					follow(t, name, address, files, ids)
				}
			}
		}
		for _, one := range []string{"h1", "main", "title", "header"} {
			if count[one] < 1 || one != "header" && count[one] > 1 {
				t.Errorf("%s has %d <%s>", name, count[one], one)
			}
		}
	}
}

// forbidden is what the policy of the site does not let a browser run or show.
func forbidden(t *testing.T, page string, e element) {
	t.Helper()
	if e.name == "style" || e.name == "base" || e.name == "iframe" || e.name == "object" {
		t.Errorf("%s: <%s>", page, e.name)
	}
	if src := e.attrs["src"]; e.name == "script" && (src == "" || strings.Contains(src, "//")) {
		t.Errorf("%s: a script in the page or from another host", page)
	}
	for key := range e.attrs {
		if key == "style" || strings.HasPrefix(key, "on") {
			t.Errorf("%s: <%s %s>", page, e.name, key)
		}
	}
	for _, key := range []string{"href", "src"} {
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(e.attrs[key])), "javascript:") {
			t.Errorf("%s: <%s %s=%q>", page, e.name, key, e.attrs[key])
		}
	}
}

// follow finds the file and the id that an address leads to.
func follow(t *testing.T, page, address string, files map[string]string, ids map[string]map[string]bool) {
	t.Helper()
	if strings.HasPrefix(address, "https://") {
		return
	}
	to, fragment, _ := strings.Cut(address, "#")
	switch {
	case page == notFound && strings.HasPrefix(to, "/course/"):
		to = strings.TrimPrefix(to, "/course/")
	case to == "":
		to = page
	default:
		to = path.Join(path.Dir(page), to)
	}
	if _, ok := files[to]; !ok {
		t.Errorf("%s: %s leads to no file", page, address)
	}
	if fragment != "" && !ids[to][fragment] {
		t.Errorf("%s: %s leads to no id", page, address)
	}
}

// Below an empty corner, the first cell of a row is its heading.
func TestHeadingsOfTables(t *testing.T) {
	s := sitetest.Link(t, fstest.MapFS{
		"site.yaml": {Data: []byte("title: T\n")},
		"index.md":  {Data: []byte("---\ntitle: T\n---\nText.\n\n| | A | B |\n|---|---|---|\n| c | | e |\n\n| F | G |\n|---|---|\n| h | i |\n")},
	})
	page := strings.ReplaceAll(rendered(t, s, realLayouts())["index.html"], "\n", "")
	for _, want := range []string{
		`<tr><td></td><th scope="col">A</th><th scope="col">B</th></tr>`, `<tr><th scope="row">c</th><td></td><td>e</td></tr>`,
		`<tr><th scope="col">F</th><th scope="col">G</th></tr>`, `<tr><td>h</td><td>i</td></tr>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
