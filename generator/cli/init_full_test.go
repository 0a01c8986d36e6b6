//go:build full && unix

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/generator/course"
)

// Each new course builds at once, with all its examples proven and no fault in its notes,
// and has what GitHub Pages and Netlify need.
func TestNewCoursesBuild(t *testing.T) {
	// Debian's own: another Python in PATH may not have Flask.
	t.Setenv("PATH", strings.Join([]string{"/usr/bin", "/bin", "/usr/sbin", os.Getenv("PATH")}, string(os.PathListSeparator)))
	t.Setenv("NODE_PATH", "/usr/share/nodejs")
	hosting, err := os.ReadFile("../../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range course.Kinds {
		root := filepath.Join(t.TempDir(), "my "+kind)
		var out bytes.Buffer
		p := Program{Out: &out, Err: &out, Layouts: os.DirFS("../../layouts"), Hosting: hosting, Repository: "https://example.org/wirebook"}
		if status := Run(t.Context(), []string{"init", "--" + kind, root}, p); status != 0 {
			t.Fatalf("%s: status %d\n%s", kind, status, out.String())
		}
		if status := Run(t.Context(), []string{"build", "--root", root, "--require-all"}, p); status != 0 || !strings.Contains(out.String(), "2 notes, 2 exchanges proven, 0 not played") {
			t.Errorf("%s: status %d\n%s", kind, status, out.String())
		}
		for _, name := range []string{"README.md", ".gitignore", ".github/workflows/site.yml", "netlify.toml"} {
			data, err := os.ReadFile(filepath.Join(root, name))
			if err != nil || bytes.Contains(data, []byte("{%")) || bytes.Contains(data, []byte("<no value>")) {
				t.Errorf("%s: %s is %q (%v)", kind, name, data, err)
			}
		}
		for name, has := range map[string]string{"netlify.toml": "https://example.org/wirebook/releases/", "public/_headers": "Content-Security-Policy"} {
			if data, err := os.ReadFile(filepath.Join(root, name)); !bytes.Contains(data, []byte(has)) {
				t.Errorf("%s: %s is %q (%v)", kind, name, data, err)
			}
		}
	}
}
