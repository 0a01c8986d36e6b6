package note

import (
	"runtime/metrics"
	"strings"
	"testing"

	"wirebook/generator/source"
)

// allocated is how many bytes the process has allocated so far.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// costs is how many bytes are allocated to read a note, and its faults.
func costs(text string) (uint64, []source.Fault) {
	before := allocated()
	file, faults := source.NewFile("a.md", []byte(text))
	if len(faults) == 0 {
		_, faults = Parse(file, "a.md")
	}
	return allocated() - before, faults
}

// most is what reading a note may allocate in all: a hundred kilobytes 200 MB, under the
// race detector too.
func most(text string) uint64 { return 8<<20 + 2000*uint64(len(text)) }

// FuzzCost looks for notes that cost more than they are worth: a piece that is
// repeated, between two others.
func FuzzCost(f *testing.F) {
	for _, s := range [][3]string{
		{"---\ntitle: a\n---\n", "- ", "a"}, {"---\ntitle: a\nb: ", "[", "\n---\n"}, {"---\ntitle: a\n---\n", "[a](", ""},
		{"---\ntitle: a\n---\n", "*a_", ""}, {"---\ntitle: a\n---\n", "# a\n", ""}, {"---\ntitle: a\n---\na|a|a|a|a|a|a|a\n-|-|-|-|-|-|-|-\n", "a\n", ""},
		{"---\ntitle: a\n---\n", "[^a]: b\n", "[^a]"}, {"---\ntitle: a\n---\n", "[a]: b\n", "[a]"}, {"---\ntitle: a\n---\n", "```quiz\na\n\n- [x] b\n- [ ] c\n```\n", ""},
		{"---\ntitle: a\n---\n", "`", "a`"}, {"---\ntitle: a\n---\n", "<a b=\"", ">"}, {"---\ntitle: a\nglossary:\n", "  a: [b]\n", "---\n"}, {"---\ntitle: a\n---\n", "> ```http\n", ""},
		{"---\ntitle: a\n---\n[a]: bcdefghijklmnopqrstuvwxyz\n\n", "[a]\n\n", ""}, {"---\ntitle: a\n---\na|b\n-|-\n", "`a\\|b`|b\n", ""}, {"---\ntitle: a\n---\n# a {", "a=b ", "}\n"},
		{"---\ntitle: a\n---\n```http", " a=b", "\nGET / HTTP/1.1\n```\n"}, {"---\ntitle: a\n---\n", "\u202e", ""}, {"---\ntitle: a\n---\n", "www.a.b@c ", ""},
	} {
		f.Add(s[0], s[1], s[2], uint16(20_000))
	}
	f.Fuzz(func(t *testing.T, before, piece, behind string, size uint16) {
		if len(before)+len(behind) > 1000 || piece == "" {
			return
		}
		text := before + strings.Repeat(piece, int(size)/len(piece)) + behind
		if got, _ := costs(text); got > most(text) {
			t.Errorf("%d bytes cost %d bytes", len(text), got)
		}
	})
}
