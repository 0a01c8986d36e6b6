package public_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
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

// folder is where a site may be built: the folder is not there yet.
func folder(t *testing.T) string { return filepath.Join(t.TempDir(), public.Name) }

// build writes a site into the folder.
func build(ctx context.Context, dir string, files []site.File, clean bool) (public.Written, []source.Fault) {
	f, faults := public.Open(ctx, filepath.Dir(dir), dir)
	if len(faults) > 0 {
		return public.Written{}, faults
	}
	defer f.Close()
	return f.Write(ctx, &site.Files{List: files}, clean)
}

func write(t *testing.T, dir string, files []site.File) public.Written {
	t.Helper()
	w, faults := build(t.Context(), dir, files, false)
	for _, f := range faults {
		t.Errorf("unexpected fault: %s", f.What)
	}
	return w
}

const marker = "*\n!.gitignore\n"

// listed is the text of the list of files that builds wrote.
func listed(paths ...string) string {
	return "# The files in this folder that a build wrote, in the order of writing. All other files are yours: a build does not remove them.\n" + strings.Join(append(paths, ""), "\n")
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
	".gitignore": marker, ".wirebook": listed("index.html", "status/404.html", "assets/site.1a2b.css", "assets/img/deep/a.svg", "empty.txt"),
	"index.html": "home", "empty.txt": "",
	"status/": "", "status/404.html": "not found",
	"assets/": "", "assets/site.1a2b.css": "body{}",
	"assets/img/": "", "assets/img/deep/": "", "assets/img/deep/a.svg": "<svg/>",
}

func TestMakesTheFolderAndCounts(t *testing.T) {
	dir := folder(t)
	got := write(t, dir, small)
	if diff := cmp.Diff(public.Written{Files: 5, Changed: 5, Bytes: 25}, got); diff != "" {
		t.Error(diff)
	}
	same(t, dir, smallTree)
}

func TestSecondWriteTouchesNothing(t *testing.T) {
	dir := folder(t)
	write(t, dir, small)
	past := time.Now().Add(-time.Hour).Truncate(time.Second)
	for name := range smallTree {
		if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(public.Written{Files: 5, Bytes: 25}, write(t, dir, small)); diff != "" {
		t.Error(diff)
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
	dir := folder(t)
	write(t, dir, append([]site.File{file("old/older/oldest.html", "stale"), file(".well-known/old.txt", "stale")}, small...))
	put(t, dir, ".gitignore", "# all but this\n*\n!.gitignore\n")
	put(t, dir, ".nojekyll", "the author's")
	put(t, dir, ".well-known/security.txt", "mail us")
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
	if diff := cmp.Diff(public.Written{Files: 3, Changed: 2, Removed: 5, Bytes: 17}, got); diff != "" {
		t.Error(diff)
	}
	same(t, dir, map[string]string{
		".gitignore": "# all but this\n*\n!.gitignore\n", ".wirebook": listed("index.html", "status/404.html", "status/410.html"),
		".nojekyll": "the author's", ".well-known/": "", ".well-known/security.txt": "mail us",
		"index.html": "HOME", "status/": "", "status/404.html": "not found", "status/410.html": "gone",
	})
}

// with is a tree with other entries; those without text are taken out.
func with(tree map[string]string, entries ...string) map[string]string {
	out := maps.Clone(tree)
	for i := 0; i < len(entries); i += 2 {
		if out[entries[i]] = entries[i+1]; entries[i+1] == "" && !strings.HasSuffix(entries[i], "/") {
			delete(out, entries[i])
		}
	}
	return out
}

func TestKeepsWhatNoBuildWrote(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "precious.txt", "keep me")
	dir := folder(t)
	write(t, dir, append([]site.File{file("old/stale.html", "stale")}, small...))
	put(t, dir, "thesis.txt", "keep me")
	put(t, dir, "old/notes/draft.md", "keep me")
	put(t, dir, "status/.hidden", "keep me")
	link(t, outside, filepath.Join(dir, "link"))
	kept := []string{"link", "old/notes/draft.md", "status/.hidden", "thesis.txt"}
	want := with(smallTree, "thesis.txt", "keep me", "old/", "", "old/notes/", "", "old/notes/draft.md", "keep me", "status/.hidden", "keep me", "link", "-> "+outside)
	for range 2 { // and not only the first time
		if diff := cmp.Diff(kept, write(t, dir, small).Kept); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		same(t, dir, want)
	}
	got, faults := build(t.Context(), dir, small, true)
	if len(faults) > 0 || got.Removed != 4 || got.Kept != nil {
		t.Errorf("clean: %+v, %v", got, faults)
	}
	same(t, dir, smallTree)
	same(t, outside, map[string]string{"precious.txt": "keep me"})
}

// What no build wrote in the place of a page is not written over.
func TestInTheWay(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "precious.txt", "keep me")
	dir := folder(t)
	put(t, dir, ".gitignore", marker)
	put(t, dir, "status/404.html", "my own")
	put(t, dir, "empty.txt", "")
	link(t, filepath.Join(outside, "precious.txt"), filepath.Join(dir, "index.html"))
	before := tree(t, dir)
	_, faults := build(t.Context(), dir, small, false)
	if len(faults) != 1 || !strings.HasSuffix(faults[0].What, "public/index.html cannot be written: there is already a file, which a build did not write; the same is true of 1 more") {
		t.Fatalf("got %v", faults)
	}
	same(t, dir, before)
	if _, faults := build(t.Context(), dir, small, true); len(faults) > 0 {
		t.Fatalf("clean: %v", faults)
	}
	same(t, dir, smallTree)
	same(t, outside, map[string]string{"precious.txt": "keep me"})
}

