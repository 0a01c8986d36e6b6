//go:build full

package origin_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wirebook/content/origin"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	servers "wirebook/generator/origin"
)

const mutationStride = 1

var masked = regexp.MustCompile(`[0-9.]+ seconds`)

// TestMutationsEndToEnd puts a sample of the mutations into a copy of content/
// and runs the program itself.
func TestMutationsEndToEnd(t *testing.T) {
	const sample = 200
	dir := t.TempDir()
	bin := filepath.Join(dir, "wirebook")
	if out, err := exec.Command("go", "build", "-o", bin, "wirebook").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	root := filepath.Join(dir, "tree")
	if err := os.CopyFS(filepath.Join(root, "content"), os.DirFS("..")); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, int) {
		cmd := exec.Command(bin, append([]string{"--root", root}, args...)...)
		out, err := cmd.Output()
		if exit, ok := err.(*exec.ExitError); ok {
			return string(out), exit.ExitCode()
		}
		if err != nil {
			t.Fatal(err)
		}
		return string(out), 0
	}
	if out, exit := run("check"); exit != 0 {
		t.Fatalf("the copy does not pass:\n%s", out)
	}
	tree, faults := note.Read(os.DirFS(".."))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	type change struct {
		mutation
		e *exchange.Exchange
	}
	each := func(do func(change)) {
		for _, n := range tree.Notes {
			prover := proverFor(t, tree, servers.BuiltIn("library", origin.New, 0, nil))
			proven, _ := prover.Note(t.Context(), n)
			mutate(&stripped{note: n}, proven, func(m mutation, e *exchange.Exchange) {
				if allowed(m) == "" {
					do(change{m, e})
				}
			})
		}
	}
	// Each mutation holds the text of its note, so all of them together take gigabytes:
	// they are counted first, and then only the sample is kept.
	all, at := 0, 0
	each(func(change) { all++ })
	var kept []change
	step := max(1, all/sample)
	each(func(c change) {
		if at++; at%step == 0 && len(kept) < sample {
			kept = append(kept, c)
		}
	})
	for _, c := range kept {
		n := c.note.note
		path := filepath.Join(root, "content", filepath.FromSlash(n.Path))
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		out, exit := run("check", path)
		if err := os.WriteFile(path, n.File.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		if exit == 0 || !onLines(out, n, c.e) {
			t.Errorf("%s: exit status %d\n%s", describe(c.mutation), exit, masked.ReplaceAllString(out, "N seconds"))
		}
	}
	t.Logf("%d of %d mutations tried end to end", len(kept), all)
	if len(kept) < sample {
		t.Errorf("only %d mutations were tried", len(kept))
	}
}

// onLines says that a report names a line of the exchange, give or take the
// line that a mutation may add.
func onLines(report string, n *note.Note, e *exchange.Exchange) bool {
	first, _ := n.File.Position(e.Request.Marker.Start)
	last, _ := n.File.Position(e.Responses[len(e.Responses)-1].Close.End)
	for line := range strings.Lines(report) {
		var l, c int
		if rest, ok := strings.CutPrefix(line, n.File.Name+":"); ok {
			if _, err := fmt.Sscanf(rest, "%d:%d:", &l, &c); err == nil && first <= l && l <= last+1 {
				return true
			}
		}
	}
	return false
}
