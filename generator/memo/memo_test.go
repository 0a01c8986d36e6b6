package memo

import (
	"fmt"
	"sync"
	"testing"
)

// A result is kept as long as each build asks for it.
func TestTableForgets(t *testing.T) {
	var table Table[string, int]
	made := 0
	get := func(name string) int {
		return table.Get(name, func(was *int) int {
			if was != nil {
				return *was
			}
			made++
			return made
		})
	}
	for i, build := range []struct {
		ask  []string
		want []int
	}{
		{[]string{"a", "b", "a"}, []int{1, 2, 1}},
		{[]string{"b"}, []int{2}},
		{nil, nil},
		{[]string{"a", "b"}, []int{3, 4}}, // no build before asked for b
		{[]string{"b", "a", "c"}, []int{4, 3, 5}},
	} {
		table.Turn()
		for j, name := range build.ask {
			if got := get(name); got != build.want[j] {
				t.Errorf("build %d: %s is %d, want %d", i, name, got, build.want[j])
			}
		}
	}
}

// A result that no longer holds is replaced, for this build and the next.
func TestTableReplaces(t *testing.T) {
	var table Table[string, string]
	of := func(text string) string {
		return table.Get("name", func(was *string) string {
			if was != nil && *was == "of "+text {
				return *was
			}
			if was != nil {
				return "of " + text + ", not " + *was
			}
			return "of " + text
		})
	}
	for i, want := range []string{"of a", "of a", "of b, not of a", "of a, not of b, not of a"} {
		table.Turn()
		got := of([]string{"a", "a", "b", "a"}[i])
		if got != want {
			t.Errorf("build %d: %q, want %q", i, got, want)
		}
		table.Get("name", func(was *string) string {
			if was == nil || *was != got {
				t.Errorf("build %d: asked again, it knows %v", i, was)
			}
			return got
		})
	}
}

func TestTableUpdate(t *testing.T) {
	var table Table[string, int]
	keep := func(was *int) int {
		if was != nil {
			return *was
		}
		return 1
	}
	table.Turn()
	table.Get("a", keep)
	for range 2 {
		table.Update("a", func(v int) int { return v + 1 })
		table.Update("b", func(int) int { t.Error("b is updated, and not kept"); return 0 })
	}
	if got := table.Get("a", keep); got != 3 {
		t.Errorf("after two updates: %d", got)
	}
	table.Turn()
	table.Update("a", func(int) int { t.Error("a is updated before this build asked for it"); return 0 })
	if got := table.Get("a", keep); got != 3 {
		t.Errorf("in the next build: %d", got)
	}
}

// A nil table keeps nothing.
func TestNothingIsKept(t *testing.T) {
	var table *Table[string, int]
	for range 2 {
		table.Turn()
		if got := table.Get("a", func(was *int) int {
			if was != nil {
				t.Error("a nil table kept something")
			}
			return 7
		}); got != 7 {
			t.Errorf("a nil table returns %d", got)
		}
	}
}

// Goroutines may ask for results of different names at the same time.
func TestTableAtOnce(t *testing.T) {
	var table Table[string, string]
	for build := range 3 {
		table.Turn()
		var all sync.WaitGroup
		for i := range 50 {
			all.Go(func() {
				name := fmt.Sprint(i)
				if got := table.Get(name, func(was *string) string {
					if (was != nil) != (build > 0) {
						t.Errorf("build %d knows %s: %t", build, name, was != nil)
					}
					return name
				}); got != name {
					t.Errorf("%s is %q", name, got)
				}
			})
		}
		all.Wait()
	}
}

// Each way to cut what is added into texts, bytes and numbers has a hash of its own; how
// often Text is called makes no difference.
func TestSum(t *testing.T) {
	seen := map[Hash]string{}
	for _, c := range []struct {
		name string
		add  func(*Sum)
	}{
		{"nothing", func(*Sum) {}},
		{"an empty text", func(s *Sum) { s.Text("") }},
		{"two empty texts", func(s *Sum) { s.Text("", "") }},
		{"ab c", func(s *Sum) { s.Text("ab", "c") }},
		{"a bc", func(s *Sum) { s.Text("a", "bc") }},
		{"abc", func(s *Sum) { s.Text("abc") }},
		{"another order", func(s *Sum) { s.Text("c", "ab") }},
		{"one", func(s *Sum) { s.Number(1) }},
		{"minus one", func(s *Sum) { s.Number(-1) }},
		{"a large number", func(s *Sum) { s.Number(1 << 40) }},
	} {
		s, again := NewSum(), NewSum()
		c.add(s)
		c.add(again)
		h := s.Hash()
		if again.Hash() != h || s.Hash() != h {
			t.Errorf("%s: another hash the second time", c.name)
		}
		if other, ok := seen[h]; ok {
			t.Errorf("%s has the hash of %s", c.name, other)
		}
		seen[h] = c.name
	}
	one, two := NewSum(), NewSum()
	one.Text("ab", "c")
	two.Text("ab")
	two.Bytes([]byte("c"))
	if one.Hash() != two.Hash() {
		t.Error("a text has another hash as bytes, or in a call of its own")
	}
}

// Hashes one after another are told apart by their order, and by how many they are.
func TestHashWith(t *testing.T) {
	sum := NewSum()
	sum.Text("a")
	a := sum.Hash()
	sum.Text("b")
	b := sum.Hash()
	seen := map[Hash]string{}
	for name, list := range map[string][]Hash{"none": nil, "a": {a}, "b": {b}, "ab": {a, b}, "ba": {b, a}, "aa": {a, a}, "aab": {a, a, b}, "aba": {a, b, a}, "abab": {a, b, a, b}} {
		var h Hash
		for _, other := range list {
			h = h.With(other)
		}
		if other, ok := seen[h]; ok {
			t.Errorf("%s has the hash of %s", name, other)
		}
		seen[h] = name
	}
}
