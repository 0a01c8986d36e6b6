//go:build unix

package public_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"

	"wirebook/generator/public"
	"wirebook/generator/site"
)

// TestMain is also the program that is killed, the one whose disk is full and the
// one that holds the folder: the test runs itself again with these variables set.
func TestMain(m *testing.M) {
	dir := os.Getenv("PUBLIC_TEST_DIR")
	ctx := context.Background()
	switch os.Getenv("PUBLIC_TEST_ROLE") {
	case "killed":
		for i := 0; ; i++ {
			pages, _ := strconv.Atoi(os.Getenv("PUBLIC_TEST_PAGES"))
			build(ctx, dir, linked(i, pages), false)
			fmt.Println("written")
		}
	case "full":
		// No file may grow past this size: to the writer that is a full disk.
		syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 12000, Max: 12000})
		_, faults := build(ctx, dir, pages(60, "v1"), false)
		for _, f := range faults {
			fmt.Printf("%d %s\n", f.Status(), f.What)
		}
		os.Exit(0)
	case "holds":
		_, faults := public.Open(ctx, filepath.Dir(dir), dir)
		fmt.Println("opened", len(faults))
		io.Copy(io.Discard, os.Stdin) // until it is killed
	}
	os.Exit(m.Run())
}

func again(t *testing.T, role, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "PUBLIC_TEST_ROLE="+role, "PUBLIC_TEST_DIR="+dir)
	return cmd
}

// linked is one of several sites that have some pages in common. Each page is of a
// version, and refers to its asset, to the first page and to its neighbours.
func linked(i, pages int) []site.File {
	v, first := fmt.Sprintf("v%d", i%5), i%3*pages/3
	page := func(n int, text string) site.File {
		return file(fmt.Sprintf("part%d/page%d.html", n%7, n), text+strings.Repeat(v+"\n", 500)+"end "+v)
	}
	at := func(n int) string { return fmt.Sprintf(`href="/part%d/page%d.html" `, n%7, n) }
	files := []site.File{file("assets/site."+v+".css", strings.Repeat(v, 4000))}
	home := fmt.Sprintf("<link href=\"/assets/site.%s.css\">", v)
	for n := first; n < first+pages; n++ {
		text := fmt.Sprintf(`<link href="/assets/site.%s.css"> href="/index.html" `, v)
		home += at(n)
		files = append(files, page(n, text+at(max(first, n-1))+at(min(first+pages-1, n+1))))
	}
	return append(files, file("index.html", home+"end "+v))
}

var (
	ending    = regexp.MustCompile(`end (v\d)$`)
	reference = regexp.MustCompile(`href="/([^"]+)"`)
)

// whole sees what a reader of the folder sees: whole pages with their assets, and
// from the first page no link that leads nowhere. It says how many versions there
// are, and how many temporary files.
func whole(t *testing.T, dir string) (versions, left int) {
	t.Helper()
	now, seen := tree(t, dir), map[string]bool{}
	for name, text := range now {
		switch {
		case strings.Contains(name, ".wirebook-"):
			left++
		case strings.HasSuffix(name, ".html"):
			m := ending.FindStringSubmatch(text)
			if m == nil {
				t.Fatalf("%s is half a file: %d bytes", name, len(text))
			}
			seen[m[1]] = true
			if want := strings.Repeat(m[1], 4000); now["assets/site."+m[1]+".css"] != want {
				t.Fatalf("%s stands without its whole asset", name)
			}
		}
	}
	reached := map[string]bool{"index.html": true}
	for todo := []string{"index.html"}; len(todo) > 0; todo = todo[1:] {
		text, there := now[todo[0]]
		if !there {
			t.Fatalf("a link leads to %s, which is not there", todo[0])
		}
		for _, m := range reference.FindAllStringSubmatch(text, -1) {
			if !reached[m[1]] {
				reached[m[1]] = true
				todo = append(todo, m[1])
			}
		}
	}
	return len(seen), left
}

// killed starts the program that writes again and again, lets it write once, and
// kills it after so many changes of the kind that counts.
func killed(t *testing.T, dir string, pages int, counts func(fsnotify.Event) bool, after int) {
	t.Helper()
	cmd := again(t, "killed", dir)
	cmd.Env = append(cmd.Env, fmt.Sprintf("PUBLIC_TEST_PAGES=%d", pages))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	lines := bufio.NewReader(out)
	lines.ReadString('\n') // the first write is done
	go io.Copy(io.Discard, lines)
	w, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for i := range 8 {
		name := path.Join(dir, fmt.Sprintf("part%d", i))
		if i == 7 {
			name = dir
		}
		if err := w.Add(name); err != nil {
			t.Fatal(err)
		}
	}
	for after > 0 {
		select {
		case e := <-w.Events:
			if counts(e) {
				after--
			}
		case err := <-w.Errors:
			t.Fatal(err)
		}
	}
}

