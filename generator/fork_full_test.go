//go:build full

package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A fork whose server is not written in Go deletes content/origin and the two
// lines that name it in main.go and in two tests. What is left builds, has tests
// that compile, and checks notes that are not played.
func TestForkWithoutOrigin(t *testing.T) {
	root, dir := "..", t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		put(t, dir, name, get(t, filepath.Join(root, name)))
	}
	if err := os.CopyFS(filepath.Join(dir, "generator"), os.DirFS(filepath.Join(root, "generator"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"main.go", "generator/bench_test.go", "generator/reader/site_test.go"} {
		lines := strings.Split(get(t, filepath.Join(root, name)), "\n")
		kept := slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
			l = strings.TrimSpace(l)
			return l == `"wirebook/content/origin"` || strings.Contains(l, ".Origin = origin.New")
		})
		if len(lines)-len(kept) != 2 {
			t.Fatalf("%d lines of %s are the origin's, not two", len(lines)-len(kept), name)
		}
		put(t, dir, name, strings.Join(kept, "\n"))
	}
	put(t, dir, "content/site.yaml", "title: Fork\n")
	put(t, dir, "content/index.md", "---\ntitle: Home\n---\n"+
		"```http norun=\"no server is here\"\nGET / HTTP/1.1\nHost: example.org\n```\n\n"+
		"```http\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 0\n```\n")

	run(t, dir, "go", "build", "./...")
	run(t, dir, "go", "vet", "-tags", "full", "./...")
	out := run(t, dir, "go", "run", ".", "check")
	if want := "1 note, 0 exchanges proven, 1 not played"; !strings.Contains(out, want) {
		t.Errorf("check says %q, not %q", out, want)
	}
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
