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
	End   float64 // bottom of all that is shown of it
	Head  float64 // bottom of the head: of all lines up to the first empty one
	Third float64 // bottom of its third line, or of the last before that
	Lead  float64 // top of the first paragraph
	Now   float64 // top of what to do now; 0 if the page does not say
	Apart int     // lines of the head that say what they are
	Lines int     // lines of the head
	Body  int     // lines of the body that are shown
	More  bool    // the page says that there are more
	Rows  int     // in which the facts are
	Seals int     // that lead to how examples are proven
	Bare  int     // examples that are neither ticked nor said not to be played
}

// mostBody is how many lines of a body are shown above the text.
const mostBody = 13

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
		End: pre.getBoundingClientRect().bottom + scrollY, Body: text.slice((text + '\n\n').indexOf('\n\n', text.lastIndexOf('HTTP/1.1')) + 2).trimEnd().split('\n').length,
		More: / more lines?, /.test(document.querySelector('.specimen .whole').textContent),
		Rows: new Set([...document.querySelectorAll('.facts.row > div')].map(e => e.offsetTop)).size,
		Seals: document.querySelectorAll('.seal a[href$="/proof.html"]').length,
		Bare: document.querySelectorAll('.exchange .proof:not(:has(.tick, .norun))').length,
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
	t.Run("faults are seen", func(t *testing.T) {
		if program.Origin == nil {
			t.Skip("404 is one of this site's notes")
		}
		b := openTab(t, chromium, site)
		b.size(1280, 860)
		b.open(site + "status/404.html")
		was := ask[placed](b, whereSpecimen)
		if was.Seals != 1 || was.Bare != 0 || was.Rows != 1 || was.Body > mostBody || was.Apart == 0 {
			t.Errorf("without a fault: %+v", was)
		}
		ask[bool](b, `(q => {
			q('.seal').remove(); q('.exchange .tick').remove(); q('.facts.row > div').style.marginTop = '1rem';
			q('.specimen pre').append('x\n'.repeat(20)); q('.first').before(document.createElement('hr'));
			document.querySelectorAll('.gloss').forEach(e => e.remove());
			return true;
		})(s => document.querySelector(s))`)
		if now := ask[placed](b, whereSpecimen); now.Seals != 0 || now.Bare != 1 || now.Rows < 2 || now.Body <= mostBody || now.Top <= was.Top || now.End <= was.End+200 || now.Apart >= was.Apart {
			t.Errorf("with faults: %+v, without: %+v", now, was)
		}
	})
	for _, tt := range []struct {
		name          string
		width, height int64
		seen          func(p placed, height float64) bool
	}{
		{"desk", 1280, 860, func(p placed, height float64) bool {
			return p.Head <= height && p.Apart*2 > p.Lines && p.Rows == 1
		}},
		{"phone", 360, 740, func(p placed, height float64) bool {
			return p.Lead < p.Top && (p.Now == 0 || p.Lead < p.Now && p.Now < p.Top) && p.Third <= height*1.5
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
				t.Logf("%-45s %t: from %.0f to %.0f, head ends %.0f, %d of %d lines explained, %d lines of body", name, ok, p.Top, p.End, p.Head, p.Apart, p.Lines, p.Body)
				if p.Top == 0 {
					continue
				}
				if p.Body > mostBody || p.More && p.Body < mostBody {
					t.Errorf("%s shows %d lines of body, and says of more: %t", name, p.Body, p.More)
				}
				if p.Seals != 1 || p.Bare > 0 {
					t.Errorf("%s has %d seals, and %d examples without a tick or a reason", name, p.Seals, p.Bare)
				}
				if section == "status" && p.Now == 0 {
					t.Errorf("%s does not say what to do now", name)
				}
			}
			for section, n := range want {
				t.Logf("%s: %d of %d", section, seen[section], all[section])
				if seen[section] < n {
					t.Errorf("%s: %d of %d pages show their first example, and %d should", section, seen[section], all[section], n)
				}
			}
		})
	}
}
