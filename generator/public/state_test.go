package public_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/public"
	"wirebook/generator/site"
)

// tick is more than the time in which file systems note two changes as one: the kernel's
// clock for them goes on 100 times a second or more often.
const tick = 20 * time.Millisecond

// A write that knows how the last one left the folder does what one does that looks at
// each file, also where somebody was there in between.
func TestBefore(t *testing.T) {
	first := []site.File{file("assets/a.css", "a"), file("b.html", "b"), file("c/d.html", "d"), file("c/e.html", "e")}
	changed := []site.File{file("assets/a.css", "a"), file("b.html", "b1"), file("c/d.html", "d"), file("c/e.html", "e1")}
	second := []site.File{file("assets/a.css", "a"), file("b.html", "b2"), file("c/d.html", "d"), file("f/g.html", "g")}
	for name, between := range map[string]func(dir string) error{
		"nothing":          func(string) error { return nil },
		"a file is gone":   func(dir string) error { return os.Remove(filepath.Join(dir, "c", "d.html")) },
		"a folder is gone": func(dir string) error { return os.RemoveAll(filepath.Join(dir, "c")) },
		"public/ is gone":  func(dir string) error { return os.RemoveAll(dir) },
		"the list is gone": func(dir string) error { return os.Remove(filepath.Join(dir, ".wirebook")) },
		"another file": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "c", "mine.txt"), []byte("mine"), 0o644)
		},
		"a file in the way": func(dir string) error { return os.WriteFile(filepath.Join(dir, "f"), []byte("mine"), 0o644) },
	} {
		var got [2]map[string]string
		var faults [2]int
		var written [2]public.Written
		for i := range 2 {
			dir := folder(t)
			var before *public.State
			for turn, files := range [][]site.File{first, changed, second, first} {
				f, wrong := public.Open(t.Context(), filepath.Dir(dir), dir)
				if len(wrong) > 0 {
					t.Fatal(wrong[0])
				}
				if i == 1 {
					f.Before = before
				}
				written[i], wrong = f.Write(t.Context(), &site.Files{List: files}, false)
				faults[i] = len(wrong)
				before = f.State(files)
				f.Close()
				if turn == 0 {
					time.Sleep(tick)
					if err := between(dir); err != nil {
						t.Fatal(err)
					}
				}
			}
			got[i] = tree(t, dir)
		}
		if diff := cmp.Diff(got[0], got[1]); diff != "" || faults[0] != faults[1] || !cmp.Equal(written[0], written[1]) {
			t.Errorf("%s: %d faults and %+v, want %d and %+v\n%s", name, faults[1], written[1], faults[0], written[0], diff)
		}
	}
}
