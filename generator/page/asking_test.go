package page

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What a page shows of the rest of the site it sees through an asking: a way around it
// would be a dependency that nobody knows of. The files named here make what pages share.
func TestPagesAsk(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains([]string{"asking_test.go", "disk.go", "press.go", "page.go", "nav.go", "own.go", "searchpage.go", "try.go"}, name) {
			continue
		}
		for _, way := range []string{"press.site", "p.site.", "linkTo("} {
			if bytes.Contains(text, []byte(way)) && !bytes.Contains(text, []byte("func "+way)) {
				t.Errorf("%s has %s: a page asks for it, or is not rendered again when it changes", name, way)
			}
		}
	}
}
