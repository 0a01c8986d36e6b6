package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func key(name string) Key {
	s := NewSum("test")
	s.Text(name)
	return s.Key()
}

// keep makes a cache of three results, and returns its file.
func keep(t *testing.T, folder string) string {
	t.Helper()
	c := Open(folder, "tree")
	for _, name := range []string{"a", "b", "c"} {
		if _, ok := c.Get(key(name)); ok {
			t.Errorf("%s is known", name)
		}
		c.Put(key(name), []byte("made of "+name))
	}
	c.Close()
	return c.file
}

func known(folder, root string) (names string) {
	c := Open(folder, root)
	for _, name := range []string{"a", "b", "c"} {
		if data, ok := c.Get(key(name)); ok && string(data) == "made of "+name {
			names += name
		} else if ok {
			names += "wrong"
		}
	}
	return names
}

func TestKeeps(t *testing.T) {
	folder := t.TempDir()
	keep(t, folder)
	if got := known(folder, "tree"); got != "abc" {
		t.Errorf("known: %s", got)
	}
	if got := known(folder, "another"); got != "" {
		t.Errorf("another tree knows %s", got)
	}
	for _, use := range []struct{ names, want string }{
		{"ab", "abc"}, // what a build does not use is kept, up to as much as it uses
		{"b", "b"},
	} {
		c := Open(folder, "tree")
		for _, name := range use.names {
			c.Get(key(string(name)))
		}
		c.Close()
		if got := known(folder, "tree"); got != use.want {
			t.Errorf("known after %s were used: %s", use.names, got)
		}
	}
}

// Whatever happened to the file, what is wrong in it is not believed.
func TestDamaged(t *testing.T) {
	folder := t.TempDir()
	file := keep(t, folder)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		for _, text := range [][]byte{bad, whole[:i]} {
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if got := known(folder, "tree"); got != "" {
				t.Fatalf("byte %d changed or cut off: known: %s", i, got)
			}
		}
	}
	c := Open(folder, "tree") // and it is replaced
	c.Put(key("a"), []byte("made of a"))
	c.Close()
	if got := known(folder, "tree"); got != "a" {
		t.Errorf("known afterwards: %s", got)
	}
}

func TestOtherProgram(t *testing.T) {
	folder := t.TempDir()
	keep(t, folder)
	c := Open(folder, "tree")
	c.id[3]++
	if c.known = c.read(); len(c.known) != 0 {
		t.Errorf("another program knows %d results", len(c.known))
	}
	c.Put(key("a"), []byte("other"))
	c.Close()
	if got := known(folder, "tree"); got != "" {
		t.Errorf("known after another program: %s", got)
	}
}

func TestReadOnly(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "trees"), nil, 0o600); err != nil { // no folder can be made
		t.Fatal(err)
	}
	keep(t, folder)
	if got := known(folder, "tree"); got != "" {
		t.Errorf("known: %s", got)
	}
	if c := Open("", "tree"); c != nil {
		t.Error("without a folder there is a cache")
	}
	var none *Cache
	none.Put(key("a"), nil)
	if _, ok := none.Get(key("a")); ok {
		t.Error("no cache knows a result")
	}
	none.Close()
}

// Builds at once leave a file that is whole: that of one of them.
func TestAtOnce(t *testing.T) {
	folder := t.TempDir()
	var all, opened sync.WaitGroup
	opened.Add(8)
	for i := range 8 {
		all.Go(func() {
			c := Open(folder, "tree")
			opened.Done()
			opened.Wait() // one that opens later would know the results of an earlier one
			for j := range 100 {
				c.Put(key(fmt.Sprint(i, j)), bytes.Repeat([]byte{byte(i)}, 1000))
			}
			c.Close()
		})
	}
	all.Wait()
	c := Open(folder, "tree")
	if len(c.known) != 100 {
		t.Errorf("%d results", len(c.known))
	}
	left, _ := filepath.Glob(filepath.Join(folder, "trees", "*"))
	if len(left) != 1 {
		t.Errorf("files: %v", left)
	}
}

func TestBounds(t *testing.T) {
	folder := t.TempDir()
	c := Open(folder, "tree")
	c.Put(key("a"), make([]byte, mostBytes-10))
	c.Put(key("b"), make([]byte, 11))
	c.Put(key("c"), make([]byte, 10))
	if _, ok := c.Get(key("b")); ok || len(c.used) != 2 {
		t.Errorf("%d results are kept", len(c.used))
	}
	for i, age := range []time.Duration{time.Minute, time.Hour, 2 * time.Hour, 31 * 24 * time.Hour} {
		name := filepath.Join(folder, fmt.Sprint(i))
		if err := os.WriteFile(name, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		when := time.Now().Add(-age)
		os.Chtimes(name, when, when)
	}
	prune(folder, 200)
	left, _ := filepath.Glob(filepath.Join(folder, "*"))
	if len(left) != 2 || filepath.Base(left[0]) != "0" || filepath.Base(left[1]) != "1" {
		t.Errorf("left: %v", left)
	}
}

// The program that runs has an id near its beginning.
func TestProgram(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !hasBuildID(data[:min(len(data), 64<<10)]) {
		t.Error("the program is read as a whole to be told from others")
	}
	if id, err := program(); err != nil || id == (Key{}) {
		t.Errorf("%x, %v", id, err)
	}
}