// A folder that no build has made is not touched, whatever is asked for.
func TestFolderThatIsNotOurs(t *testing.T) {
	const foreign = "a build did not make this folder: it is not empty, and has no .gitignore with the lines * and !.gitignore"
	tests := []struct {
		name  string
		plant func(t *testing.T, dir string)
		want  string
	}{
		{"no marker", func(t *testing.T, dir string) { put(t, dir, "thesis.txt", "keep me") }, foreign},
		{"a folder alone", func(t *testing.T, dir string) { put(t, dir, "a/b", "keep me") }, foreign},
		{"another .gitignore", func(t *testing.T, dir string) { put(t, dir, ".gitignore", "*.tmp\n") }, foreign},
		{"half a marker", func(t *testing.T, dir string) { put(t, dir, ".gitignore", "*\n") }, foreign},
		{"a link as marker", func(t *testing.T, dir string) {
			put(t, dir, "a", marker)
			link(t, "a", filepath.Join(dir, ".gitignore"))
		}, foreign},
		{"a file", func(t *testing.T, dir string) { put(t, filepath.Dir(dir), "public", "keep me") }, "there is a file where a folder must be"},
		{"a link into the tree", func(t *testing.T, dir string) {
			put(t, filepath.Dir(dir), "other/.gitignore", marker)
			link(t, "other", dir)
		}, "it is a symbolic link"},
		{"a link to nowhere", func(t *testing.T, dir string) { link(t, "nowhere", dir) }, "it is a symbolic link"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := folder(t)
			test.plant(t, dir)
			before := tree(t, filepath.Dir(dir))
			_, faults := build(t.Context(), dir, small, true)
			if len(faults) != 1 || faults[0].What != filepath.ToSlash(dir)+" cannot be written: "+test.want || faults[0].Status() != source.ExitUsage || faults[0].Do == "" {
				t.Errorf("got %q", faults)
			}
			same(t, filepath.Dir(dir), before)
		})
	}
}

func TestLinkOutOfTheTree(t *testing.T) {
	home := t.TempDir()
	put(t, home, "thesis/ch1.txt", "keep me")
	put(t, home, ".gitignore", marker)
	dir := folder(t)
	link(t, home, dir)
	before := tree(t, home)
	if _, faults := build(t.Context(), dir, small, true); len(faults) != 1 || !strings.HasSuffix(faults[0].What, "it is a symbolic link") {
		t.Errorf("got %v", faults)
	}
	same(t, home, before)
}

