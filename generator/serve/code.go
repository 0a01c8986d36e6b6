package serve

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"wirebook/generator/source"
)

// ownFolder is the prefix of the temporary folder that holds a new binary.
const ownFolder = "wirebook-serve-"

// longest is the number of lines of the compiler's output that are shown.
const longest = 40

// renew handles a change of the Go code: it compiles the tree and becomes the new
// program. It returns only if that failed, and then shows why.
func (s *server) renew(ctx context.Context) {
	err := s.become(ctx)
	if err == nil || ctx.Err() != nil {
		return
	}
	faults := []source.Fault{source.FromError("not-renewed", err, "stop serve with Ctrl-C and start it again")}
	h, _, _ := s.shown.get()
	s.report(faults)
	s.shown.set(h, faults, true)
}

// compile builds the program of the tree in a temporary folder and returns the path of
// the binary.
func (s *server) compile(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", ownFolder)
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "wirebook")
	fmt.Fprintln(s.Out, "the Go code changed: compiling")
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", binary, ".")
	cmd.Dir = s.Root
	out, err := cmd.CombinedOutput()
	if err == nil {
		return binary, nil
	}
	os.RemoveAll(dir)
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) > longest {
		lines = append(lines[:longest], "…")
	}
	if len(out) == 0 {
		return "", source.Usage("not-compiled", fmt.Sprintf("the Go code changed and cannot be compiled: %v", err), "make sure that the command go is installed, and save the file again")
	}
	return "", source.Usage("not-compiled", "the Go code does not compile", strings.Join(lines, "\n"))
}

// discardOwnBinary removes the file that this program was started from, if compile made
// it: a running program does not need it.
func discardOwnBinary() {
	exe, err := os.Executable()
	if err != nil {
		return
	}
	dir := filepath.Dir(exe)
	if strings.HasPrefix(filepath.Base(dir), ownFolder) {
		os.Remove(exe)
		os.Remove(dir)
	}
}
