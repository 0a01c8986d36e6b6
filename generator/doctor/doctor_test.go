//go:build unix

package doctor_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/doctor"
	"wirebook/generator/source"
)

// TestMain is also the origin of the tests, under the name of an interpreter: it answers
// on the port of its last argument, or says which packages it has.
func TestMain(m *testing.M) {
	generator.Watchdog()
	switch name := filepath.Base(os.Args[0]); {
	case name == "python3" && slices.Contains(os.Args, "-c"):
		fmt.Println("Flask 3.1.3")
	case name == "python3" || name == "node":
		serveOrigin(os.Args[len(os.Args)-1])
	default:
		os.Exit(m.Run())
	}
}

func serveOrigin(port string) {
	if name := os.Getenv("WRITES"); name != "" {
		os.WriteFile(name, []byte("state"), 0o644)
	}
	http.HandleFunc("/path", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "Error at /home/ada/course/app.py")
	})
	http.HandleFunc("/time", func(w http.ResponseWriter, _ *http.Request) {
		info, _ := os.Stat("data.txt")
		w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().Unix(), info.Size()))
		w.Header().Set("Last-Modified", info.ModTime().UTC().Format(http.TimeFormat))
	})
	http.HandleFunc("/count", func(w http.ResponseWriter, _ *http.Request) {
		data, _ := os.ReadFile(os.Getenv("COUNTER"))
		os.WriteFile(os.Getenv("COUNTER"), append(data, '.'), 0o644)
		fmt.Fprint(w, len(data))
	})
	panic(http.ListenAndServe("127.0.0.1:"+port, nil))
}

// tree writes a site. Layouts are those of this repository.
func tree(t *testing.T, files map[string]string) generator.Options {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return generator.Options{Root: root, Layouts: os.DirFS("../../layouts"), Today: time.Unix(0, 0)}
}

// interpreter is this program under another name.
func interpreter(t *testing.T, name string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	as := filepath.Join(t.TempDir(), name)
	if err := os.Symlink(self, as); err != nil {
		t.Fatal(err)
	}
	return as
}

func note(exchanges ...string) string {
	text := "---\ntitle: Home\n---\n"
	for i := 0; i < len(exchanges); i += 2 {
		text += fmt.Sprintf("\n```http\nGET %s HTTP/1.1\nHost: api.example.com\n```\n\n```http\n%s\n```\n", exchanges[i], exchanges[i+1])
	}
	return text
}

const date = "Date: Sun, 22 Nov 2026 18:15:04 GMT\n"

// found are the IDs and the places of faults, and their texts.
func found(faults []source.Fault) (short []string, text string) {
	var b strings.Builder
	for _, f := range faults {
		short = append(short, f.ID+" "+strings.TrimSuffix(f.Position(), ": "))
		source.Printer{W: &b}.Print(f)
	}
	slices.Sort(short)
	return short, b.String()
}

func want(t *testing.T, faults []source.Fault, all ...string) string {
	t.Helper()
	got, text := found(faults)
	if slices.Sort(all); !slices.Equal(got, all) {
		t.Errorf("found %q\nwant  %q\n%s", got, all, text)
	}
	return text
}

func examine(t *testing.T, o doctor.Options) []source.Fault {
	t.Helper()
	_, faults := doctor.Examine(t.Context(), o)
	return faults
}

const config = `title: Test
origins:
  app:
    hosts: [api.example.com]
    command: [%s, "${PORT}"]
    environment: {%s}
`

// Nothing is found where there is nothing.
func TestNothing(t *testing.T) {
	when := time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
	o := tree(t, map[string]string{
		"content/site.yaml":       fmt.Sprintf(config, interpreter(t, "python3"), ""),
		"content/origin/data.txt": "data",
		"requirements.txt":        "# what the origin needs\nFlask==3.1.3\nother; python_version < '3'\n",
		"content/index.md":        note("/time", "HTTP/1.1 200 OK\nEtag: \"65937d25-4\"\nLast-Modified: Tue, 02 Jan 2024 03:04:05 GMT\n"+date+"Content-Length: 0"),
	})
	if err := os.Chtimes(filepath.Join(o.Root, "content/origin/data.txt"), when, when); err != nil {
		t.Fatal(err)
	}
	want(t, examine(t, doctor.Options{Options: o}))
}

