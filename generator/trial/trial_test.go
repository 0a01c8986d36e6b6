package trial

import (
	"os"
	"path/filepath"
	"testing"
)

// Without a go command, without a module or without the origin there is no program, and
// that is no error.
func TestNoProgram(t *testing.T) {
	bare, module, full := t.TempDir(), t.TempDir(), t.TempDir()
	for _, root := range []string{module, full} {
		if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte("module wirebook\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(full, originFolder), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	for name, root := range map[string]string{"no module": bare, "no origin": module, "no go command": full} {
		if p, err := Build(t.Context(), root, "", true); p != nil || err != nil {
			t.Errorf("%s: %v, %v", name, p, err)
		}
	}
}

// A program is kept under the hash of the Go code: another file is another program, and a
// test or what is not code makes none.
func TestCache(t *testing.T) {
	root, folder := t.TempDir(), t.TempDir()
	put := func(name string) {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	key := func() string {
		key, err := keyOf(root, originFolder, true)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	put("go.mod")
	put("content/origin/a.go")
	first := key()
	keep(folder, first, &Program{Wasm: []byte("wasm"), Exec: []byte("exec")})
	if p := cached(folder, first); p == nil || string(p.Wasm) != "wasm" || string(p.Exec) != "exec" {
		t.Errorf("kept is %v", p)
	}
	put("content/origin/a_test.go")
	put("content/note.md")
	if key() != first {
		t.Error("a test or a note is another program")
	}
	put("content/origin/b.go")
	if key() == first || cached(folder, key()) != nil {
		t.Error("another file is the same program")
	}
	for i := range mostKept + 3 {
		keep(folder, string(rune('a'+i)), &Program{})
	}
	if kept, err := os.ReadDir(filepath.Join(folder, "programs")); err != nil || len(kept) != mostKept {
		t.Errorf("%d programs are kept (%v)", len(kept), err)
	}
}
