package generator_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
)

// answerEdits is the command of the edited site: it answers with the lines of a file of
// its folder that are no comments. With EDITS_ONCE it does so once, and then with nothing.
func answerEdits(name string) {
	data, err := os.ReadFile(name)
	listener, err2 := net.Listen("unix", os.Getenv("SOCKET"))
	if err != nil || err2 != nil {
		fmt.Println(err, err2)
		os.Exit(1)
	}
	var body string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			body += line
		}
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			os.Exit(1)
		}
		go func() {
			defer conn.Close()
			for in := bufio.NewReader(conn); ; {
				line, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if line == "\r\n" {
					fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nDate: %s\r\nServer: tests\r\n\r\n%s", len(body), time.Now().UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"), body)
					if os.Getenv("EDITS_ONCE") != "" {
						body = ""
					}
				}
			}
		}()
	}
}

// TestEditsAreLikeClean edits a site at random and builds it in one session, as serve
// does, and with a cache, as build does. After each edit all files and faults must be
// those of a build from nothing.
// EDITS_SEED=7 makes other edits, and EDITS_SEED=random those of a new seed each time; what
// fails is shortened to the edits that it takes.
func TestEditsAreLikeClean(t *testing.T) { editAtRandom(t, 20) }

func editAtRandom(t *testing.T, count int) {
	if options.Origin == nil {
		t.Skip("this fork has no built-in origin")
	}
	seed := uint64(1) // a test that passes once passes again
	if text := os.Getenv("EDITS_SEED"); text == "random" {
		seed = rand.Uint64()
	} else if s, err := strconv.ParseUint(text, 10, 64); err == nil {
		seed = s
	}
	t.Logf("EDITS_SEED=%d", seed)
	start := editedSite(t)
	edits := randomEdits(start, seed, count)
	made, differs := runEdits(t, start, edits)
	if differs == "" {
		return
	}
	t.Logf("edit %d: %s\nit is made again with fewer edits", made, differs)
	edits = edits[:made]
	edits, differs = shrunk(edits, differs, func(edits []edit) (int, string) { return runEdits(t, start, edits) })
	var list []string
	for _, e := range edits {
		list = append(list, e.what)
	}
	t.Errorf("EDITS_SEED=%d: after these edits the site is not what a build from nothing makes:\n  %s\n%s", seed, strings.Join(list, "\n  "), differs)
}

// randomEdits are edits of a site, most of which leave it sound. What breaks it is taken
// back by the next one.
func randomEdits(start tree, seed uint64, count int) (edits []edit) {
	e := editor{rand.New(rand.NewPCG(seed, 2)), maps.Clone(start)}
	for len(edits) < count {
		if e.IntN(4) > 0 {
			one := e.sound()
			if e.IntN(4) == 0 {
				first, second := one, e.sound()
				one = edit{first.what + ", and " + second.what, func(f tree) { first.do(f); second.do(f) }}
			}
			one.do(e.f)
			edits = append(edits, one)
			continue
		}
		one, after := e.wrong(), maps.Clone(e.f)
		one.do(after)
		edits = append(edits, one, takeBack(e.f, after))
	}
	return edits
}

// takeBack is the edit that makes of the files that differ what they were.
func takeBack(before, after tree) edit {
	was, gone := tree{}, []string(nil)
	for name, text := range before {
		if other, ok := after[name]; !ok || other != text {
			was[name] = text
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			gone = append(gone, name)
		}
	}
	return edit{"take that back", func(f tree) {
		maps.Copy(f, was)
		for _, name := range gone {
			delete(f, name)
		}
	}}
}

// shrunk leaves out edits as long as there is still a difference.
func shrunk(edits []edit, differs string, run func([]edit) (int, string)) ([]edit, string) {
	tries := 0
	for size := max(1, len(edits)/2); size > 0; size /= 2 {
		for at := 0; at+size <= len(edits) && tries < 60; tries++ {
			fewer := slices.Concat(edits[:at], edits[at+size:])
			if made, still := run(fewer); still != "" {
				edits, differs = fewer[:made], still
			} else {
				at += size
			}
		}
	}
	return edits, differs
}

