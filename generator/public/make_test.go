package public_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/public"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// page is a file that is made when it is written.
func page(name string, make func(*bytes.Buffer) error) site.File {
	return site.File{Path: name, Make: make}
}

func writes(text string) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		b.WriteString(text)
		return nil
	}
}

func buildFiles(ctx context.Context, t *testing.T, dir string, files *site.Files) (public.Written, []source.Fault) {
	t.Helper()
	f, faults := public.Open(ctx, filepath.Dir(dir), dir)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	defer f.Close()
	return f.Write(ctx, files, false)
}

// A file with Last is made after the others, whose sums it reads.
func TestMadeLast(t *testing.T) {
	dir := folder(t)
	files := &site.Files{List: []site.File{file("assets/a.css", "a"), page("b.html", writes("b")), page("c/d.html", writes("d"))}}
	last := page("sw.js", func(b *bytes.Buffer) error {
		for _, f := range files.List[1:] {
			fmt.Fprintf(b, "%x\n", f.Sum)
		}
		return nil
	})
	last.Last = true
	files.List = append([]site.File{last}, files.List...)
	w, faults := buildFiles(t.Context(), t, dir, files)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := fmt.Sprintf("%x\n%x\n%x\n", sha256.Sum256([]byte("a")), sha256.Sum256([]byte("b")), sha256.Sum256([]byte("d")))
	if got := tree(t, dir); got["sw.js"] != want || got["c/d.html"] != "d" {
		t.Errorf("got %v", got)
	}
	if w.Bytes != int64(3+len(want)) || w.Changed != 4 || w.Files != 4 {
		t.Errorf("written: %+v", w)
	}
}

// Where a file cannot be made, the folder stays as it was, and all files are tried.
func TestNotMade(t *testing.T) {
	for _, fresh := range []bool{true, false} {
		dir := folder(t)
		if !fresh {
			write(t, dir, small)
		}
		before := tree(t, filepath.Dir(dir))
		tried := 0
		fails := func(*bytes.Buffer) error { tried++; return errors.New("no") }
		files := &site.Files{List: []site.File{file("index.html", "new"), page("a.html", fails), page("z.html", fails), page("x/y.html", writes("y"))},
			Faults: func() []source.Fault { return []source.Fault{source.Usage("layout", fmt.Sprint(tried), "")} }}
		_, faults := buildFiles(t.Context(), t, dir, files)
		if len(faults) != 1 || faults[0].What != "2" {
			t.Errorf("faults: %v", faults)
		}
		if diff := cmp.Diff(before, tree(t, filepath.Dir(dir))); diff != "" {
			t.Errorf("fresh %v: the folder has changed (-before +after)\n%s", fresh, diff)
		}
	}
}

// A site that may not be published is a fault, even where nothing says why.
func TestNoReason(t *testing.T) {
	dir := folder(t)
	files := &site.Files{List: small, Inspect: func(string, []byte) bool { return false }, Faults: func() []source.Fault { return nil }}
	if _, faults := buildFiles(t.Context(), t, dir, files); len(faults) != 1 {
		t.Errorf("faults: %v", faults)
	}
}

// A write that is stopped does not wait for a file that takes long to make.
func TestStoppedWhileItMakes(t *testing.T) {
	dir := folder(t)
	write(t, dir, small)
	before := tree(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	block := make(chan struct{})
	defer close(block)
	files := &site.Files{List: []site.File{file("new.html", "new"), page("slow.html", func(*bytes.Buffer) error {
		cancel()
		<-block
		return nil
	})}}
	_, faults := buildFiles(ctx, t, dir, files)
	if len(faults) != 1 || faults[0].ID != "stopped" {
		t.Errorf("faults: %v", faults)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("the folder has changed (-before +after)\n%s", diff)
	}
}
