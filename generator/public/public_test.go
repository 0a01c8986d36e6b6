package public_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/public"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

func file(name, text string) site.File {
	return site.File{Path: name, Data: []byte(text), Asset: strings.HasPrefix(name, "assets/")}
}

var small = []site.File{
	file("index.html", "home"),
	file("status/404.html", "not found"),
	file("assets/site.1a2b.css", "body{}"),
	file("assets/img/deep/a.svg", "<svg/>"),
	file("empty.txt", ""),
}

func write(t *testing.T, dir string, files []site.File) public.Written {
	t.Helper()
	w, faults := public.Write(dir, files)
	for _, f := range faults {
		t.Errorf("unexpected fault: %s", f.What)
	}
	return w
}

// tree is what stands in a folder: path → text, folders with a slash at the end.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case d.IsDir():
			out[rel+"/"] = ""
		case d.Type()&fs.ModeSymlink != 0:
			out[rel], err = os.Readlink(name)
			out[rel] = "-> " + out[rel]
		default:
			var data []byte
			data, err = os.ReadFile(name)
			out[rel] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("the folder holds something else (-want +got):\n%s", diff)
	}
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

var smallTree = map[string]string{
	"index.html": "home", "empty.txt": "",
	"status/": "", "status/404.html": "not found",
	"assets/": "", "assets/site.1a2b.css": "body{}",
	"assets/img/": "", "assets/img/deep/": "", "assets/img/deep/a.svg": "<svg/>",
}

func TestMakesTheFolderAndCounts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	got := write(t, dir, small)
	if want := (public.Written{Files: 5, Changed: 5, Bytes: 25}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, dir, smallTree)
}

func TestSecondWriteTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, small)
	past := time.Now().Add(-time.Hour).Truncate(time.Second)
	for name := range smallTree {
		if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	if got := write(t, dir, small); got != (public.Written{Files: 5, Bytes: 25}) {
		t.Errorf("got %+v, want no change", got)
	}
	for name := range smallTree {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !info.ModTime().Equal(past) {
			t.Errorf("%s was touched", name)
		}
	}
}

func TestWritesWhatChangedAndRemovesWhatIsStale(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, small)
	put(t, dir, ".gitignore", "*\n")
	put(t, dir, ".well-known/security.txt", "mail us")
	put(t, dir, "old/older/oldest.html", "stale")
	put(t, dir, "status/.hidden", "not at the top, so not the author's")
	put(t, dir, ".wirebook-KILLED-7", "left by a write that was killed")
	put(t, dir, "status/.wirebook-KILLED-8", "left by a write that was killed")
	if err := os.Mkdir(filepath.Join(dir, "hollow"), 0o755); err != nil {
		t.Fatal(err)
	}
	next := []site.File{
		file("index.html", "HOME"), // of the same length
		file("status/404.html", "not found"),
		file("status/410.html", "gone"),
	}
	got := write(t, dir, next)
	if want := (public.Written{Files: 3, Changed: 2, Removed: 5, Bytes: 17}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, dir, map[string]string{
		".gitignore": "*\n", ".well-known/": "", ".well-known/security.txt": "mail us",
		"index.html": "HOME", "status/": "", "status/404.html": "not found", "status/410.html": "gone",
	})
}

func TestLinksLeadNobodyOut(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "precious.txt", "keep me")
	dir := t.TempDir()
	link(t, filepath.Join(outside, "precious.txt"), filepath.Join(dir, "index.html"))
	link(t, outside, filepath.Join(dir, "stale"))
	write(t, dir, small)
	same(t, dir, smallTree) // the links themselves are gone
	same(t, outside, map[string]string{"precious.txt": "keep me"})
}

var tooLong = strings.Repeat("n", 300)

