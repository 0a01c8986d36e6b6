package source_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/source"
)

func TestSort(t *testing.T) {
	a, b := file(t, "0123456789"), &source.File{Name: "b.md", Data: []byte("0123456789")}
	again := &source.File{Name: "a.md", Data: a.Data}
	at := func(f *source.File, offset int, what string) source.Fault {
		return source.Fault{File: f, Span: source.Span{Start: offset, End: offset + 1}, What: what}
	}
	sorted := source.Sort([]source.Fault{
		at(b, 1, "in b"), at(a, 9, "late"), at(a, 2, "the cause"), at(a, 2, "an effect"), at(a, 2, "the cause"),
		at(again, 9, "late"), at(a, 9, "later"), source.Usage("x", "no file", ""),
	})
	var got []string
	for _, f := range sorted {
		got = append(got, f.Error())
	}
	want := []string{"no file", "a.md:1:3: the cause", "a.md:1:3: an effect", "a.md:1:10: late", "a.md:1:10: later", "b.md:1:2: in b"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestStatus(t *testing.T) {
	for exit, want := range map[int]int{0: 1, source.ExitNotes: 1, source.ExitUsage: 2, source.ExitOrigin: 3} {
		if got := (source.Fault{Exit: exit}).Status(); got != want {
			t.Errorf("Exit %d asks for status %d, want %d", exit, got, want)
		}
	}
}

func TestFromError(t *testing.T) {
	inner := source.Fault{ID: "inner", What: "what it was"}
	if got := source.FromError("outer", fmt.Errorf("reading: %w", inner), "do"); got.ID != "inner" || got.What != "what it was" {
		t.Errorf("the fault inside the error is lost: %+v", got)
	}
	got := source.FromError("outer", errors.New("no fault"), "do")
	if got.ID != "outer" || got.What != "no fault" || got.Do != "do" || got.Status() != source.ExitUsage {
		t.Errorf("got %+v", got)
	}
}