// runEdits makes the edits, one after another, and says after how many the session or a
// build with a cache differs from a build from nothing, and how; or nothing.
func runEdits(t *testing.T, start tree, edits []edit) (made int, differs string) {
	dir := t.TempDir()
	live, clean, cached := filepath.Join(dir, "live"), filepath.Join(dir, "clean"), filepath.Join(dir, "cached")
	o := options
	o.Root = live
	session := generator.NewSession(o)
	defer session.Close()
	withCache := o
	withCache.Root, withCache.Cache = cached, filepath.Join(dir, "cache")
	o.Root = clean
	f, well, bad := tree{}, 0, 0
	var good tree
	edits = slices.Concat([]edit{{"begin", func(f tree) { maps.Copy(f, start) }}}, edits)
	for i, e := range edits {
		before := maps.Clone(f)
		if bad > 1 { // what was meant to be sound was not
			clear(f)
			maps.Copy(f, good)
		}
		e.do(f)
		for _, root := range []string{live, clean, cached} {
			writeChanges(t, root, before, f)
		}
		if err := os.RemoveAll(filepath.Join(clean, "public")); err != nil {
			t.Fatal(err)
		}
		got := built(t.Context(), dir, func(ctx context.Context) (generator.Summary, []source.Fault) {
			sum, faults := session.Build(ctx)
			if len(faults) > 0 {
				return sum, faults
			}
			return session.Rest(ctx)
		})
		want := built(t.Context(), dir, func(ctx context.Context) (generator.Summary, []source.Fault) { return generator.Build(ctx, o) })
		known := built(t.Context(), dir, func(ctx context.Context) (generator.Summary, []source.Fault) { return generator.Build(ctx, withCache) })
		if known.said != want.said {
			return i, fmt.Sprintf("after %q a build with a cache says:\n%s\nand one from nothing:\n%s", e.what, known.said, want.said)
		}
		if got.said != want.said {
			return i, fmt.Sprintf("after %q the session says:\n%s\nand a build from nothing:\n%s", e.what, got.said, want.said)
		}
		if bad++; want.well {
			good, bad = maps.Clone(f), 0
			well++
			if differs := compareFolders(t, filepath.Join(live, "public"), filepath.Join(clean, "public")); differs != "" {
				return i, fmt.Sprintf("after %q: %s", e.what, differs)
			}
			if differs := compareFolders(t, filepath.Join(cached, "public"), filepath.Join(clean, "public")); differs != "" {
				return i, fmt.Sprintf("after %q, with a cache: %s", e.what, differs)
			}
		}
		if testing.Verbose() {
			t.Logf("%d %s: %.70q", i, e.what, want.said)
		}
	}
	if 3*well < len(edits) {
		t.Errorf("only %d of %d builds went well: files are hardly compared", well, len(edits))
	}
	return len(edits), ""
}

// What a build said, and whether it went well.
type saying struct {
	said string
	well bool
}

func built(ctx context.Context, dir string, build func(context.Context) (generator.Summary, []source.Fault)) saying {
	var b bytes.Buffer
	sum, faults := build(ctx)
	for _, list := range [][]source.Fault{faults, sum.Notices, sum.Hints} {
		for _, f := range list {
			source.Printer{W: &b}.Print(f)
		}
	}
	fmt.Fprintln(&b, sum.Notes, sum.Proven, sum.NoRun, sum.Missing, sum.Pages, sum.Bytes)
	rel := func(name string) string { return filepath.Base(dir) + "/" + name }
	return saying{strings.NewReplacer(rel("live"), "TREE", rel("clean"), "TREE", rel("cached"), "TREE").Replace(b.String()), len(faults) == 0}
}

// writeChanges makes a folder hold what f holds.
func writeChanges(t *testing.T, root string, before, f tree) {
	t.Helper()
	for name := range before {
		if _, ok := f[name]; !ok {
			if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range f {
		if was, ok := before[name]; !ok || was != text {
			put(t, root, name, text)
		}
	}
}

// compareFolders says how two folders differ.
func compareFolders(t *testing.T, got, want string) string {
	t.Helper()
	read := func(dir string) tree {
		files := tree{}
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, name))
			files[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	a, b := read(got), read(want)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if text, ok := a[name]; !ok {
			out = append(out, name+" is missing")
		} else if text != b[name] {
			out = append(out, name+" differs: "+firstDifference(text, b[name]))
		}
		delete(a, name)
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		out = append(out, name+" is too much")
	}
	return strings.Join(out[:min(len(out), 8)], "\n")
}

func firstDifference(a, b string) string {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	around := func(s string) string { return s[max(0, min(at-40, len(s))):min(len(s), at+60)] }
	return fmt.Sprintf("%q, not %q", around(a), around(b))
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