// Each case is a folder in which a write must fail, and what it must say.
func TestFaults(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "precious.txt", "keep me")
	tests := []struct {
		name  string
		plant func(t *testing.T, dir string)
		files []site.File
		want  string // of What, after the folder's name
	}{
		{"file for folder", func(t *testing.T, dir string) { put(t, dir, "status", "in the way") }, small,
			"/status cannot be written: a file stands where a folder must be"},
		{"folder for file", func(t *testing.T, dir string) { put(t, dir, "index.html/a", "in the way") }, small,
			"/index.html cannot be written: a folder stands where a file must be"},
		{"link for folder", func(t *testing.T, dir string) { link(t, outside, filepath.Join(dir, "status")) }, small,
			"/status cannot be written: a symbolic link stands where a folder must be"},
		{"link inside for folder", func(t *testing.T, dir string) {
			put(t, dir, "elsewhere/a", "")
			link(t, "elsewhere", filepath.Join(dir, "status"))
		}, small, "/status cannot be written: a symbolic link stands where a folder must be"},
		// A name that is too long is met only when the file is put in its place. As it
		// is an asset, no page is in its place by then.
		{"asset cannot be placed", func(*testing.T, string) {}, append([]site.File{file("new/a.html", "a"), {Path: tooLong, Asset: true}}, small[:2]...),
			"/" + tooLong + " cannot be written: file name too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, "kept.html", "the old site")
			test.plant(t, dir)
			before := tree(t, dir)
			w, faults := public.Write(dir, test.files)
			if len(faults) != 1 || w != (public.Written{}) {
				t.Fatalf("got %d faults and %+v, want one fault", len(faults), w)
			}
			if got := strings.TrimPrefix(faults[0].What, filepath.ToSlash(dir)); got != test.want {
				t.Errorf("says %q, want %q", got, test.want)
			}
			if faults[0].Status() != source.ExitUsage || faults[0].Do == "" {
				t.Errorf("status %d, advice %q", faults[0].Status(), faults[0].Do)
			}
			same(t, dir, before)
			same(t, outside, map[string]string{"precious.txt": "keep me"})
		})
	}
}

func TestFolderIsAFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if err := os.WriteFile(dir, []byte("I am a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, faults := public.Write(dir, small)
	if len(faults) != 1 || !strings.HasSuffix(faults[0].What, "public cannot be written: a file stands where a folder must be") {
		t.Fatalf("got %v", faults)
	}
	if data, _ := os.ReadFile(dir); string(data) != "I am a file" {
		t.Error("the file was changed")
	}
}

func TestPathsThatCannotBe(t *testing.T) {
	tests := []struct {
		paths []string
		want  []string
	}{
		{[]string{"a.html", "A.html"}, []string{"A.html and a.html differ only in case, and some systems take them for one"}},
		{[]string{"Status/1.html", "status/2.html"}, []string{"Status and status differ only in case, and some systems take them for one"}},
		{[]string{"a.html", "a.html"}, []string{"two parts of the site would stand at a.html"}},
		{[]string{"a", "a/b"}, []string{"two parts of the site would stand at a"}},
		{[]string{"a/b/c", "a"}, []string{"two parts of the site would stand at a"}},
		{[]string{"../a"}, []string{`"../a" is no path inside the site`}},
		{[]string{"a/../../b", "/etc/passwd", ".", "", `a\b`, "a\x00"}, []string{
			`"a/../../b" is no path inside the site`, `"/etc/passwd" is no path inside the site`, `"." is no path inside the site`,
			`"" is no path inside the site`, `"a\\b" is no path inside the site`, `"a\x00" is no path inside the site`,
		}},
		{[]string{"a/b", "a/c", "a.html", "b/a"}, nil},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.paths), func(t *testing.T) {
			dir := t.TempDir()
			var files []site.File
			for _, p := range test.paths {
				files = append(files, file(p, "x"))
			}
			_, faults := public.Write(dir, files)
			var got []string
			for _, f := range faults {
				got = append(got, f.What)
				if f.Status() != source.ExitUsage {
					t.Errorf("%s: status %d", f.What, f.Status())
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			if len(test.want) > 0 {
				same(t, dir, map[string]string{})
			}
		})
	}
}

// pages is n pages of a version and an asset to which each of them refers.
func pages(n int, version string) []site.File {
	files := []site.File{file("assets/site."+version+".css", strings.Repeat(version, 4000))}
	for i := range n {
		text := fmt.Sprintf("<link href=site.%s.css> page %d %s", version, i, strings.Repeat(version+"\n", 5000)+"end "+version)
		files = append(files, file(fmt.Sprintf("part%d/page%d.html", i%7, i), text))
	}
	return files
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		one, two := pages(n, "one"), pages(n, "two")
		b.Run(fmt.Sprintf("new/%d", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir := b.TempDir()
				b.StartTimer()
				public.Write(dir, one)
			}
		})
		b.Run(fmt.Sprintf("unchanged/%d", n), func(b *testing.B) {
			dir := b.TempDir()
			public.Write(dir, one)
			for b.Loop() {
				public.Write(dir, one)
			}
		})
		b.Run(fmt.Sprintf("changed/%d", n), func(b *testing.B) {
			dir := b.TempDir()
			for i := 0; b.Loop(); i++ {
				public.Write(dir, [][]site.File{one, two}[i%2])
			}
		})
	}
}
