package note_test

import (
	"testing"
	"testing/fstest"

	"wirebook/generator/note"
)

func TestEdit(t *testing.T) {
	for edit, sound := range map[string]bool{
		"https://example.org/edit/main/content/{path}": true,
		`""`:                                  true,
		"https://example.org/edit/main":       false,
		"http://example.org/{path}":           false,
		"example.org/{path}":                  false,
		"javascript:alert('{path}')":          false,
		"https://example.org/edit?at={Path}":  false,
		"https://example.org/?path={path}&x=": true,
	} {
		_, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: Test\nedit: " + edit + "\n")}})
		if sound != (len(faults) == 0) || !sound && faults[0].ID != "edit-address" {
			t.Errorf("%s: %v", edit, faults)
		}
	}
}

// Pages offer trials unless site.yaml says otherwise.
func TestTrialIsOn(t *testing.T) {
	for text, want := range map[string]bool{"title: a\n": true, "title: a\ntrial: true\n": true, "title: a\ntrial: false\n": false} {
		tree, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte(text)}})
		if tree.Config.Trial != want || len(faults) > 0 {
			t.Errorf("%q: %v, %v", text, tree.Config.Trial, faults)
		}
	}
}
