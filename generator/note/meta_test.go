package note_test

import (
	"testing"
	"testing/fstest"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

func TestChange(t *testing.T) {
	for front, want := range map[string]string{
		"changed: 2026-11-22\n":                     "",
		"changed: \"2026-11-22\"\nchange: It is.\n": "",
		"changed: 2028-02-29\n":                     "",
		"changed: 2026-02-29\n":                     `"2026-02-29" is not a date, at 2026-02-29`,
		"changed: 22.11.2026\n":                     `"22.11.2026" is not a date, at 22.11.2026`,
		"changed: 2026-11\n":                        `"2026-11" is not a date, at 2026-11`,
		"changed: 2026-1-2\n":                       `"2026-1-2" is not a date, at 2026-1-2`,
		"changed: yes\n":                            `"yes" is not a date, at yes`,
		"change: It is.\n":                          "the note says what changed but not when, at It is.",
	} {
		file, _ := source.NewFile("content/test.md", []byte("---\ntitle: Test\n"+front+"---\n"))
		_, faults := note.Parse(file, "test.md")
		got := ""
		for _, f := range faults {
			got += f.What + ", at " + file.Text(f.Span)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", front, got, want)
		}
	}
}

// A language is a tag of BCP 47.
func TestLanguage(t *testing.T) {
	for tag, sound := range map[string]bool{"de": true, "pt-BR": true, "zh-Hant": true, "german": false, "de_DE": false, "x": false, `"de en"`: false} {
		_, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: T\n")}, "a.md": {Data: []byte("---\ntitle: A\nlang: " + tag + "\n---\nText.\n")}})
		if sound != (len(faults) == 0) || !sound && (faults[0].ID != "language" || faults[0].Position() != "content/a.md:3:7: ") {
			t.Errorf("lang: %s: %v", tag, faults)
		}
		_, faults = note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: T\nlanguage: " + tag + "\n")}})
		if sound != (len(faults) == 0) || !sound && (faults[0].ID != "language" || faults[0].Position() != "content/site.yaml:2:11: ") {
			t.Errorf("language: %s: %v", tag, faults)
		}
	}
}
