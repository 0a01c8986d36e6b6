// Package cache keeps what builds made in the user's cache folder, for the next build of
// the same tree. A result is kept under the hash of all that it was made from, so that a
// cache can only save time:
//
//	c := cache.Open(cache.Folder(), root)
//	defer c.Close()
//	sum := cache.NewSum("picture")
//	sum.Text(style, title)
//	key := sum.Key()
//	data, ok := c.Get(key)
//	if !ok {
//		data = draw(style, title)
//		c.Put(key, data)
//	}
//
// There is one file for each tree, with what its last build used, and as much again of what
// earlier ones did: the colours of code, for one, are needed only when a page is made. It is
// read and written as a whole, and replaced by a rename: of two builds at once, the later one is kept. A
// file that is cut off, damaged, or from another build of the program is as good as none,
// and one that cannot be written stays as it is.
//
// Programs has the place for programs that are compiled for the site.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"
)

// A Key is the hash of what a result was made from.
type Key [sha256.Size]byte

// A Cache is the results of a tree. A nil Cache keeps nothing. Goroutines may use it
// concurrently.
type Cache struct {
	file string
	id   Key // of this program

	mu    sync.Mutex
	known map[Key][]byte // from the file
	used  map[Key][]byte
	size  int // of used
	fresh bool
}

// Bounds of what is kept.
const (
	mostBytes = 64 << 20  // of a tree
	mostTrees = 256 << 20 // of all trees together
)

// head begins every file. Its number is that of the format.
const head = "wirebook cache 1\n"

// Folder returns the folder of all caches, or "" if the user has none.
func Folder() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "wirebook")
}

// Programs returns the folder, below the one of all caches, for compiled programs. Who
// puts one there names it by the hash of all that it was made from, and writes it beside
// its place first.
func Programs(folder string) string { return filepath.Join(folder, "programs") }

// Open reads the cache of the tree at root. It returns nil if folder is "", or the
// program that runs cannot be told from others.
func Open(folder, root string) *Cache {
	id, err := program()
	abs, err2 := filepath.Abs(root)
	if folder == "" || err != nil || err2 != nil {
		return nil
	}
	name := sha256.Sum256([]byte(abs))
	c := &Cache{file: filepath.Join(folder, "trees", hex.EncodeToString(name[:8])), id: id, used: map[Key][]byte{}}
	c.known = c.read()
	return c
}

// read returns what the file holds: nothing, if it is not whole and of this program.
func (c *Cache) read() map[Key][]byte {
	known := map[Key][]byte{}
	data, err := os.ReadFile(c.file)
	size := len(head) + 2*sha256.Size
	if err != nil || len(data) < size || !bytes.HasPrefix(data, []byte(head)) {
		return known
	}
	data, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if Key(data[len(head):]) != c.id || sha256.Sum256(data) != Key(sum) {
		return known
	}
	for rest := data[len(head)+sha256.Size:]; len(rest) > 0; {
		n, size := binary.Uvarint(rest[min(sha256.Size, len(rest)):])
		at := sha256.Size + size
		if size <= 0 || uint64(len(rest)-at) < n {
			return map[Key][]byte{}
		}
		known[Key(rest)] = rest[at : at+int(n)]
		rest = rest[at+int(n):]
	}
	return known
}

// Get returns what was kept under the key. It must not be changed.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if data, ok := c.used[key]; ok {
		return data, true
	}
	data, ok := c.known[key]
	if ok {
		c.use(key, data)
	}
	return data, ok
}

// Put keeps a result, which must not be changed afterwards, unless there are too many.
func (c *Cache) Put(key Key, data []byte) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.used[key]; !ok && c.use(key, data) {
		c.fresh = true
	}
}

func (c *Cache) use(key Key, data []byte) bool {
	if c.size+len(data) > mostBytes {
		return false
	}
	c.used[key] = data
	c.size += len(data)
	return true
}

// Close writes what this build used, and what earlier builds did unless that is more,
// unless the file holds just that.
func (c *Cache) Close() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keepUnused()
	if !c.fresh && len(c.used) == len(c.known) {
		touch(c.file)
		return
	}
	data := append([]byte(head), c.id[:]...)
	for key, value := range c.used {
		data = append(data, key[:]...)
		data = binary.AppendUvarint(data, uint64(len(value)))
		data = append(data, value...)
	}
	sum := sha256.Sum256(data)
	if replace(c.file, append(data, sum[:]...)) == nil {
		prune(filepath.Dir(c.file), mostTrees)
	}
}

// keepUnused takes what this build did not use for used, if that is not more than what it
// used. If it is more, most of it is out of date.
func (c *Cache) keepUnused() {
	size := 0
	for key, data := range c.known {
		if _, used := c.used[key]; !used {
			size += len(data)
		}
	}
	if size > c.size {
		return
	}
	for key, data := range c.known {
		if _, used := c.used[key]; !used {
			c.use(key, data)
		}
	}
}
