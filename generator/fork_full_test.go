//go:build full

package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wirebook/generator/course"
)

// originLines are the lines of a file without those of the origin: the import and the use.
func withoutOrigin(t *testing.T, name string) string {
	t.Helper()
	lines := strings.Split(get(t, name), "\n")
	kept := slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
		return strings.TrimSpace(l) == `"wirebook/content/origin"` || strings.Contains(l, ".Origin = origin.New")
	})
	if len(lines)-len(kept) != 2 {
		t.Fatalf("%d lines of %s are the origin's, not two", len(lines)-len(kept), name)
	}
	return strings.Join(kept, "\n")
}

// A fork that keeps the Go code replaces content/. If its server is not written in Go, it
// deletes content/origin and the two lines that name it in main.go and in two tests. Both
// of its commands pass: without an address, without descriptions, with a picture, and with
// a layout of its own.
func TestFork(t *testing.T) {
	root, dir := "..", t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "netlify.toml"} {
		put(t, dir, name, get(t, filepath.Join(root, name)))
	}
	for _, name := range []string{"generator", "layouts", ".ci"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"main.go", "generator/bench_test.go", "generator/reader/site_test.go"} {
		put(t, dir, name, withoutOrigin(t, filepath.Join(root, name)))
	}
	put(t, dir, "content/site.yaml", "title: Fork\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n")
	put(t, dir, "content/index.md", "---\ntitle: Home\n---\nSee [the first](lessons/first.md).\n\n![A line](line.svg)\n\n> A quotation.\n\n"+
		"```http norun=\"no server is here\"\nGET / HTTP/1.1\nHost: example.org\n```\n\n"+
		"```http\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 0\n```\n")
	put(t, dir, "content/line.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 4h9"/></svg>`)
	put(t, dir, "content/lessons/first.md", "---\ntitle: First\n---\nBack to [the home page](../index.md).\n")
	put(t, dir, "content/layouts/logo.html", "<b>F</b> ")

	if out := run(t, dir, "gofmt", "-l", "main.go", "generator"); out != "" {
		t.Errorf("gofmt would change %s", out)
	}
	run(t, dir, "go", "vet", "-tags", "full", "./...")
	if out, want := run(t, dir, "go", "run", ".", "build"), "2 notes, 0 exchanges proven, 1 not played"; !strings.Contains(out, want) {
		t.Errorf("build says %q, not %q", out, want)
	}
	// The other packages are tested with trees of their own.
	run(t, dir, "go", "test", ".", "./generator/reader", "./generator/diagram", "./generator/site", "./generator/note", "./generator/page", "./generator/excerpt")
	run(t, dir, "go", "test", "-run", "Test[^E]", "./generator") // without the imports of content/origin
}

// A course in a folder of its own, in a clone that is thirty commits old, takes the new
// version without a conflict and without a foreign file among its own. It then builds, with
// its server in the pages.
func TestForkIsUpdated(t *testing.T) {
	old := "HEAD~30"
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "clone")
	run(t, root, "git", "clone", "--quiet", ".", dir)
	git := func(args ...string) string {
		return run(t, dir, "git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
	}
	if exec.Command("git", "-C", dir, "rev-parse", "--verify", "--quiet", old).Run() != nil { // a clone without its history
		git("rm", "--quiet", "README.md")
		git("commit", "--quiet", "--message", "As if older")
		git("revert", "--no-edit", "HEAD")
		old = "HEAD~1"
	}
	git("branch", "upstream")
	git("reset", "--quiet", "--hard", old)
	files, err := course.Course{Kind: course.BuiltIn, Title: "Mine", Hosting: []byte(get(t, filepath.Join(root, "netlify.toml"))), Folder: "mine", Up: "../"}.Files()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		put(t, dir, filepath.Join("mine", name), string(data))
	}
	git("add", "mine")
	git("commit", "--quiet", "--message", "My course")
	git("merge", "--quiet", "--no-edit", "upstream")
	if changed := git("diff", "--stat", "HEAD^1", "--", "mine"); changed != "" {
		t.Errorf("the course was changed:\n%s", changed)
	}
	if out, want := run(t, filepath.Join(dir, "mine"), "go", "run", ".", "build"), "2 notes, 2 exchanges proven, 0 not played"; !strings.Contains(out, want) {
		t.Errorf("build says %q, not %q", out, want)
	}
	if page := get(t, filepath.Join(dir, "mine/public/lessons/first.html")); !strings.Contains(page, " data-trial") {
		t.Error("the page sends nothing to the server of the course")
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