// What an origin has of its machine, and keeps there.
func TestOrigin(t *testing.T) {
	when := time.Date(2024, 1, 2, 3, 4, 5, 600, time.UTC)
	o := tree(t, map[string]string{
		"content/site.yaml":       fmt.Sprintf(config, interpreter(t, "python3"), "WRITES: todo.db, COUNTER: "+filepath.Join(t.TempDir(), "count")),
		"content/origin/data.txt": "data",
		"requirements.txt":        "Flask==3.2.0\nrequests>=2\n",
		"content/index.md": note("/path", "HTTP/1.1 200 OK\n"+date+"Content-Length: 32\nContent-Type: text/plain; charset=utf-8\n\nError at /home/ada/course/app.py",
			"/time", "HTTP/1.1 200 OK\nEtag: \"65937d25-4\"\nLast-Modified: Tue, 02 Jan 2024 03:04:05 GMT\n"+date+"Content-Length: 0",
			"/count", "HTTP/1.1 200 OK\n"+date+"Content-Length: 1\nContent-Type: text/plain; charset=utf-8\n\n0"),
	})
	data := filepath.Join(o.Root, "content/origin/data.txt")
	if err := os.Chtimes(data, when, when); err != nil {
		t.Fatal(err)
	}
	text := want(t, examine(t, doctor.Options{Options: o}),
		"machine-path content/index.md:16:10", "file-time content/index.md:26:1", "file-time content/index.md:27:1",
		"origin-state content/index.md:43:1", "origin-state content/origin/todo.db:1:1",
		"package-missing requirements.txt:1:1", "package-missing requirements.txt:2:1")
	for _, part := range []string{"Flask 3.1.3 is installed here, not 3.2.0", "requests is not installed here", "pip install -r requirements.txt",
		"from the time of content/origin/data.txt", "in a second run, with a new process, the body is not what the origin sent", "have it write to ${SCRATCH}"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}

	// In another checkout the file has another time: what was received tells.
	later := when.Add(time.Hour)
	if err := os.Chtimes(data, later, later); err != nil {
		t.Fatal(err)
	}
	got, text := found(examine(t, doctor.Options{Options: o}))
	if !slices.Contains(got, "file-time content/index.md:26:7") {
		t.Errorf("found %q\n%s", got, text)
	}

	// Without commands, only what is in the notes.
	o.NoCommands = true
	want(t, examine(t, doctor.Options{Options: o}), "machine-path content/index.md:16:10")
}

