package cli_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// check --watch checks again on each change, and prints the faults of what changed first.
// Ctrl-C ends it with the status of the last check.
func TestCheckWatch(t *testing.T) {
	note := func(link string) string { return "---\ntitle: T\n---\n[a](" + link + ")\n" }
	cmd, out, root := start(t, "wirebook", map[string]string{
		"content/site.yaml": "title: T\n",
		"content/index.md":  note("a.md"),
		"content/a.md":      note("gone.md"),
		"content/b.md":      note("a.md"),
	}, "check", "--watch")
	put := func(name, text string) {
		t.Helper()
		// Renamed, so that no half of it is seen.
		if err := os.WriteFile(filepath.Join(root, name+"~"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(root, name+"~"), filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	if text := reported(t, out); !strings.Contains(text, "content/a.md:4:5: ") || !strings.Contains(text, "1 fault; 3 notes") {
		t.Fatalf("it begins with\n%s", text)
	}
	put("content/b.md", note("lost.md"))
	text := reported(t, out)
	if a, b := strings.Index(text, "content/a.md:4:5: "), strings.Index(text, "content/b.md:4:5: "); b != 0 || a < b || !strings.Contains(text, "2 faults; 3 notes") {
		t.Fatalf("after a change of b.md\n%s", text)
	}
	put("content/a.md", note("b.md"))
	if text = reported(t, out); !strings.HasPrefix(text, "content/b.md:4:5: ") || !strings.Contains(text, "1 fault; 3 notes") {
		t.Fatalf("after a.md was corrected\n%s", text)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if cmd.Wait(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%v, after a check with a fault", cmd.ProcessState)
	}

	cmd, out, _ = start(t, "wirebook", map[string]string{"content/site.yaml": "title: T\n", "content/index.md": note("index.md")}, "check", "--watch")
	if text = reported(t, out); !strings.HasPrefix(text, "1 note, ") {
		t.Fatalf("without a fault\n%s", text)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if cmd.Wait(); cmd.ProcessState.ExitCode() != 0 {
		t.Errorf("%v, after a check without a fault", cmd.ProcessState)
	}
}

// reported reads one report, up to its figures.
func reported(t *testing.T, out *bufio.Reader) (text string) {
	t.Helper()
	for {
		line, err := out.ReadString('\n')
		text += line
		if err != nil {
			t.Fatalf("%v after\n%s", err, text)
		}
		if strings.HasSuffix(line, " seconds\n") {
			return text
		}
	}
}