func TestKilledLeavesAWholeSite(t *testing.T) { killedSites(t, 2, 2, 60) }

// killedSites kills writes of so many pages: so many times at any moment, and so many
// times at each kind of moment.
func killedSites(t *testing.T, anyMoment, each, pages int) {
	staged := func(e fsnotify.Event) bool { return e.Has(fsnotify.Create) && strings.Contains(e.Name, ".wirebook-") }
	placed := func(e fsnotify.Event) bool { return e.Has(fsnotify.Create) && strings.HasSuffix(e.Name, ".html") }
	removed := func(e fsnotify.Event) bool { return e.Has(fsnotify.Remove) && strings.HasSuffix(e.Name, ".html") }
	for _, moment := range []struct {
		name   string
		counts func(fsnotify.Event) bool
		most   int // for each page
		times  int
	}{
		{"at any moment", func(fsnotify.Event) bool { return true }, 6, anyMoment},
		{"while files are written", staged, 1, each},
		{"while they are put in place", placed, 1, each},
		{"while old ones are removed", removed, 1, each},
	} {
		t.Run(moment.name, func(t *testing.T) {
			dir, mixed, left, times := folder(t), 0, 0, moment.times
			for range times {
				killed(t, dir, pages, moment.counts, 1+rand.IntN(pages*moment.most))
				versions, files := whole(t, dir)
				if left += files; versions > 1 {
					mixed++
				}
			}
			t.Logf("killed %d times: %d times with old and new pages in place, %d temporary files left", times, mixed, left)
			if left == 0 && mixed == 0 && times > 10 {
				t.Error("no kill came in the middle of a write: this run proved nothing")
			}
			if w := write(t, dir, small); len(w.Kept) > 0 {
				t.Errorf("the next write takes %q for the author's", w.Kept)
			}
			same(t, dir, smallTree) // it removes what is left
		})
	}
}

func TestFullDiskLeavesTheOldSite(t *testing.T) {
	dir := folder(t)
	write(t, dir, small)
	out, err := again(t, "full", dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := regexp.MustCompile(`^2 ` + regexp.QuoteMeta(filepath.ToSlash(dir)) + `/\S+ cannot be written: file too large\n$`)
	if !want.Match(out) {
		t.Errorf("says %q, want one line like %s", out, want)
	}
	same(t, dir, smallTree)
}

// A pipe, whose reader waits, is a fault wherever it stands, also when all is to go.
func TestPipe(t *testing.T) {
	for _, name := range []string{"index.html", "status/pipe", ".wirebook", ".pipe", ".wirebook-KILLED-1"} {
		dir := folder(t)
		write(t, dir, small)
		os.Remove(filepath.Join(dir, name))
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
		_, faults := build(t.Context(), dir, pages(3, "v1"), true)
		if want := filepath.ToSlash(dir) + "/" + name + " cannot be written: it is a pipe, a socket or a device"; len(faults) != 1 || faults[0].What != want {
			t.Errorf("%s: got %q", name, faults)
		}
		if _, err := os.Stat(filepath.Join(dir, "part0")); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
}

// holder is another process that has the folder until it is killed.
func holder(t *testing.T, dir string) (kill func()) {
	t.Helper()
	cmd := again(t, "holds", dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "opened 0\n" {
		t.Fatalf("the other process says %q", line)
	}
	return func() {
		cmd.Process.Kill()
		in.Close()
		cmd.Wait()
	}
}

// A folder that another process has is waited for, and the wait can be stopped.
// The folder is free again when that process is killed.
func TestOneBuildAtATime(t *testing.T) {
	dir := folder(t)
	write(t, dir, small)
	kill := holder(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, faults := build(ctx, dir, small, false); len(faults) != 1 || faults[0].ID != "stopped" {
		t.Errorf("stopped while it waits: %v", faults)
	}
	done := make(chan public.Written)
	go func() { done <- write(t, dir, pages(3, "v1")) }()
	same(t, dir, smallTree) // nothing is written meanwhile
	kill()
	if w := <-done; w.Changed == 0 {
		t.Error("the build that waited wrote nothing")
	}
}

func TestWaitsNotForEver(t *testing.T) {
	t.Parallel() // it waits for seconds
	dir := folder(t)
	write(t, dir, small)
	defer holder(t, dir)()
	_, faults := build(t.Context(), dir, pages(3, "v1"), false)
	if len(faults) != 1 || faults[0].What != filepath.ToSlash(dir)+" cannot be written: another build of this tree is under way" || faults[0].Status() != 2 {
		t.Errorf("got %q", faults)
	}
	same(t, dir, smallTree)
}
