package note_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/cache"
	"wirebook/generator/note"
)

const refused = `title: Test
phrases:
  whoever: if you
  had better: should
  "No, Really": because
  over and over and out: again
  over and: again
`

// phrasesOf lists the phrases in a file of content/ and its chooser, each with its place.
func phrasesOf(t *testing.T, m note.Memory, site string, files map[string]string) (got []string) {
	t.Helper()
	content := fstest.MapFS{"site.yaml": {Data: []byte(site)}}
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, faults := m.Read(content)
	for _, f := range faults {
		t.Error(f.Error())
	}
	for _, n := range tree.Notes {
		texts := []*note.Note{n}
		if n.Chooser != nil {
			texts = append(texts, n.Chooser.Text)
		}
		for _, in := range texts {
			for _, p := range in.Phrases {
				line, column := in.File.Position(p.Span.Start)
				got = append(got, fmt.Sprintf("%d:%d %s: %s", line, column, p.Text, strings.ReplaceAll(in.File.Text(p.Span), "\n", "|")))
			}
		}
	}
	return got
}

func TestPhrases(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a word", "Whoever asks.", "4:1 whoever: Whoever"},
		{"only whole words", "whoevers, whoever-else, a-whoever, awhoever, größewhoever", ""},
		{"beside marks", "(whoever), whoever's", "4:2 whoever: whoever; 4:12 whoever: whoever"},
		{"in capitals", "HAD BETTER", "4:1 had better: HAD BETTER"},
		{"over lines", "It had\nbetter ask.", "4:4 had better: had|better"},
		{"over a hard break", "It had  \nbetter ask.", "4:4 had better: had  |better"},
		{"over lines of a quotation", "> It had\n> better ask.", "4:6 had better: had|> better"},
		{"with emphasis", "had *better*, **had** better, *had\n_better_*", "4:1 had better: had *better; 4:17 had better: had** better; 4:32 had better: had|_better"},
		{"partly in a link", "had [better](whoever.md \"whoever\")", "4:1 had better: had [better"},
		{"over a comment", "had <!-- whoever --> better", "4:1 had better: had <!-- whoever --> better"},
		{"with other marks between", "had, better; had/better", ""},
		{"with its own marks", "no, really; no really", "4:1 No, Really: no, really"},
		{"over code", "had `code` better", ""},
		{"over an address", "had https://a.example better", ""},
		{"in code", "`whoever`\n\n    whoever\n\n```\nwhoever\n```\n\n```http norun=\"whoever\"\nGET /whoever HTTP/1.1\nHost: whoever\n\n```\n", ""},
		{"in addresses", "<https://a.example/whoever> [a](whoever.md) ![a](whoever.png) [b]\n\n[b]: whoever.md", ""},
		{"in the text of a picture", "![whoever](a.png)", "4:3 whoever: whoever"},
		{"over blocks", "# had\n\nbetter had\n\n- better had\n- better\n\n| had | better |\n|---|---|\n| had | better |", ""},
		{"in blocks", "# whoever\n\n- whoever\n\n| a | whoever |\n|---|---|\n| whoever | a |\n\na[^b]\n\n[^b]: whoever", "4:3 whoever: whoever; 6:3 whoever: whoever; 8:7 whoever: whoever; 10:3 whoever: whoever; 14:7 whoever: whoever"},
		{"in a quiz", "```quiz\nWhoever?\n\n- [x] whoever\n  whoever\n- [ ] had\n  better\n\nwhoever\n```\n", "5:1 whoever: Whoever; 7:7 whoever: whoever; 8:3 whoever: whoever; 12:1 whoever: whoever"},
		{"begun twice", "had had better", "4:5 had better: had better"},
		{"begun in itself", "over and over and over and out", "4:1 over and: over and; 4:10 over and: over and; 4:19 over and: over and; 4:10 over and over and out: over and over and out"},
		{"broken off", "had", ""},
	} {
		want := []string(nil)
		if test.want != "" {
			want = strings.Split(test.want, "; ")
		}
		if diff := cmp.Diff(want, phrasesOf(t, note.Memory{}, refused, map[string]string{"a.md": front + test.text})); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// In the front matter, only what readers see is prose.
func TestPhrasesOfMeta(t *testing.T) {
	const text = `---
title: Whoever
description: >-
  It had
  better ask.

  had
nav: better
retry: "whoever"
search: [whoever]
exceptions:
  x: whoever
change: whoever
changed: 2026-11-22
---
better
`
	want := []string{"2:8 whoever: Whoever", "4:6 had better: had|  better", "9:9 whoever: whoever", "13:9 whoever: whoever"}
	if diff := cmp.Diff(want, phrasesOf(t, note.Memory{}, refused, map[string]string{"a.md": text})); diff != "" {
		t.Error(diff)
	}
}

func TestPhrasesOfChooser(t *testing.T) {
	got := phrasesOf(t, note.Memory{}, refused, map[string]string{
		"a.md":   "---\ntitle: a\nchooser: c.yaml\n---\n",
		"c.yaml": "questions:\n  - id: a\n    ask: Whoever had\n    why: better `whoever`\n    answers:\n      - if: \"whoever\"\n        code: 200\n        why: had *better*\nunsent:\n  - code: 306\n    why: whoever\n",
	})
	want := []string{"3:10 whoever: Whoever", "6:14 whoever: whoever", "8:14 had better: had *better", "11:10 whoever: whoever"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A memory does not keep what it found for other phrases.
func TestPhrasesChange(t *testing.T) {
	t.Run("session", func(t *testing.T) { phrasesChange(t, note.NewMemory()) })
	t.Run("disk", func(t *testing.T) { phrasesChange(t, note.OnDisk(cache.Open(t.TempDir(), "tree"))) })
}

func phrasesChange(t *testing.T, m note.Memory) {
	files := map[string]string{"a.md": "---\ntitle: whoever\nchooser: c.yaml\n---\nbetter", "c.yaml": "questions:\n  - {id: a, ask: better, answers: [{if: a, code: 200}]}\n"}
	for _, step := range []struct{ phrases, want string }{
		{"", ""}, {"phrases: {whoever: a}", "2:8 whoever: whoever"}, {"phrases: {whoever: b}", "2:8 whoever: whoever"},
		{"phrases: {better: a}", "5:1 better: better; 2:18 better: better"}, {"", ""},
	} {
		if got := strings.Join(phrasesOf(t, m, "title: a\n"+step.phrases, files), "; "); got != step.want {
			t.Errorf("%s: %s, want %s", step.phrases, got, step.want)
		}
	}
}

// A phrase that nothing could match, or without better words, is a fault.
func TestPhrasesFaults(t *testing.T) {
	for phrases, want := range map[string]string{
		"{a: b}":                     "",
		"{a: }":                      "phrase-alone",
		"{' ': b}":                   "phrase-empty",
		"[a]":                        "yaml-value",
		"{a: [b]}":                   "yaml-value",
		"{', ': b}":                  "",
		"{a a a a a a a a a a: b}":   "",
		"{a a a a a a a a a a a: b}": "too-many",
	} {
		_, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: Test\nphrases: " + phrases + "\n")}})
		got := ""
		if len(faults) > 0 {
			got = faults[0].ID
		}
		if got != want || len(faults) > 1 {
			t.Errorf("%s: %v, want %q", phrases, faults, want)
		}
	}
}
