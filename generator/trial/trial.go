// Package trial builds the program that answers trials in the page: the built-in origin
// of the site, compiled to WebAssembly. Build runs the go command, once for each state of
// the Go code; NoteOf returns what the program replays of a note.
//
//	p, err := trial.Build(ctx, root, folder, true)
//	p.Wasm // gzipped, for DecompressionStream
//
// Live answers the trials of exchanges that other servers answer, while the site is
// served to its author.
//
// Where there is no go command, or the tree is no Go module, there is no program, and no
// page offers a trial. The main package exists only for the compiler (go build -overlay):
// nothing is written into the tree.
package trial

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"

	"wirebook/generator/trial/program"
)

// A Program is what the worker of a page runs.
type Program struct {
	Wasm   []byte // compressed by gzip
	Exec   []byte // wasm_exec.js of the toolchain that compiled it, with its licence
	Origin bool   // it holds the built-in origin

	// Make makes the same origin here, which plays the changes that notes offer; nil if
	// none is to be offered.
	Make func(*log.Logger) *http.Server
}

// originFolder is the Go package of the built-in origin, from the root of the tree. The tree
// may be a folder in a module.
const originFolder = "content/origin"

// moduleLine is the line of go.mod that names the module.
var moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)

// Build compiles the program for the tree at root, with its built-in origin or without.
// What is in folder, that of the user's caches, is taken from there; empty is no cache.
// Build returns nil where that is not possible here: no go command, or no module. The error
// says why the code does not compile.
func Build(ctx context.Context, root, folder string, origin bool) (*Program, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	code := originFolder // from the root of the module
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	for ; err != nil; mod, err = os.ReadFile(filepath.Join(root, "go.mod")) {
		if !origin || root == filepath.Dir(root) {
			return nil, nil
		}
		root, code = filepath.Dir(root), path.Join(filepath.Base(root), code)
	}
	m := moduleLine.FindSubmatch(mod)
	if m == nil {
		return nil, nil
	}
	if _, err := os.Stat(filepath.Join(root, code)); origin && err != nil {
		return nil, nil
	}
	key, err := keyOf(root, code, origin)
	if err != nil {
		return nil, err
	}
	if p := cached(folder, key); p != nil {
		p.Origin = origin
		return p, nil
	}
	command, err := exec.LookPath("go")
	if err != nil {
		return nil, nil
	}
	p, err := compile(ctx, command, root, mainOf(string(m[1]), code, origin))
	if err != nil {
		return nil, err
	}
	keep(folder, key, p)
	p.Origin = origin
	return p, nil
}

// mainOf is the text of the main package of a module, whose origin is in the folder code.
func mainOf(module, code string, origin bool) string {
	ours := reflect.TypeFor[program.Program]().PkgPath()
	if !origin {
		return fmt.Sprintf("package main\n\nimport %q\n\nfunc main() { program.Main(nil) }\n", ours)
	}
	return fmt.Sprintf("package main\n\nimport (\n\t%q\n\t%q\n)\n\nfunc main() { program.Main(origin.New) }\n", module+"/"+code, ours)
}

// compile runs the go command.
func compile(ctx context.Context, command, root, text string) (*Program, error) {
	dir, err := os.MkdirTemp("", "wirebook-trial-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	root, err = filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	const folder = "wirebook-trial" // exists in the overlay only
	written, overlay, output := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "program.wasm")
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, folder, "main.go"): written}})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(os.WriteFile(written, []byte(text), 0o600), os.WriteFile(overlay, replace, 0o600)); err != nil {
		return nil, err
	}
	run := func(args ...string) ([]byte, error) {
		cmd := exec.CommandContext(ctx, command, args...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "PWD="+root)
		var complaint bytes.Buffer
		cmd.Stderr = &complaint
		out, err := cmd.Output()
		if err != nil && complaint.Len() > 0 {
			err = errors.New(strings.TrimSpace(complaint.String()))
		}
		return out, err
	}
	if _, err := run("build", "-buildvcs=false", "-overlay", overlay, "-trimpath", "-ldflags=-s -w", "-tags=nethttpomithttp2", "-o", output, "./"+folder); err != nil {
		return nil, err
	}
	wasm, err := os.ReadFile(output)
	if err != nil {
		return nil, err
	}
	goroot, err := run("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	p := &Program{}
	if p.Exec, err = execOf(strings.TrimSpace(string(goroot))); err != nil {
		return nil, err
	}
	p.Wasm, err = pack(wasm)
	return p, err
}

// execOf is wasm_exec.js of a toolchain, below its licence: its own first lines only
// refer to it.
func execOf(goroot string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	licence, err := os.ReadFile(filepath.Join(goroot, "LICENSE"))
	if errors.Is(err, fs.ErrNotExist) { // distributions keep it elsewhere
		licence, err = []byte("The Go Authors, BSD-3-Clause: https://go.dev/LICENSE"), nil
	}
	if err != nil {
		return nil, err
	}
	notice := "/*\nwasm_exec.js of " + runtime.Version() + ":\n\n" + strings.ReplaceAll(strings.TrimSpace(string(licence)), "*/", "* /") + "\n*/\n"
	return append([]byte(notice), text...), nil
}

func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
