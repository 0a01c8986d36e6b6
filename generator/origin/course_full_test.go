//go:build full && unix

package origin_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	courses "wirebook/generator/course"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// TestCourses proves what Flask, Express and nginx send, each with the server of a new
// course, twice: the second build gets processes of its own.
func TestCourses(t *testing.T) {
	// Debian's own: another Python in PATH may not have Flask.
	t.Setenv("NODE_PATH", "/usr/share/nodejs")
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
			root := newCourseOf(t, c.name)
			tree, faults := note.Read(os.DirFS(filepath.Join(root, "content")))
			if len(faults) > 0 {
				t.Fatal(printed(faults))
			}
			course := prepareCourse(t, root, tree, false)
			if why := course.origins[c.name].Absent(); why != "" {
				t.Skip(why)
			}
			for range 2 {
				course := prepareCourse(t, root, tree, true)
				found, faults := course.prove(t.Context(), tree)
				course.commands.Close()
				if len(faults) > 0 {
					t.Fatal(printed(faults))
				}
				all := found.Notes[0].Results
				if len(all) != c.exchanges {
					t.Errorf("%d exchanges, want %d", len(all), c.exchanges)
				}
				for _, e := range all {
					if e.State() != proof.Proven || !strings.HasPrefix(e.By, c.by) || strings.Contains(e.By, "INSTALLED") {
						t.Errorf("exchange %d: proven %t by %q", e.Number, e.State() == proof.Proven, e.By)
					}
					want, shown := c.code[e.Number]
					if shown && (len(e.Handlers) != 1 || e.Handlers[0].Language() != want[0] || !strings.Contains("\n"+e.Handlers[0].Text+"\n", "\n"+want[1]+"\n")) {
						t.Errorf("exchange %d: the code is %+v", e.Number, e.Handlers)
					}
				}
			}
			changed := *tree
			changed.Notes = []*note.Note{mutated(t, tree.Notes[0])}
			_, faults = course.prove(t.Context(), &changed)
			if len(faults) != 1 || faults[0].ID != "difference" {
				t.Errorf("one byte of a body is changed, and there are %d faults\n%s", len(faults), printed(faults))
			}
		})
	}
}

// newCourseOf writes a new course whose only note is that of testdata/courses.
func newCourseOf(t *testing.T, kind string) (root string) {
	root = t.TempDir()
	files, err := courses.Course{Kind: kind, Title: kind, Hosting: []byte("[build.processing.html]\n")}.Files()
	if err != nil {
		t.Fatal(err)
	}
	note, err := os.ReadFile(filepath.Join("testdata", "courses", kind+".md"))
	if err != nil {
		t.Fatal(err)
	}
	delete(files, "content/lessons/first.md")
	files["content/index.md"] = note
	for name, data := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err = cmp.Or(err, os.WriteFile(name, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// mutated is the note with one byte of its first response body changed.
func mutated(t *testing.T, n *note.Note) *note.Note {
	text := string(n.File.Data)
	first := strings.Index(text, "HTTP/1.1 200 OK")
	at := first + strings.Index(text[first:], "Emma")
	file, faults := source.NewFile(n.File.Name, []byte(text[:at]+"Emme"+text[at+4:]))
	changed, more := note.Parse(file, n.Path)
	if len(faults)+len(more) > 0 {
		t.Fatal(printed(append(faults, more...)))
	}
	return changed
}
