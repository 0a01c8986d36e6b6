package generator_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/content/origin"
	"wirebook/generator"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	servers "wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
)

// options are those of main.go.
var options generator.Options

// A fork without a Go server deletes the import of content/origin and its use here, too.
func TestMain(m *testing.M) {
	options.Origin = origin.New
	generator.Watchdog()
	if name, ok := os.LookupEnv("EDITS_ANSWER"); ok {
		answerEdits(name)
	}
	os.Exit(m.Run())
}

var (
	treeDir   = flag.String("tree", "", "TestGeneratedTree writes its tree into this folder and leaves it there")
	treeNotes = flag.Int("notes", 100, "how many notes TestGeneratedTree writes")
)

// writeTree writes a site of n generated notes shaped like ours: 600 words, a
// table, six links and five fences, three of them played.
func writeTree(t testing.TB, root string, n int) {
	t.Helper()
	write := func(name, text string) {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS("../layouts")); err != nil {
		t.Fatal(err)
	}
	if options.Origin == nil {
		t.Skip("this fork has no built-in origin")
	}
	if err := os.CopyFS(filepath.Join(root, "content", "origin"), os.DirFS("../content/origin")); err != nil {
		t.Fatal(err)
	}
	var config strings.Builder
	config.WriteString("title: Generated\naddress: https://generated.example/\norigins:\n  library:\n    built-in: true\n    hosts: [api.example.com]\nsections:\n")
	const folder = 100 // notes in one folder
	for i := 0; i < n; i += folder {
		fmt.Fprintf(&config, "  - {title: Part %d, folder: part-%d}\n", i/folder, i/folder)
	}
	write("content/site.yaml", config.String())
	write("content/index.md", "---\ntitle: Generated\ndescription: Notes made for measuring.\n---\n\nNotes made for measuring.\n")
	for i := range n {
		write(fmt.Sprintf("content/part-%d/note-%d.md", i/folder, i), generatedNote(i, n, folder))
	}
}

var vocabulary = strings.Fields("a the server client sends response request code field body header value origin cache waits closes answers reads writes bytes message status line length first then only when because each other name type content says means may must not here there and or of to in on with for by from as it that this which")

func generatedNote(i, n, folder int) string {
	r := rand.New(rand.NewPCG(uint64(i), 1))
	var b strings.Builder
	words := func(n int) {
		for j := range n {
			if j > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(vocabulary[r.IntN(len(vocabulary))])
		}
	}
	link := func() {
		to := r.IntN(n)
		fmt.Fprintf(&b, " see [note %d](../part-%d/note-%d.md) ", to, to/folder, to)
	}
	paragraph := func() {
		words(45)
		link()
		words(45)
		b.WriteString(".\n\n")
	}
	fmt.Fprintf(&b, "---\ntitle: Note %d\ndescription: What the generated note number %d says about responses, in sixty characters or so.\n---\n\n", i, i)
	paragraph()
	paragraph()
	b.WriteString("## What comes back\n\n")
	paragraph()
	fmt.Fprintf(&b, "```http\nGET /books/1?note=%d HTTP/1.1\nHost: api.example.com\nAccept: text/html\n```\n\n", i)
	b.WriteString("```http\nHTTP/1.1 103 Early Hints\nLink: </library.css>; rel=\"preload\"; as=\"style\"\n```\n\n")
	b.WriteString(finalResponse)
	b.WriteString("## How it is read\n\n")
	paragraph()
	b.WriteString("| part | what it says | where |\n| --- | --- | --- |\n")
	for j := range 5 {
		fmt.Fprintf(&b, "| part %d | ", j)
		words(6)
		b.WriteString(" | RFC 9110 section 15.3.1 |\n")
	}
	fmt.Fprintf(&b, "\n```go\n// handle%d answers with book %d.\nfunc (l *library) handle%d(w http.ResponseWriter, r *http.Request) {\n\tbook, ok := l.books[%d]\n\tif !ok {\n\t\thttp.Error(w, \"no such book\", http.StatusNotFound)\n\t\treturn\n\t}\n\tw.Header().Set(\"Content-Type\", \"application/json\")\n\tjson.NewEncoder(w).Encode(book)\n}\n```\n\n", i, i, i, i)
	paragraph()
	fmt.Fprintf(&b, "```python\nimport requests\n\ndef read_%d(session, base=\"http://api.example.com\"):\n    \"\"\"Read book %d and say when it changed.\"\"\"\n    response = session.get(f\"{base}/books/%d\", timeout=5)\n    if response.status_code == 404:\n        return None\n    response.raise_for_status()\n    return response.json()[\"title\"], response.headers.get(\"Last-Modified\")\n```\n\n", i, i, i)
	paragraph()
	return b.String()
}

