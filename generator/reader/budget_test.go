package reader_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a first visit may weigh, compressed by gzip, in bytes.
const (
	budgetPage     = 25_000 // the median page with all that it asks for
	budgetScript   = 5_000  // of any page
	budgetStyle    = 8_000  // of any page
	budgetRequests = 5      // of any page, itself included
)

// A weight is what a page and the files that it asks for at once amount to.
type weight struct {
	page               string
	all, script, style int
	requests           int
}

// The weight of each page is held to the budget.
func TestBudget(t *testing.T) {
	t.Parallel()
	public := filepath.Join(builtSite(t), "public")
	files := filesOf(t, public)
	packed := map[string]int{}
	pictures := configOf(t, builtSite(t)).Complete.Codes // a fork's own may come on top
	var all []weight
	for name, data := range files {
		if !isShown(name, data) || name == lost {
			continue
		}
		all = append(all, weigh(t, files, packed, pictures, name, data))
	}
	slices.SortFunc(all, func(a, b weight) int { return a.all - b.all })
	median := all[len(all)/2]
	t.Logf("%d pages: the median, %s, weighs %d bytes (script %d, style %d) in %d requests; the heaviest, %s, %d",
		len(all), median.page, median.all, median.script, median.style, median.requests, all[len(all)-1].page, all[len(all)-1].all)
	if median.all > budgetPage {
		t.Errorf("the median page, %s, weighs %d bytes, and %d are allowed", median.page, median.all, budgetPage)
	}
}

// weigh holds a page to the budget of scripts, styles and requests. packed are the sizes of
// the files that were asked for so far; pictures says that the author's count as requests.
func weigh(t *testing.T, files map[string][]byte, packed map[string]int, pictures bool, name string, data []byte) weight {
	t.Helper()
	w := weight{page: name, all: packedSize(t, data), requests: 1}
	for _, asked := range askedAtOnce(t, data) {
		file := path.Join(path.Dir(name), asked)
		if _, ok := files[file]; !ok {
			t.Errorf("%s asks for %s, which is not there", name, asked)
			continue
		}
		if packed[file] == 0 {
			packed[file] = packedSize(t, files[file])
		}
		if pictures || strings.HasPrefix(file, "assets/") {
			w.requests++
		}
		w.all += packed[file]
		switch path.Ext(file) {
		case ".js":
			w.script += packed[file]
		case ".css":
			w.style += packed[file]
		}
	}
	if w.script > budgetScript || w.style > budgetStyle || w.requests > budgetRequests {
		t.Errorf("%s asks for %d bytes of script (%d allowed), %d of style (%d) in %d requests (%d)",
			name, w.script, budgetScript, w.style, budgetStyle, w.requests, budgetRequests)
	}
	return w
}

func packedSize(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// askedAtOnce are the files that a browser asks for to show a page.
func askedAtOnce(t *testing.T, data []byte) (addresses []string) {
	t.Helper()
	tree, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range tree.Descendants() {
		switch n.Data {
		case "link":
			if rel := attribute(n, "rel"); rel == "stylesheet" || rel == "icon" || rel == "preload" || rel == "manifest" {
				addresses = append(addresses, attribute(n, "href"))
			}
		case "script", "img":
			if src := attribute(n, "src"); src != "" {
				addresses = append(addresses, src)
			}
		}
	}
	return addresses
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
