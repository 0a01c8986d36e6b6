//go:build full

package reader_test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
)

// A placed example is where the first example of a page is, in pixels from the top.
type placed struct {
	Top   float64 // of its first line
	Head  float64 // bottom of the head: of all lines up to the first empty one
	Third float64 // bottom of its third line, or of the last before that
	Lead  float64 // top of the first paragraph
	Now   float64 // top of what to do now; 0 if the page does not say
	Apart int     // lines of the head that say what they are
	Lines int     // lines of the head
}

// Where the first example of the page is.
const whereSpecimen = `(() => {
	const pre = document.querySelector('.specimen pre');
	if (!pre) return {};
	const text = pre.textContent, end = (text + '\n\n').indexOf('\n\n');
	const upTo = n => {
		const range = document.createRange(), walk = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
		range.setStart(pre, 0);
		for (let node = walk.nextNode(); node; node = walk.nextNode()) {
			if (n <= node.length) { range.setEnd(node, n); break; }
			n -= node.length;
			range.setEndAfter(node);
		}
		return range.getBoundingClientRect().bottom + scrollY;
	};
	const head = text.slice(0, end).split('\n');
	const top = of => { const e = document.querySelector(of); return e ? e.getBoundingClientRect().top + scrollY : 0; };
	return {
		Top: top('.specimen pre'), Head: upTo(end), Third: upTo(head.slice(0, 3).join('\n').length), Lead: top('.lead'), Now: top('.now'),
		Apart: [...pre.querySelectorAll('.gloss, .len')].filter(e => e.getClientRects().length).length, Lines: head.length,
	};
})()`

// The first example of the page of a code or a field is seen without scrolling, with
// its whole head and what each line says; on a phone after what the code means and what
// to do, its first lines within a screen and a half.
func TestFirstExample(t *testing.T) {
	chromium := openBrowser(t)
	public := filepath.Join(builtSite(t), "public")
	site := publish(t, os.DirFS(public))
	var pages []string
	for name := range filesOf(t, public) {
		if ok, _ := path.Match("status/[1-5][0-9][0-9].html", name); ok || path.Dir(name) == "fields" && path.Ext(name) == ".html" {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)

	want := map[string]int{"status": 60, "fields": 20} // of this site's pages
	if program.Origin == nil {
		want = nil
	}
	for _, tt := range []struct {
		name          string
		width, height int64
		seen          func(p placed, height float64) bool
	}{
		{"desk", 1280, 860, func(p placed, height float64) bool { return p.Head <= height && p.Apart*2 > p.Lines }},
		{"phone", 360, 740, func(p placed, height float64) bool {
			return p.Lead < p.Now && p.Now < p.Top && p.Third <= height*1.5
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := openTab(t, chromium, site)
			b.size(tt.width, tt.height)
			seen, all := map[string]int{}, map[string]int{}
			for _, name := range pages {
				b.open(site + name)
				p := ask[placed](b, whereSpecimen)
				section := path.Dir(name)
				all[section]++
				ok := p.Top > 0 && tt.seen(p, float64(tt.height))
				if ok {
					seen[section]++
				}
				t.Logf("%-45s %t: first line %.0f, head ends %.0f, %d of %d lines explained", name, ok, p.Top, p.Head, p.Apart, p.Lines)
			}
			for section, n := range want {
				if tt.name == "phone" && section == "fields" {
					continue // says of no field what to do
				}
				t.Logf("%s: %d of %d", section, seen[section], all[section])
				if seen[section] < n {
					t.Errorf("%s: %d of %d pages show their first example, and %d should", section, seen[section], all[section], n)
				}
			}
		})
	}
}
