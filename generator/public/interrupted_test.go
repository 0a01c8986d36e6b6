//go:build unix

package public_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"wirebook/generator/public"
)

// TestMain is also the program that is killed and the one whose disk is full:
// the test runs itself again with these variables set.
func TestMain(m *testing.M) {
	dir := os.Getenv("PUBLIC_TEST_DIR")
	switch os.Getenv("PUBLIC_TEST_ROLE") {
	case "killed":
		for i := 0; ; i++ {
			public.Write(dir, pages(60, fmt.Sprintf("v%d", i%5)))
			fmt.Println("written")
		}
	case "full":
		// No file may grow past this size: to the writer that is a full disk.
		syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 12000, Max: 12000})
		_, faults := public.Write(dir, pages(60, "v1"))
		for _, f := range faults {
			fmt.Printf("%d %s\n", f.Status(), f.What)
		}
		os.Exit(0)
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

var version = regexp.MustCompile(`site\.(v\d)\.css`)

func TestKilledInTheMiddleLeavesWholePagesWithAssets(t *testing.T) {
	dir := t.TempDir()
	mixed, left := 0, 0
	for range 40 {
		cmd := again(t, "killed", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 1)) // the first write is done
		time.Sleep(time.Duration(rand.IntN(15000)) * time.Microsecond)
		cmd.Process.Kill()
		cmd.Wait()

		seen := map[string]bool{}
		now := tree(t, dir)
		for name, text := range now {
			if strings.Contains(name, ".wirebook-") {
				left++
				continue
			}
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			m := version.FindStringSubmatch(text)
			if m == nil || !strings.HasSuffix(text, "end "+m[1]) {
				t.Fatalf("%s is half a file: %d bytes", name, len(text))
			}
			seen[m[1]] = true
			if want := strings.Repeat(m[1], 4000); now["assets/site."+m[1]+".css"] != want {
				t.Fatalf("%s stands without its whole asset %s", name, m[0])
			}
		}
		if len(seen) > 1 {
			mixed++
		}
	}
	t.Logf("killed 40 times: %d times with old and new pages in place, %d temporary files left", mixed, left)
	if left == 0 {
		t.Error("no kill came in the middle of a write: this run proved nothing")
	}
	write(t, dir, small)
	same(t, dir, smallTree) // the next write removes what is left
}

func TestFullDiskLeavesTheOldSite(t *testing.T) {
	dir := t.TempDir()
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
