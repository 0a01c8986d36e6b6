//go:build unix

package public_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"

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
