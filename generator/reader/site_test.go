package reader_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"wirebook/content/origin"
	"wirebook/generator"
	"wirebook/generator/cli"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// program is the one of main.go.
var program cli.Program

// top is the root of the module, seen from the folder where go test runs this.
const top = "../.."

// asProgram in the environment makes the test binary be the program.
const asProgram = "WIREBOOK_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	program.Origin = origin.New // a fork without a Go server deletes this and the import here, too
	if os.Getenv(asProgram) != "" {
		os.Exit(cli.Main(os.Args[1:], program))
	}
	generator.Watchdog() // for the commands of builds in this process
	status := m.Run()
	if flag.Lookup("test.run").Value.String() == "" {
		tellOfMore()
	}
	if dir, err := scratch(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(status)
}

// scratch is the folder of what all tests share.
var scratch = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "wirebook-site-") })

// buildSite builds the site of this repository, once for all tests.
var buildSite = sync.OnceValues(func() (root string, err error) {
	dir, err := scratch()
	if err != nil {
		return "", err
	}
	root = filepath.Join(dir, "site")
	if err := copySite(root, top); err != nil {
		return "", err
	}
	c, faults := readConfig(root)
	if len(faults) > 0 {
		return "", faults[0]
	}
	_, faults = generator.Build(context.Background(), generator.Options{Root: root, Origin: program.Origin, Address: cmp.Or(c.Address, standIn)})
	if len(faults) > 0 {
		return "", fmt.Errorf("%d faults, the first: %w", len(faults), faults[0])
	}
	return root, nil
})

// builtSite is the folder that holds content/, layouts/ and what was built of
// them. Nobody changes it.
func builtSite(t *testing.T) string {
	t.Helper()
	root, err := buildSite()
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// copySite copies what a build reads.
func copySite(to, from string) error {
	for _, name := range []string{"content", "layouts"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name))); err != nil {
			return err
		}
	}
	return os.Mkdir(filepath.Join(to, "public"), 0o755)
}

// ownSite is a copy of what the built site was built of, to be changed. An
// author may go on writing meanwhile.
func ownSite(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	if err := copySite(root, builtSite(t)); err != nil {
		t.Fatal(err)
	}
	return root
}