// An empty folder becomes a build's, also where a killed build has left its first
// file half done.
func TestEmptyFolderBecomesOurs(t *testing.T) {
	dir := folder(t)
	put(t, dir, ".wirebook-KILLED", "*\n!.git")
	write(t, dir, small)
	same(t, dir, smallTree)
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
			"/status cannot be written: there is a file where a folder must be"},
		{"folder for file", func(t *testing.T, dir string) { put(t, dir, "index.html/a", "in the way") }, small,
			"/index.html cannot be written: there is a folder where a file must be"},
		{"link for folder", func(t *testing.T, dir string) { link(t, outside, filepath.Join(dir, "status")) }, small,
			"/status cannot be written: there is a symbolic link where a folder must be"},
		{"link inside for folder", func(t *testing.T, dir string) {
			put(t, dir, "elsewhere/a", "")
			link(t, "elsewhere", filepath.Join(dir, "status"))
		}, small, "/status cannot be written: there is a symbolic link where a folder must be"},
		// A name that is too long is met only when the file is put in its place. As it
		// is an asset, no page is in its place by then.
		{"asset cannot be placed", func(*testing.T, string) {}, append([]site.File{file("new/a.html", "a"), {Path: tooLong, Asset: true}}, small[:2]...),
			"/" + tooLong + " cannot be written: file name too long"},
	}
	for _, test := range tests {
		for _, first := range [][]site.File{nil, {file("kept.html", "the old site")}} {
			t.Run(fmt.Sprintf("%s, %d before", test.name, len(first)), func(t *testing.T) {
				dir := folder(t)
				if put(t, dir, ".gitignore", marker); first != nil {
					write(t, dir, first)
				}
				test.plant(t, dir)
				before := tree(t, dir)
				w, faults := build(t.Context(), dir, test.files, false)
				if diff := cmp.Diff(public.Written{}, w); len(faults) != 1 || diff != "" {
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
}

// A write that fails leaves no folder behind that was not there.
func TestNoFolderAfterAFault(t *testing.T) {
	dir := folder(t)
	if _, faults := build(t.Context(), dir, []site.File{{Path: tooLong}}, false); len(faults) != 1 {
		t.Fatalf("got %v", faults)
	}
	same(t, filepath.Dir(dir), map[string]string{})
}

func TestStopped(t *testing.T) {
	dir := folder(t)
	write(t, dir, small)
	f, faults := public.Open(t.Context(), filepath.Dir(dir), dir)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	defer f.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, faults := f.Write(ctx, &site.Files{List: pages(20, "v1")}, false); len(faults) != 1 || faults[0].ID != "stopped" {
		t.Errorf("got %v", faults)
	}
	same(t, dir, smallTree)
}

// Builds of two trees do not wait for each other because their sites are side by side.
func TestSideBySide(t *testing.T) {
	together := t.TempDir()
	for _, name := range []string{"a", "b"} {
		f, faults := public.Open(t.Context(), t.TempDir(), filepath.Join(together, name))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		defer f.Close()
	}
}

func TestPathsThatCannotBe(t *testing.T) {
	tests := []struct {
		paths []string
		want  []string
	}{
		{[]string{"a.html", "A.html"}, []string{"A.html and a.html differ only in case, and some file systems treat them as one"}},
		{[]string{"Status/1.html", "status/2.html"}, []string{"Status and status differ only in case, and some file systems treat them as one"}},
		{[]string{"a.html", "a.html"}, []string{"two parts of the site would have the path a.html"}},
		{[]string{"a", "a/b"}, []string{"two parts of the site would have the path a"}},
		{[]string{"a/b/c", "a"}, []string{"two parts of the site would have the path a"}},
		{[]string{"../a"}, []string{`"../a" is not a path inside the site`}},
		{[]string{"a/../../b", "/etc/passwd", ".", "", `a\b`, "a\x00", "a\nb"}, []string{
			`"a/../../b" is not a path inside the site`, `"/etc/passwd" is not a path inside the site`, `"." is not a path inside the site`,
			`"" is not a path inside the site`, `"a\\b" is not a path inside the site`, `"a\x00" is not a path inside the site`, `"a\nb" is not a path inside the site`,
		}},
		{[]string{".wirebook", ".wirebook-7", ".gitignore"}, []string{
			`".wirebook" is not a path inside the site`, `".wirebook-7" is not a path inside the site`, `".gitignore" is not a path inside the site`}},
		{[]string{"a/b", "a/c", "a.html", "b/a"}, nil},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.paths), func(t *testing.T) {
			dir := folder(t)
			var files []site.File
			for _, p := range test.paths {
				files = append(files, file(p, "x"))
			}
			_, faults := build(t.Context(), dir, files, false)
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
				same(t, filepath.Dir(dir), map[string]string{})
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
				dir := filepath.Join(b.TempDir(), public.Name)
				b.StartTimer()
				build(b.Context(), dir, one, false)
			}
		})
		b.Run(fmt.Sprintf("unchanged/%d", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), public.Name)
			build(b.Context(), dir, one, false)
			for b.Loop() {
				build(b.Context(), dir, one, false)
			}
		})
		b.Run(fmt.Sprintf("changed/%d", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), public.Name)
			for i := 0; b.Loop(); i++ {
				build(b.Context(), dir, [][]site.File{one, two}[i%2], false)
			}
		})
	}
}