// finalResponse is what the library answers to the request of a generated note.
var finalResponse = "```http\n" + `HTTP/1.1 200 OK
Cache-Control: max-age=60
Content-Type: text/html; charset=utf-8
ETag: "emma-3-html"
Last-Modified: Sat, 14 Nov 2026 09:30:00 GMT
Link: </library.css>; rel="preload"; as="style"
Vary: Accept
Date: Sun, 22 Nov 2026 18:00:01 GMT
Content-Length: 144

<!doctype html>
<html lang="en">
<title>Emma</title>
<link rel="stylesheet" href="/library.css">
<h1>Emma</h1>
<p>Jane Austen, 1815</p>
</html>
` + "```\n\n"

// TestGeneratedTree builds a generated site: the notes of the benchmarks are
// proven, not only read.
func TestGeneratedTree(t *testing.T) {
	dir := *treeDir
	if dir == "" {
		dir = t.TempDir()
	}
	writeTree(t, dir, *treeNotes)
	if *treeDir != "" {
		return
	}
	sum, faults := generator.Build(t.Context(), generator.Options{Root: dir, Origin: options.Origin})
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	if sum.Notes != *treeNotes+1 || sum.Proven != *treeNotes {
		t.Errorf("%d notes and %d proven exchanges, want %d and %d", sum.Notes, sum.Proven, *treeNotes+1, *treeNotes)
	}
}

// BenchmarkProve proves notes, each on a fresh origin, without reading or
// rendering them: those of this site, some of which wait for a deadline, and
// generated ones with one plain exchange each.
func BenchmarkProve(b *testing.B) {
	b.Run("site", func(b *testing.B) { prove(b, "..") })
	b.Run("plain", func(b *testing.B) {
		dir := b.TempDir()
		writeTree(b, dir, 200)
		prove(b, dir)
	})
}

func prove(b *testing.B, root string) {
	tree, faults := note.Read(os.DirFS(filepath.Join(root, "content")))
	if len(faults) > 0 || options.Origin == nil {
		b.Skip("the notes cannot be read, or there is no origin")
	}
	facts, err := registry.Load()
	if err != nil {
		b.Fatal(err)
	}
	origins := map[string]servers.Origin{}
	for name, o := range tree.Config.Origins {
		if o.BuiltIn {
			origins[name] = servers.BuiltIn(name, options.Origin, 0, nil)
		}
	}
	prover := proof.NewProver(tree, facts, origins)
	proven := 0
	for b.Loop() {
		scripts, faults := exchange.Read(tree)
		all, more := proof.Prove(b.Context(), scripts, prover, nil)
		if faults = append(faults, more...); len(faults) > 0 {
			b.Fatal(faults[0])
		}
		proven = 0
		for _, r := range all.Results() {
			if r.State() == proof.Proven {
				proven++
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(proven), "µs/exchange")
}

// BenchmarkBuild builds whole sites, into a public/ that is empty at first and
// unchanged afterwards.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			writeTree(b, dir, n)
			b.ResetTimer()
			for b.Loop() {
				if err := os.RemoveAll(filepath.Join(dir, "public")); err != nil {
					b.Fatal(err)
				}
				if _, faults := generator.Build(b.Context(), generator.Options{Root: dir, Origin: options.Origin}); len(faults) > 0 {
					b.Fatal(faults[0])
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/note")
		})
	}
}

// BenchmarkCached builds a site of 1,000 notes of which a build knows all, or all but one
// that has changed.
func BenchmarkCached(b *testing.B) {
	for _, changed := range []int{0, 1} {
		b.Run(fmt.Sprint(changed), func(b *testing.B) {
			const notes = 1000
			o := generator.Options{Root: b.TempDir(), Cache: b.TempDir(), Origin: options.Origin}
			writeTree(b, o.Root, notes)
			build := func() {
				if _, faults := generator.Build(b.Context(), o); len(faults) > 0 {
					b.Fatal(faults[0])
				}
			}
			build()
			name := filepath.Join(o.Root, "content/part-3/note-345.md")
			for b.Loop() {
				for range changed {
					text, err := os.ReadFile(name)
					if err == nil {
						err = os.WriteFile(name, append(text, "One more.\n"...), 0o644)
					}
					if err != nil {
						b.Fatal(err)
					}
				}
				build()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/notes, "µs/note")
		})
	}
}
