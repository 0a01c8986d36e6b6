//go:build unix

package generator_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"wirebook/generator"
	"wirebook/generator/source"
)

// fakeGo puts a go command before all others, which compiles to the bytes "compiled" once
// the file wait is gone, and says what it was called with in calls.
func fakeGo(t *testing.T, fails bool) (calls, wait string) {
	t.Helper()
	bin, goroot := t.TempDir(), t.TempDir()
	calls, wait = filepath.Join(bin, "calls"), filepath.Join(bin, "wait")
	put(t, goroot, "lib/wasm/wasm_exec.js", "// runs it\n")
	put(t, goroot, "LICENSE", "Redistribution of the toolchain is permitted.\n")
	failure := ""
	if fails {
		failure = "echo 'content/origin/files.go:3:2: no files here' >&2; exit 1\n"
	}
	script := fmt.Sprintf(`#!/bin/sh
echo "$GOOS $GOARCH $*" >>%q
if [ "$1" = env ]; then echo %q; exit 0; fi
while [ -e %q ]; do sleep 0.02; done
%swhile [ "$1" != -o ]; do shift; done
printf compiled >"$2"
`, calls, goroot, wait, failure)
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	return calls, wait
}

// triedTree is a tree with a Go module and an origin, whose one note has an exchange.
func triedTree(t *testing.T, config string) generator.Options {
	t.Helper()
	root := t.TempDir()
	put(t, root, "go.mod", "module example.com/course\n")
	put(t, root, "content/origin/origin.go", "package origin\n")
	put(t, root, "content/site.yaml", "title: Test\n"+config+"origins:\n  own:\n    built-in: true\n    hosts: [api.example.com]\n")
	put(t, root, "content/index.md", "---\ntitle: Home\n---\n\n```http\nGET / HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 204 No Content\nDate: Sun, 22 Nov 2026 18:15:04 GMT\n```\n")
	return generator.Options{Root: root, Layouts: os.DirFS("../layouts"), Origin: func(*log.Logger) *http.Server {
		return &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })}
	}}
}

// asset is the one published asset whose name begins so, or empty.
func asset(t *testing.T, root, prefix string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "public/assets", prefix+".*"))
	if err != nil || len(found) > 1 {
		t.Fatalf("%s is published as %q (%v)", prefix, found, err)
	}
	if len(found) == 0 {
		return ""
	}
	return get(t, found[0])
}

// The go command compiles the program for browsers while the site is built, which is told
// while it takes long; the program is shipped compressed, and what runs it with its licence.
// Another build takes it from the cache.
func TestProgramOfTrials(t *testing.T) {
	calls, wait := fakeGo(t, false)
	put(t, filepath.Dir(wait), "wait", "")
	o := triedTree(t, "")
	o.Cache = t.TempDir()
	var once sync.Once
	told := ""
	o.Steps = &source.Progress{Show: func(line string) {
		if strings.HasPrefix(line, "programs compiled for the pages: 0 of 1") {
			told = line
			once.Do(func() { os.Remove(wait) })
		}
	}}
	if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
		t.Fatal(faults)
	}
	if told == "" {
		t.Error("nothing tells that the program is compiled")
	}
	if said := get(t, calls); !strings.HasPrefix(said, "js wasm build ") || strings.Count(said, "build ") != 1 {
		t.Errorf("the go command is called as %q", said)
	}
	unpacked, err := gzip.NewReader(strings.NewReader(asset(t, o.Root, "program")))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(unpacked); !bytes.Equal(data, []byte("compiled")) {
		t.Errorf("the program is %q (%v)", data, err)
	}
	if runner := asset(t, o.Root, "wasm_exec"); !strings.HasPrefix(runner, "/*") || !strings.Contains(runner, "Redistribution of the toolchain is permitted.") || !strings.Contains(runner, "// runs it") {
		t.Errorf("what runs it is %q", runner)
	}
	page := get(t, filepath.Join(o.Root, "public/index.html"))
	if !strings.Contains(page, "data-trial") || strings.Contains(page, "go run . origin") {
		t.Error("the page offers no trial, or leads to a command of the tree")
	}
	o.Steps = nil
	if _, faults := generator.Build(t.Context(), o); len(faults) > 0 {
		t.Fatal(faults)
	}
	if said := get(t, calls); strings.Count(said, "build ") != 1 || asset(t, o.Root, "program") == "" {
		t.Errorf("a build again calls the go command: %q", said)
	}
}

// Where site.yaml says so, nothing is compiled; where the code does not compile for a
// browser, a notice says why. Neither has a page that offers a trial, or says a word of one.
func TestNoProgramOfTrials(t *testing.T) {
	for _, test := range []struct {
		name, config string
		fails        bool
		notice       string
	}{
		{"trial: false", "trial: false\n", false, ""},
		{"code that does not compile", "", true, "content/origin/files.go:3:2: no files here"},
	} {
		t.Run(test.name, func(t *testing.T) {
			calls, _ := fakeGo(t, test.fails)
			o := triedTree(t, test.config)
			sum, faults := generator.Build(t.Context(), o)
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			if test.notice == "" {
				if _, err := os.Stat(calls); err == nil {
					t.Errorf("the go command is called: %q", get(t, calls))
				}
			}
			said := ""
			for _, n := range sum.Notices {
				said += n.What + ": " + n.Do + "\n"
			}
			if (said == "") != (test.notice == "") || !strings.Contains(said, test.notice) {
				t.Errorf("the notices do not say %q: %s", test.notice, said)
			}
			page := get(t, filepath.Join(o.Root, "public/index.html"))
			for _, word := range []string{"data-trial", "data-needs", "try.html", "read.html", "your browser"} {
				if strings.Contains(page, word) {
					t.Errorf("the page has %q", word)
				}
			}
			for _, name := range []string{"program", "wasm_exec", "answer", "trial", "read"} {
				if asset(t, o.Root, name) != "" {
					t.Errorf("the site has the asset %s", name)
				}
			}
		})
	}
}
