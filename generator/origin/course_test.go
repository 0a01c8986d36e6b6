//go:build unix

package origin_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnknownRegion: a region that no file marks is a fault, and names the
// nearest.
func TestUnknownRegion(t *testing.T) {
	course := newCourse(t, badCommand("well", ""), strings.Replace(exchanges("/"), "```http\n", "```http code=get-bok\n", 1))
	folder := filepath.Join(course.root, "content", "origin")
	for name, text := range map[string]string{"app.py": "# wirebook: get-book\nx\n# wirebook: end\n", "node_modules/x.js": "// wirebook: get-bok\n"} {
		name = filepath.Join(folder, name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, faults := course.prover.Note(t.Context(), course.tree.Notes[0])
	if len(faults) != 1 || faults[0].ID != "code-unknown" || faults[0].Do != "did you mean get-book?" || !strings.HasPrefix(faults[0].Error(), "content/n0.md:5:14:") {
		t.Error(printed(faults))
	}
}