// Packages of Node are looked for as it does, and an origin that is not there is told once.
func TestPackages(t *testing.T) {
	o := tree(t, map[string]string{
		"content/site.yaml":                             fmt.Sprintf(config, interpreter(t, "node"), "") + "  gone:\n    hosts: [gone.example.com]\n    command: [no-such-program, \"${PORT}\"]\n    optional: true\n",
		"content/origin/package.json":                   "{\n\"dependencies\": {\n\"express\": \"5.3.0\",\n\"here\": \"1.0.0\",\n\"old\": \"2.0.0\",\n\"any\": \"^7\",\n\"../../out\": \"1.0.0\"\n}}\n",
		"content/origin/node_modules/here/package.json": `{"version": "1.0.0"}`,
		"node_modules/old/package.json":                 `{"version": "1.9.9"}`,
		"node_modules/any/package.json":                 `{"version": "8.0.0"}`,
		"content/index.md":                              strings.ReplaceAll(note("/a", "HTTP/1.1 200 OK\n"+date+"Content-Length: 0", "/b", "HTTP/1.1 200 OK\n"+date+"Content-Length: 0"), "api.", "gone."),
	})
	if err := syscall.Mkfifo(filepath.Join(o.Root, "package.json"), 0o644); err != nil { // nothing waits for it
		t.Fatal(err)
	}
	text := want(t, examine(t, doctor.Options{Options: o}), "origin-absent content/index.md:5:1", "package-missing content/origin/package.json:3:1", "package-missing content/origin/package.json:5:1")
	for _, part := range []string{"2 exchanges of the site cannot be proven here", "npm install --prefix content/origin", "old 1.9.9 is installed here, not 2.0.0"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

// What the policy blocks is told at the place where it was written.
func TestPolicy(t *testing.T) {
	foot, err := os.ReadFile("../../layouts/foot.html")
	if err != nil {
		t.Fatal(err)
	}
	o := tree(t, map[string]string{
		"content/site.yaml":                     "title: Test\naddress: https://example.org/\n",
		"content/index.md":                      "---\ntitle: Home\n---\n![A picture](a.svg)\n",
		"content/layouts/foot.html":             "<script>\nplay()\n</script>\n<p onclick=\"go()\">a</p>\n<img src=\"https://pictures.example.net/a.png\" alt=\"\">\n<script type=\"application/json\">{}</script>\n" + string(foot),
		"content/layouts/.base/foot.html":       string(foot),
		"content/layouts/assets/task.css":       "@font-face { font-family: a; src: url(https://fonts.example.net/a.woff2) }\n",
		"content/layouts/.base/assets/task.css": read(t, "../../layouts/assets/task.css"),
		"content/a.svg":                         `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"netlify.toml":                          "[[headers]]\nfor = \"/*\"\n[headers.values]\nContent-Security-Policy = \"img-src 'none'\"\n",
	})
	// The header blocks the icon of the layouts as well.
	faults := slices.DeleteFunc(examine(t, doctor.Options{Options: o}), func(f source.Fault) bool { return f.File.Name == "layouts/head.html" })
	text := want(t, faults,
		"policy-blocks content/index.md:4:14", "policy-blocks content/layouts/foot.html:5:11", "policy-blocks content/layouts/foot.html:2:1", "policy-blocks content/layouts/foot.html:4:13", "policy-blocks content/layouts/assets/task.css:1:39")
	for _, part := range []string{"does not let pages use https://pictures.example.net/a.png (img-src 'self')", "a.svg (img-src 'none')", "(script-src 'self'", "(default-src 'none')", "more page"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A merge writes what both changed, and the record; nothing is merged twice, and a layout
// with marks is not built.
func TestMergeWrites(t *testing.T) {
	foot := read(t, "../../layouts/foot.html")
	first, rest, _ := strings.Cut(foot, "\n")
	o := tree(t, map[string]string{
		"content/site.yaml":               "title: Test\n",
		"content/index.md":                "---\ntitle: Home\n---\n",
		"content/layouts/foot.html":       "old first line\n" + rest + "mine\n",
		"content/layouts/.base/foot.html": "old first line\n" + rest,
		"content/layouts/nav.html":        "mine\n" + read(t, "../../layouts/nav.html"),
		"content/layouts/.base/nav.html":  "theirs\n" + read(t, "../../layouts/nav.html"),
		"content/layouts/own.html":        "mine\n",
		"content/layouts/unsent.html":     "mine\n",
	})
	got, text := found(examine(t, doctor.Options{Options: o}))
	for _, id := range []string{"layout-changed content/layouts/foot.html:1:1", "layout-changed content/layouts/nav.html:1:1", "layout-unrecorded content/layouts/unsent.html:1:1"} {
		if !slices.Contains(got, id) {
			t.Errorf("%q is not in %q\n%s", id, got, text)
		}
	}
	done, faults := doctor.Merge(o)
	want(t, faults, "layout-unmerged content/layouts/nav.html:1:1")
	if len(done) != 3 {
		t.Errorf("%d layouts were merged", len(done))
	}
	for name, text := range map[string]string{"foot.html": first + "\n" + rest + "mine\n", ".base/foot.html": foot, "own.html": "mine\n", "unsent.html": "mine\n", ".base/unsent.html": read(t, "../../layouts/unsent.html")} {
		if got := read(t, filepath.Join(o.Root, "content/layouts", name)); got != text {
			t.Errorf("%s is %q, want %q", name, got, text)
		}
	}
	if _, faults := generator.Build(t.Context(), o); len(faults) != 1 || faults[0].ID != "layout-unmerged" {
		t.Errorf("a site is built with %v", faults)
	}
	if done, faults := doctor.Merge(o); len(done) != 0 || len(faults) != 1 {
		t.Errorf("merged again: %v, %v", done, faults)
	}
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	o := tree(t, map[string]string{"content/site.yaml": "title: Test\n", "content/index.md": "---\ntitle: Home\n---\n"})
	_, faults := doctor.Examine(ctx, doctor.Options{Options: o})
	if got, _ := found(faults); !slices.Contains(got, "stopped ") {
		t.Errorf("found %q", got)
	}
}
