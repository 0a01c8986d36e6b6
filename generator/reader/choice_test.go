package reader_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// What the library chose and no RFC requires has a mark of its own, a quote that begins
// with these words. The page about the proof explains it, so a quote that is anything else would
// be taken for one.
func TestChoicesAreMarked(t *testing.T) {
	const mark = "<p><strong>The library's choice.</strong> "
	public := os.DirFS(filepath.Join(builtSite(t), "public"))
	if _, err := fs.Stat(public, "proof.html"); err != nil {
		t.Skip("this site has no page about its proof, which would explain the mark")
	}
	marks := map[string]int{}
	err := fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		page, err := fs.ReadFile(public, name)
		for _, quote := range strings.Split(string(page), "<blockquote>")[1:] {
			if !strings.HasPrefix(strings.TrimSpace(quote), mark) {
				t.Errorf("%s has a quote that is no choice of the library: %.80s", name, quote)
			}
			marks[name]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if marks["proof.html"] != 1 || len(marks) < 8 {
		t.Errorf("the mark is on these pages, and on that of the proof to explain it: %v", marks)
	}
}
