package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/registry"
)

// Facts that were not compared with their sources for too long are a notice of the
// build and of the page of the data, and a fault where that is asked.
func TestOldFacts(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS("../layouts")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"site.yaml": "title: Test\n",
		"index.md":  "---\ntitle: Data\nlist: data\n---\n",
	} {
		name = filepath.Join(root, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	oldest, newest := facts.Sources()[0].AsOf, facts.Sources()[0].AsOf
	for _, s := range facts.Sources() {
		if s.AsOf.Before(oldest) {
			oldest = s.AsOf
		}
		if s.AsOf.After(newest) {
			newest = s.AsOf
		}
	}
	for _, test := range []struct {
		today time.Time
		all   bool // whether all facts are old by then, or none
	}{
		{oldest.Add(registry.MaxAge), false},
		{newest.Add(registry.MaxAge + time.Hour), true},
	} {
		want := 0
		if test.all {
			want = len(facts.Sources())
		}
		sum, faults := generator.Build(t.Context(), generator.Options{Root: root, Today: test.today})
		if len(faults) > 0 || len(sum.Notices) != want {
			t.Errorf("on %s: %d notices, want %d: %v, %v", test.today, len(sum.Notices), want, sum.Notices, faults)
		}
		page, err := os.ReadFile(filepath.Join(root, "public", "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(page), "more than 180 days"); n != want {
			t.Errorf("on %s the page warns of %d sources, want %d", test.today, n, want)
		}
		if n := strings.Count(string(page), newest.Format(time.DateOnly)); n == 0 {
			t.Errorf("the page does not say of which day the facts are")
		}
		_, faults = generator.Build(t.Context(), generator.Options{Root: root, Today: test.today, RequireFresh: true})
		if len(faults) != want {
			t.Errorf("on %s: %d faults where fresh facts are required, want %d: %v", test.today, len(faults), want, faults)
		}
		_, faults = generator.Check(t.Context(), generator.Options{Root: root, Today: test.today, RequireFresh: true}, generator.Selection{})
		if len(faults) != want {
			t.Errorf("on %s: check has %d faults, want %d: %v", test.today, len(faults), want, faults)
		}
	}
}
