//go:build unix

package exchange

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRegions: what a comment marks is found in any language, without the marks
// of regions within it.
func TestRegions(t *testing.T) {
	r := regions{}
	r.read("origin/app.py", "import x\n\n# wirebook: outer\ndef f():\n    # wirebook: inner\n    return 1\n\n    # wirebook: end\n# wirebook: end\n\n"+
		"\t// wirebook: tabs\n\tx {\n\t\ty\n\n\t}\n\t// wirebook: end\n<!-- wirebook: open -->\r\nlast\r\n")
	for name, want := range map[string]Handler{
		"outer": {Line: 4, EndLine: 8, Text: "def f():\n    return 1"},
		"inner": {Line: 6, EndLine: 7, Text: "return 1"},
		"tabs":  {Line: 12, EndLine: 15, Text: "x {\n\ty\n\n}"},
		"open":  {Line: 18, EndLine: 18, Text: "last"},
	} {
		want.Name, want.File = name, "origin/app.py"
		if got := r[name]; got != want {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, want)
		}
	}
	if len(r) != 4 {
		t.Errorf("%d regions", len(r))
	}
}

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
