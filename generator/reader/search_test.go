package reader_test

import (
	"bytes"
	"compress/gzip"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// All that the search of this site can ever ask for, compressed, and in how many
// requests: the script with the head of the index, and one part.
func TestWeightOfSearch(t *testing.T) {
	files := filesOf(t, filepath.Join(builtSite(t), "public"))
	all, requests := 0, 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name != searchScript && !strings.HasPrefix(name, "assets/search-") {
			continue
		}
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		w.Write(files[name])
		w.Close()
		t.Logf("%s: %d bytes, compressed %d", name, len(files[name]), b.Len())
		all += b.Len()
		requests++
	}
	if all >= 100_000 || requests != 2 {
		t.Errorf("the search weighs %d bytes in %d files: it may be 100 kB in two", all, requests)
	}
}
