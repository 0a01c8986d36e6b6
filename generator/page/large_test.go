package page

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/layout"
	"wirebook/generator/search"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/theme"
)

// zipped is how many bytes of a file move.
func zipped(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return b.Len()
}

// A query on a site of many notes asks for the head, for the parts of at most
// four words, and for the pages of at most eight results. Their largest together
// are less than 300 kB, whatever the query is.
func TestLargeIndex(t *testing.T) { largeIndex(t, 1_000) }

func largeIndex(t *testing.T, notes int) {
	s := sitetest.Link(t, largeSite(notes))
	head, parts := search.Index(s, "en")
	assets, files, _ := layout.Assets(realLayouts(), nil, &theme.Theme{})
	script := takeScript(&files, assets)
	var groups, terms []int
	for _, p := range parts {
		if strings.Contains(p.Path, "-group-") {
			groups = append(groups, zipped(p.Data))
		} else {
			terms = append(terms, zipped(p.Data))
		}
	}
	most := func(sizes []int, n int) (sum int) {
		slices.Sort(sizes)
		for _, size := range sizes[max(0, len(sizes)-n):] {
			sum += size
		}
		return sum
	}
	first := zipped(slices.Concat(script, head))
	all := first + most(terms, 4) + most(groups, 8)
	t.Logf("%d pages: the script and the head %d bytes, the largest of %d parts of terms %d, of %d groups of pages %d; a query at most %d",
		len(s.Pages), first, len(terms), most(terms, 1), len(groups), most(groups, 1), all)
	if all >= 300_000 || len(groups) < notes/24 || len(terms) < 20 {
		t.Errorf("a query moves %d bytes", all)
	}
}

// largeSite has notes whose words are as often as in a natural text: the second
// half as often as the first, the third a third.
func largeSite(notes int) fstest.MapFS {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 4, 40_000)
	some := func(n int) string {
		var b strings.Builder
		for range n {
			x := zipf.Uint64() + 60
			for ; x > 0; x /= 20 {
				b.WriteByte("bcdfghjklmnpqrstvwxz"[x%20])
				b.WriteByte("aeiou"[x%5])
			}
			b.WriteByte(' ')
		}
		return b.String()
	}
	content := noted("Lead.\n")
	for i := range notes {
		text := fmt.Sprintf("---\ntitle: %s\ndescription: %s\n---\n%s\n\n## %s\n\n%s\n\n## %s\n\n%s\n", some(5), some(20), some(40), some(3), some(40), some(3), some(40))
		content[fmt.Sprintf("part-%d/%s-%d.md", i/100, strings.TrimSpace(strings.ReplaceAll(some(3), " ", "-")), i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return content
}
