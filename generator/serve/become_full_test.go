//go:build full && unix

package serve_test

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A program that is nothing but serve, with a word in its code that its build
// writes into the page.
const program = `package main

import (
	"context"
	"os"
	"os/signal"

	"wirebook/generator"
	"wirebook/generator/public"
	"wirebook/generator/serve"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

const word = "first"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	build := func(ctx context.Context) (generator.Summary, []source.Fault) {
		html := "<html><head></head><body>" + word + " " + os.Args[2] + "</body></html>"
		out, faults := public.Open(ctx, ".", public.Name)
		if len(faults) == 0 {
			defer out.Close()
			_, faults = out.Write(ctx, &site.Files{List: []site.File{{Path: "index.html", Data: []byte(html)}}}, false)
		}
		return generator.Summary{Pages: 1}, faults
	}
	err := serve.Serve(ctx, serve.Options{Options: generator.Options{Root: "."}, Addr: os.Args[1], Out: os.Stdout, Build: build})
	if err != nil {
		panic(err)
	}
}
`

// The program is compiled and run as an author's is; its code is changed, broken
// and mended while it runs.
func TestBecomesTheNewProgram(t *testing.T) {
	tr := &tree{t: t, root: t.TempDir(), addr: freeAddr(t)}
	module, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(module, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(module, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	tr.put("go.mod", strings.Replace(string(mod), "module wirebook", "module tiny\n\nreplace wirebook => "+module+"\n\nrequire wirebook v0.0.0", 1))
	tr.put("go.sum", string(sum))
	tr.put("main.go", program)
	tr.put("content/origin/origin.go", "package origin\n")
	tr.put("content/note.md", "")

	temporary := t.TempDir()
	binary := filepath.Join(t.TempDir(), "tiny")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = tr.root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.Command(binary, tr.addr, "argument")
	cmd.Dir = tr.root
	cmd.Env = append(os.Environ(), "TMPDIR="+temporary)
	cmd.Stdout, cmd.Stderr = &tr.out, &tr.out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	defer cmd.Process.Kill()

	tr.eventually("<body>first argument</body>")
	events := tr.follow("/")
	wants(t, events, "ok")

	tr.put("main.go", strings.Replace(program, `"first"`, `"second"`, 1))
	if _, open := <-events; open {
		t.Fatal("an event instead of the end of the old program")
	}
	tr.eventually("<body>second argument</body>")

	events = tr.follow("/")
	wants(t, events, "ok")
	tr.put("main.go", strings.Replace(program, `"first"`, `third`, 1))
	tr.put("content/origin/origin.go", "package origin\n\nfunc broken( {\n")
	if got := wants(t, events, "fault"); !strings.Contains(got, "the Go code does not compile") || !strings.Contains(got, "main.go:") || !strings.Contains(got, "undefined: third") {
		t.Errorf("got %q", got)
	}
	tr.put("content/note.md", "a note changes: the code is still broken")
	if got := wants(t, events, "fault"); !strings.Contains(got, "undefined: third") {
		t.Errorf("got %q", got)
	}
	if _, body := tr.get("/"); !strings.Contains(body, "<body>second argument</body>") {
		t.Errorf("while the code is broken: %s", body)
	}
	tr.put("main.go", strings.Replace(program, `"first"`, `"third"`, 1))
	tr.eventually("<body>third argument</body>")

	// The process is still the one that was started, and leaves nothing behind.
	cmd.Process.Signal(os.Interrupt)
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ended with %v: %s", err, tr.out.String())
		}
	case <-time.After(deadline):
		t.Error("did not end")
	}
	left, err := filepath.Glob(filepath.Join(temporary, "wirebook*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// eventually waits until the home page holds a text; the program may not answer
// at first.
func (tr *tree) eventually(want string) {
	tr.t.Helper()
	var last string
	for end := time.Now().Add(3 * deadline); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		resp, err := http.Get("http://" + tr.addr + "/")
		if err != nil {
			last = err.Error()
			continue
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if last = string(body); strings.Contains(last, want) {
			return
		}
	}
	tr.t.Fatalf("the page is %q, want %q; the program said:\n%s", last, want, tr.out.String())
}