// smallSite is a site with two notes and the layouts of this repository, to be
// changed: what builds do with a tree is the same for few notes and for many.
func smallSite(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	origins := "origins:\n  library:\n    built-in: true\n    hosts: [api.example.com]\n"
	example := "\n```http\nGET /books/99 HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 404 Not Found\nContent-Type: application/problem+json\n…: …\n\n…\n```\n"
	if program.Origin == nil {
		origins, example = "", ""
	}
	err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS(filepath.Join(top, "layouts")))
	err = cmp.Or(err, os.Mkdir(filepath.Join(root, "public"), 0o755))
	for name, text := range map[string]string{
		"content/site.yaml": "title: Small\naddress: https://small.example/\n" + origins,
		"content/index.md":  "---\ntitle: Small\ndescription: Two notes.\n---\nThe [other](other.md) note.\n",
		"content/other.md":  "---\ntitle: Other\ndescription: The second.\n---\nBack to the [first](index.md).\n" + example,
	} {
		name = filepath.Join(root, name)
		err = cmp.Or(err, os.MkdirAll(filepath.Dir(name), 0o755))
		err = cmp.Or(err, os.WriteFile(name, []byte(text), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// A ran program left this behind.
type ran struct {
	status      int
	out, errors string
}

// run runs the program in a process of its own, which may differ in what it
// finds in its environment.
func run(t *testing.T, environment []string, args ...string) ran {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(append(os.Environ(), asProgram+"=yes"), environment...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// filesOf reads a tree: the bytes of each file by its path.
func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("%s is empty", dir)
	}
	return files
}

// isShown reports whether a file is a page, and not one that only leads to another.
func isShown(name string, data []byte) bool {
	return path.Ext(name) == ".html" && !bytes.Contains(data, []byte(`http-equiv="refresh" content="0; url=`))
}

// differ names the files that two trees do not have in common, or not with the
// same bytes.
func differ(a, b map[string][]byte) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if other, ok := b[name]; !ok || !bytes.Equal(a[name], other) {
			names = append(names, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

func TestTreesDiffer(t *testing.T) {
	one := map[string][]byte{"a": []byte("1"), "b": nil}
	for want, other := range map[string]map[string][]byte{
		"":    {"a": []byte("1"), "b": nil},
		"a":   {"a": []byte("2"), "b": nil},
		"b":   {"a": []byte("1")},
		"b c": {"a": []byte("1"), "c": nil},
	} {
		if got := strings.Join(differ(one, other), " "); got != want {
			t.Errorf("%q differ, want %q", got, want)
		}
	}
}

// standIn is the address of a site that has none, whose pages would say less.
const standIn = "https://notes.example/"

// addressOf is the address at which the site is built.
func addressOf(t *testing.T, root string) string {
	t.Helper()
	return cmp.Or(configOf(t, root).Address, standIn)
}

func configOf(t *testing.T, root string) note.Config {
	t.Helper()
	c, faults := readConfig(root)
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	return c
}

func readConfig(root string) (note.Config, []source.Fault) {
	return note.ReadConfig(os.DirFS(filepath.Join(root, note.Folder)))
}

// held leaves out of the problems of a site what its site.yaml does not promise.
func held(c note.Config, problems []string) []string {
	return slices.DeleteFunc(problems, func(p string) bool {
		return !c.Complete.Descriptions && (strings.HasSuffix(p, `its descriptions are [""]`) || strings.HasSuffix(p, "says nothing for og:description")) ||
			!c.Complete.Codes && strings.HasSuffix(p, "nothing asks for it") // a page of another kind would
	})
}

func notesOf(t *testing.T, root string) []*note.Note {
	t.Helper()
	tree, faults := note.Read(os.DirFS(filepath.Join(root, "content")))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	return tree.Notes
}

func pageOf(n *note.Note) string { return strings.TrimSuffix(n.Path, ".md") + ".html" }

func TestSite(t *testing.T) {
	t.Parallel()
	root := builtSite(t)
	files := filesOf(t, filepath.Join(root, "public"))
	for _, problem := range held(configOf(t, root), crawlSite(files, addressOf(t, root))) {
		t.Error(problem)
	}
}

// What is built depends on content/, layouts/ and the Go version, and on nothing
// else of the machine.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	first := filesOf(t, filepath.Join(builtSite(t), "public"))
	environments := [][]string{
		{"GOMAXPROCS=7", "TZ=America/St_Johns", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "HOME=/nonexistent"},
		{"GOMAXPROCS=1"},
		{"GOMAXPROCS=7", "TZ=Asia/Tokyo"},
		{"TZ=America/St_Johns", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"},
		{"LANG=C", "LC_ALL=C", "TZ=", "NO_COLOR=1", "HOME=/nonexistent"},
	}
	for i := 0; i < len(environments); i += stride {
		environment := environments[i]
		if program.Origin == nil { // the commands of other servers may need their user's home
			environment = slices.DeleteFunc(environment, func(v string) bool { return strings.HasPrefix(v, "HOME=") })
		}
		root := ownSite(t)
		if r := run(t, environment, "build", "--root", root, "--address", addressOf(t, root)); r.status != 0 {
			t.Fatalf("%q: exit status %d\n%s%s", environment, r.status, r.out, r.errors)
		}
		again := filesOf(t, filepath.Join(root, "public"))
		if names := differ(first, again); len(names) > 0 {
			t.Errorf("%q: these files differ: %q", environment, names)
		}
	}
}

// The processes of TestSameBytes do find themselves in another time zone.
func TestZoneIsTaken(t *testing.T) {
	if os.Getenv("WIREBOOK_TEST_ZONE") != "" {
		_, seconds := time.Unix(0, 0).Zone()
		fmt.Printf("zone %d\n", seconds)
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestZoneIsTaken$")
	cmd.Env = append(os.Environ(), "WIREBOOK_TEST_ZONE=yes", "TZ=Asia/Tokyo")
	if out, err := cmd.Output(); err != nil || !bytes.Contains(out, []byte("zone 32400\n")) {
		t.Errorf("%s (%v)", out, err)
	}
}

// proved is what the line of figures says of the exchanges, also where an optional
// origin is not installed; a build then says which in lines before.
const proved = `(\d+(?: of \d+)?) exchanges? proven, (\d+) not played(?:, \d+ not proven here)?(?:, \d+ tasks?)?`

var (
	builtLine   = regexp.MustCompile(`(?:^|\n\n)(\d+) notes?, ` + proved + `, (\d+) pages?, (\d+) bytes, \d+\.\d\d seconds\n$`)
	checkedLine = regexp.MustCompile(`^(\d+) notes?, ` + proved + `, \d+\.\d\d seconds\n$`)
)

func TestFigures(t *testing.T) {
	t.Parallel()
	figures(t, smallSite(t))
}

func figures(t *testing.T, root string) {
	var figures [][]string
	for _, command := range []struct {
		args []string
		line *regexp.Regexp
	}{
		{[]string{"build"}, builtLine},
		{nil, builtLine},
		{[]string{"check"}, checkedLine},
	} {
		r := run(t, nil, append([]string{"--root", root}, command.args...)...)
		m := command.line.FindStringSubmatch(r.out)
		where := command.line == checkedLine || strings.HasPrefix(r.errors, "the site is in ")
		if r.status != 0 || strings.Count(r.errors, "\n") > 1 || !where || m == nil {
			t.Fatalf("%q: exit status %d\n%s%s", command.args, r.status, r.out, r.errors)
		}
		figures = append(figures, m[1:])
	}
	if !slices.Equal(figures[0], figures[1]) || !slices.Equal(figures[0][:3], figures[2]) {
		t.Errorf("the figures differ: %q", figures)
	}

	pages, size := 0, 0
	for name, data := range filesOf(t, filepath.Join(root, "public")) {
		if name[0] == '.' {
			continue // no file of the site
		}
		size += len(data)
		if isShown(name, data) {
			pages++
		}
	}
	if got := fmt.Sprint(figures[0][3:]); got != fmt.Sprintf("[%d %d]", pages, size) {
		t.Errorf("public/ holds %d pages and %d bytes, and the line says %s", pages, size, got)
	}
}

func TestJSONReport(t *testing.T) {
	t.Parallel()
	jsonReport(t, smallSite(t))
}

func jsonReport(t *testing.T, root string) {
	r := run(t, nil, "check", "--format", "json", "--root", root)
	var report struct {
		Version int
		OK      bool
		Status  int
		Summary struct{ Notes, Proven int }
		Faults  []any
	}
	if err := json.Unmarshal([]byte(r.out), &report); err != nil {
		t.Fatalf("%v\n%s", err, r.out)
	}
	if r.status != 0 || r.errors != "" || report.Version != 1 || !report.OK || report.Status != 0 || report.Faults == nil || len(report.Faults) > 0 || report.Summary.Notes == 0 || program.Origin != nil && report.Summary.Proven == 0 {
		t.Errorf("exit status %d, %+v\n%s", r.status, report, r.errors)
	}

	plant(t, root, "content/index.md", "\n[nowhere](nowhere.md)\n")
	r = run(t, nil, "check", "--format", "json", "--root", root)
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || r.status != 1 || report.OK || report.Status != 1 || len(report.Faults) != 1 {
		t.Errorf("with a dead link: exit status %d, %v\n%s%s", r.status, err, r.out, r.errors)
	}
}

// plant adds text to a file.
func plant(t *testing.T, root, name, text string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(root, name), os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(text)
		err = cmp.Or(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A build that fails leaves public/ as it was: no file is written, changed,
// touched or taken away.
func TestFailedBuildLeavesPublic(t *testing.T) {
	t.Parallel()
	failedBuilds(t, smallSite(t))
}

func failedBuilds(t *testing.T, root string) {
	if r := run(t, nil, "build", "--root", root); r.status != 0 {
		t.Fatal(r.out, r.errors)
	}
	public := filepath.Join(root, "public")
	before, stamps := filesOf(t, public), stampsOf(t, public)
	tests := []struct {
		file, text string
		status     int
		says       string
	}{
		{"content/index.md", "\n[nowhere](nowhere.md)\n", 1, "nowhere.md"},
		{"content/index.md", "\n<b>raw</b>\n", 1, "raw HTML"},
		{"content/index.md", "\n```http\nGET / HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 299 Nobody Sends It\n```\n", 1, "content/index.md"},
		{"content/site.yaml", "\ncolour: red\n", 2, "colour"},
		{"layouts/page.html", "{{.Nope}}", 2, "Nope"},
		{"layouts/page.html", "{{if}}", 2, "layouts/page.html"},
	}
	for _, test := range tests {
		name := filepath.Join(root, test.file)
		was, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		plant(t, root, test.file, test.text)
		r := run(t, nil, "build", "--root", root)
		if r.status != test.status || !strings.Contains(r.out+r.errors, test.says) {
			t.Errorf("%q in %s: exit status %d\n%s%s", test.text, test.file, r.status, r.out, r.errors)
		}
		if names := differ(before, filesOf(t, public)); len(names) > 0 {
			t.Errorf("%q in %s changed %q", test.text, test.file, names)
		}
		if after := stampsOf(t, public); !maps.Equal(stamps, after) {
			t.Errorf("%q in %s touched public/", test.text, test.file)
		}
		if err := os.WriteFile(name, was, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// stampsOf are the times and permissions of all that a tree holds.
func stampsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	stamps := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			stamps[name] = fmt.Sprint(info.Mode(), info.ModTime().UnixNano())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return stamps
}
