package note

import (
	"io/fs"
	"os"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	"unsafe"

	"wirebook/generator/cache"
)

// fill gives each field of a note a value of its own, and lists and maps two items. What
// a record does not hold stays empty.
func fill(v reflect.Value, count *int64) {
	*count++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Field(i)
			f = reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
			switch name := v.Type().Name() + "." + v.Type().Field(i).Name; name {
			case "Note.File", "Note.Path", "Note.Doc", "Note.prose", "Note.Chooser", "Heading.Node", "Link.Node", "CodeSpan.Node", "Citation.Node", "Fence.Node", "Fence.Faults":
			case "Fence.Quiz":
				f.Set(reflect.ValueOf(&Quiz{}))
			default:
				fill(f, count)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), count)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), count)
		fill(v.Index(1), count)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(key, count)
			fill(value, count)
			v.SetMapIndex(key, value)
		}
	case reflect.String:
		v.SetString(string(rune('A' + *count)))
	case reflect.Int:
		v.SetInt(*count)
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("a note has a field of the kind " + v.Kind().String() + ": write it into record.go")
	}
}

// A record holds every field of a note, also one that was added later.
func TestRecordIsWhole(t *testing.T) {
	n, count := &Note{}, int64(0)
	fill(reflect.ValueOf(n).Elem(), &count)
	if count < 100 {
		t.Fatalf("%d values were set", count)
	}
	if got := fromRecord(nil, "", n.record()); !reflect.DeepEqual(got, n) {
		t.Errorf("read again:\n%+v\nwant\n%+v", got, n)
	}
	if got := fromRecord(nil, "", (&Note{}).record()); !reflect.DeepEqual(got, &Note{}) {
		t.Errorf("an empty note, read again: %+v", got)
	}
}

// A record that is cut off or changed is no note, or another one; it does no harm.
func TestRecordDamaged(t *testing.T) {
	n, count := &Note{}, int64(0)
	fill(reflect.ValueOf(n).Elem(), &count)
	whole := n.record()
	for i := range whole {
		if fromRecord(nil, "", whole[:i]) != nil {
			t.Errorf("the first %d bytes are a note", i)
		}
		for bit := range 8 {
			bad := slices.Clone(whole)
			bad[i] ^= 1 << bit
			fromRecord(nil, "", bad)
		}
	}
	if fromRecord(nil, "", append(slices.Clone(whole), 0)) != nil {
		t.Error("with a byte more it is a note")
	}
}

// Notes are the same from the cache; those with faults are not in it.
func TestReadFromCache(t *testing.T) {
	folder := t.TempDir()
	for _, tree := range []struct {
		files fs.FS
		kept  bool
	}{
		{os.DirFS("../../content"), true},
		{fstest.MapFS{
			"site.yaml": {Data: []byte("title: T\n")},
			"index.md":  {Data: []byte("---\ntitle: T\n---\n<b>\n")},
			"fence.md":  {Data: []byte("---\ntitle: T\n---\n```http hole=\"x\nGET / HTTP/1.1\n```\n")},
		}, false},
	} {
		var notes [2][]Note
		var faults [2]int
		for turn := range 2 {
			known := cache.Open(folder, "tree")
			read, found := OnDisk(known).Read(tree.files)
			known.Close()
			faults[turn] = len(found)
			for _, n := range read.Notes {
				if _, ok := known.Get(keyOf(n.File, n.Path, newPhrases(read.Config))); ok != tree.kept {
					t.Errorf("%s: %t that it is kept", n.Path, ok)
				}
				plain := *n
				plain.File, plain.Chooser = nil, nil
				if !tree.kept {
					plain.Fences = nil // their faults hold the file
				}
				notes[turn] = append(notes[turn], plain)
			}
		}
		if len(notes[0]) == 0 || !reflect.DeepEqual(notes[1], notes[0]) || faults[1] != faults[0] || (faults[0] == 0) != tree.kept {
			t.Errorf("%d notes with %d faults, and %d others with %d from the cache", len(notes[0]), faults[0], len(notes[1]), faults[1])
		}
	}
}
