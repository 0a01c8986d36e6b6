//go:build unix

package exchange

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/generator/note"
)

// TestCourses proves a course of Flask, one of Express and one of nginx, each
// against the real server, twice: the second build gets processes of its own.
func TestCourses(t *testing.T) {
	// Debian's own: another Python in PATH may not have Flask.
	t.Setenv("PATH", strings.Join([]string{"/usr/bin", "/bin", "/usr/sbin", os.Getenv("PATH")}, string(os.PathListSeparator)))
	for _, c := range []struct {
		name, by  string
		exchanges int
		code      map[int][2]string // of the exchange of that number: language and a line of it
	}{
		{"flask", "Flask ", 6, map[int][2]string{1: {"py", "def get_book(number):"}, 6: {"py", "    return books[7]"}}},
		{"express", "Express ", 6, map[int][2]string{1: {"js", "  res.json(book);"}, 4: {"js", `app.post("/books", (req, res) => {`}}},
		{"nginx", "nginx", 6, map[int][2]string{1: {"conf", "location /books/ {"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := filepath.Join("testdata", "courses", c.name)
			tree, faults := note.Read(os.DirFS(filepath.Join(root, "content")))
			if len(faults) > 0 {
				t.Fatal(printed(faults))
			}
			course := prepareCourse(t, root, tree, false)
			if why := course.prover.origins[c.name].(*command).absent(); why != "" {
				t.Skip(why)
			}
			for range 2 {
				course := prepareCourse(t, root, tree, true)
				proof, faults := Prove(t.Context(), tree, course.prover, nil)
				course.commands.Close()
				if len(faults) > 0 {
					t.Fatal(printed(faults))
				}
				all := proof.Notes[0].Exchanges
				if len(all) != c.exchanges {
					t.Errorf("%d exchanges, want %d", len(all), c.exchanges)
				}
				for _, e := range all {
					if !e.Proven() || !strings.HasPrefix(e.By, c.by) || strings.Contains(e.By, "INSTALLED") {
						t.Errorf("exchange %d: proven %t by %q", e.Number, e.Proven(), e.By)
					}
					want, shown := c.code[e.Number]
					if shown && (len(e.Handlers) != 1 || e.Handlers[0].Language() != want[0] || !strings.Contains("\n"+e.Handlers[0].Text+"\n", "\n"+want[1]+"\n")) {
						t.Errorf("exchange %d: the code is %+v", e.Number, e.Handlers)
					}
				}
			}
			changed := *tree
			changed.Notes = []*note.Note{mutated(t, tree.Notes[0])}
			_, faults = Prove(t.Context(), &changed, course.prover, nil)
			if len(faults) != 1 || faults[0].ID != "difference" {
				t.Errorf("one byte of a body is changed, and there are %d faults\n%s", len(faults), printed(faults))
			}
		})
	}
}

// mutated is the note with one byte of its first response body changed.
func mutated(t *testing.T, n *note.Note) *note.Note {
	text := string(n.File.Data)
	first := strings.Index(text, "HTTP/1.1 200 OK")
	at := first + strings.Index(text[first:], "Emma")
	return parseNote(t, text[:at]+"Emme"+text[at+4:])
}

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
