package generator_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wirebook/generator"
)

// What a build remembers saves time and changes nothing: not when public/ was changed by
// hand or is gone, and not when the cache is damaged or cannot be kept.
func TestCachedIsLikeClean(t *testing.T) {
	if options.Origin == nil {
		t.Skip("this fork has no built-in origin")
	}
	dir := t.TempDir()
	f := editedSite(t)
	o := options
	o.Root, o.Cache = filepath.Join(dir, "cached"), filepath.Join(dir, "cache")
	clean := options
	clean.Root = filepath.Join(dir, "clean")
	writeChanges(t, o.Root, nil, f)
	writeChanges(t, clean.Root, nil, f)
	public := filepath.Join(o.Root, "public")
	build := func(o generator.Options) {
		t.Helper()
		if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
			t.Fatal(faults[0])
		}
	}
	build(clean)
	caches := func() []string {
		names, _ := filepath.Glob(filepath.Join(o.Cache, "trees", "*"))
		return names
	}
	page := filepath.Join(public, "index.html")
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"the first build", func() error { return nil }},
		{"nothing changed", func() error { return nil }},
		{"a page was changed by hand", func() error { return os.WriteFile(page, []byte("changed"), 0o644) }},
		{"a page has another of its size", func() error {
			text, err := os.ReadFile(page)
			if err != nil {
				return err
			}
			return os.WriteFile(page, slices.Repeat([]byte("x"), len(text)), 0o644)
		}},
		{"public/ is gone", func() error { return os.RemoveAll(public) }},
		{"the cache is cut off", func() error { return os.Truncate(caches()[0], 1000) }},
		{"the cache is gone", func() error { return os.RemoveAll(o.Cache) }},
		{"no cache can be kept", func() error {
			if err := os.RemoveAll(o.Cache); err != nil {
				return err
			}
			return os.WriteFile(o.Cache, nil, 0o600)
		}},
	} {
		if err := step.do(); err != nil {
			t.Fatal(step.name, err)
		}
		build(o)
		if differs := compareFolders(t, public, filepath.Join(clean.Root, "public")); differs != "" {
			t.Errorf("%s: %s", step.name, differs)
		}
	}
}

// A page is made again if anything changed that it shows: a title that others show, the
// sentence that mentions it, a layout, what an exchange proved.
func TestCacheKnowsWhatPagesShow(t *testing.T) {
	if options.Origin == nil {
		t.Skip("this fork has no built-in origin")
	}
	dir := t.TempDir()
	o := options
	o.Root, o.Cache = filepath.Join(dir, "tree"), filepath.Join(dir, "cache")
	f := tree{}
	put := func(name, text string) {
		before := maps.Clone(f)
		f[name] = text
		writeChanges(t, o.Root, before, f)
	}
	for name, text := range editedSite(t) {
		if strings.HasPrefix(name, "layouts/") || strings.HasPrefix(name, "content/origin/") {
			put(name, text)
		}
	}
	note := func(title, text string) string { return "---\ntitle: " + title + "\n---\n" + text + "\n" }
	put("content/site.yaml", "title: Cached\nsections:\n  - {title: Part, folder: part}\n")
	put("content/index.md", note("Home", "Home."))
	put("content/part/one.md", note("One", "This sentence says much of [two](two.md), it seems."))
	put("content/part/two.md", note("Two", "Nothing."))
	put("content/part/three.md", note("Three", "Nothing."))
	for _, step := range []struct{ name, text, page, want string }{
		{"content/part/two.md", note("Another", "Nothing."), "part/three.html", "Another"},
		{"content/part/one.md", note("One", "This other sentence says much of [two](two.md), it seems."), "part/two.html", "This other sentence"},
		{"content/part/one.md", note("One", "No link."), "part/two.html", "-One</a> <q>"},
		{"content/part/two.md", note("Another", "Text of its own."), "part/two.html", "Text of its own"},
		{"layouts/foot.html", "<p>A new foot</p></body></html>\n", "part/three.html", "A new foot"},
		{"content/site.yaml", "title: Renamed\nsections:\n  - {title: Part, folder: part}\n", "part/three.html", "Renamed"},
	} {
		if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
			t.Fatal(faults[0])
		}
		put(step.name, step.text)
		if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
			t.Fatal(faults[0])
		}
		text, err := os.ReadFile(filepath.Join(o.Root, "public", filepath.FromSlash(step.page)))
		if err != nil {
			t.Fatal(err)
		}
		want, absent := strings.CutPrefix(step.want, "-")
		if strings.Contains(string(text), want) == absent {
			t.Errorf("after %s changed, %s is not made again: %q", step.name, step.page, step.want)
		}
	}
}
