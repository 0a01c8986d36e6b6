package page

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/site"
)

var update = flag.Bool("update", false, "write the golden pages anew: read the difference before you commit it")

// fingerprint is the hash in the name of an asset: golden pages shall not
// change with every colour.
var fingerprint = regexp.MustCompile(`(assets/[a-z]+)\.[0-9a-f]{8}\.`)

func TestGolden(t *testing.T) {
	for path, got := range rendered(t, sample(t), realLayouts()) {
		if strings.HasPrefix(path, site.AssetFolder) || path == site.SearchScript || strings.HasSuffix(path, ".png") || strings.HasSuffix(path, ".md") || path == site.WorkerScript {
			continue
		}
		got = fingerprint.ReplaceAllString(got, "$1.HASH.")
		golden := filepath.Join("testdata/golden", filepath.FromSlash(path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got; go test -update writes it anew)\n%s", path, diff)
		}
	}
}

func TestSameBytes(t *testing.T) {
	s := sample(t)
	once := rendered(t, s, realLayouts())
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	for _, processors := range []int{1, 7} {
		runtime.GOMAXPROCS(processors)
		if diff := cmp.Diff(once, rendered(t, sample(t), realLayouts())); diff != "" {
			t.Errorf("with %d processors (-first +again)\n%s", processors, diff)
		}
	}
}

func TestOrderOfFiles(t *testing.T) {
	files, _ := Render(sample(t), realLayouts(), nil)
	var last bool
	var paths []string
	for i, f := range files.List {
		if i > 0 && f.Asset && !last {
			t.Errorf("the asset %s comes after a page", f.Path)
		}
		last = f.Asset
		if !strings.HasPrefix(f.Path, site.AssetFolder) {
			paths = append(paths, f.Path)
		}
	}
	want := []string{
		"anatomy/dot.png", "index.md", "anatomy/date.md", "status/404.md", "status/4xx.md", "glossary.md",
		"pictures/index.png", "pictures/anatomy/date.png", "pictures/status/404.png", "pictures/status/4xx.png", "_headers",
		"search.js", "sitemap.xml", "feed.xml", "_redirects", "robots.txt", "llms.txt", "index.html", "anatomy/date.html", "status/404.html", "status/4xx.html", "glossary.html",
		"origin/books.go.html", "origin/library.go.html", "search.html", "offline.html", "404.html", "4xx.html", "sw.js",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
}
