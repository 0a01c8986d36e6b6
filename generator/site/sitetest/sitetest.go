// Package sitetest makes sites for tests. Link takes content/ as a test writes it
// and returns its site; each exchange is proven against an origin that answers
// what the note documents.
//
//	s := sitetest.Link(t, fstest.MapFS{"site.yaml": …, "status/404.md": …})
package sitetest

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"testing"
	"testing/fstest"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// Link reads the notes of content, proves their exchanges against an origin that
// answers what they document, and links them. A response without Date gets one, as
// the RFCs require it.
func Link(t testing.TB, content fs.FS) *site.Site {
	t.Helper()
	s, faults := TryLink(t, content)
	for _, f := range faults {
		source.Printer{W: t.Output()}.Print(f)
	}
	if len(faults) > 0 {
		t.FailNow()
	}
	return s
}

// TryLink is Link where the notes may have faults.
func TryLink(t testing.TB, content fs.FS) (*site.Site, []source.Fault) {
	t.Helper()
	tree, faults := note.Read(dated(t, content))
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	proven := &proof.Proof{Tree: tree}
	plain := proof.NewProver(tree, facts, nil)
	for _, n := range tree.Notes {
		p := plain
		if slices.ContainsFunc(n.Fences, func(f *note.Fence) bool { return f.Message }) {
			p = proof.NewProver(tree, facts, map[string]origin.Origin{By: replayOf(n, tree.Origin)})
			p.Default(By)
		}
		note, more := p.Note(t.Context(), n)
		proven.Notes, faults = append(proven.Notes, note), append(faults, more...)
	}
	s, more := site.Link(proven, facts)
	return s, append(faults, more...)
}

// undated is a response of a note: its fence, its first line and its fields.
var undated = regexp.MustCompile("(?m)^(```.*\n)?(HTTP/1\\.1 [234].*\n)((?:[^\n`].*\n)*)")

// dated is the content with a Date in each response that has none and does not own
// up to it.
func dated(t testing.TB, content fs.FS) fs.FS {
	out := fstest.MapFS{}
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		if path.Ext(name) == ".md" {
			data = undated.ReplaceAllFunc(data, func(m []byte) []byte {
				part := undated.FindSubmatch(m)
				if bytes.Contains(bytes.ToLower(part[3]), []byte("date: ")) || bytes.Contains(part[1], []byte("date-present")) {
					return m
				}
				return slices.Concat(part[1], part[2], []byte("Date: Sun, 22 Nov 2026 18:00:00 GMT\n"), part[3])
			})
		}
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
