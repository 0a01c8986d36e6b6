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

// Where the source is, as site.yaml and as git and hosts name it, and where to report what
// is wrong.
func TestRepository(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/me/course.git": "https://github.com/me/course", "git@github.com:me/course.git": "https://github.com/me/course",
		"git@git.example:me/my.course": "https://git.example/me/my.course", "ssh://git@git.example:22/me/course.git": "https://git.example/me/course", "": "", "/srv/course": "", "javascript:alert(1)": "", "http://git.example/x": "",
		"https://token:secret@git.example/me/course.git": "https://git.example/me/course", "https://%zz": "",
	} {
		if got := note.RepositoryOf(address); got != want {
			t.Errorf("%q is %q, not %q", address, got, want)
		}
	}
	for text, want := range map[string]string{
		"": "", "repository: https://git.example/x\n": "", "repository: https://github.com/me/course/\n": "https://github.com/me/course/issues/new",
		"repository: https://github.com/me/course\nissues: https://git.example/new\n": "https://git.example/new",
	} {
		tree, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: a\n" + text)}})
		if got := tree.Config.Report(); got != want || len(faults) > 0 {
			t.Errorf("%q: reports go to %q, not to %q (%v)", text, got, want, faults)
		}
	}
	for _, text := range []string{"repository: git@github.com:me/course.git", "issues: javascript:alert(1)", "issues: http://git.example/"} {
		if _, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: a\n" + text + "\n")}}); len(faults) != 1 || faults[0].ID != "source-address" {
			t.Errorf("%q: %v", text, faults)
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

// A switch that is on unless site.yaml says otherwise must say false, not be left out.
func TestSwitches(t *testing.T) {
	for _, text := range []string{"trial: no", "pages: {map: no}"} {
		_, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: a\n" + text + "\n")}})
		if len(faults) != 1 || faults[0].Do != "write true or false, without quotes" {
			t.Errorf("%q: %v", text, faults)
		}
	}
}

// Layouts and templates of a course are no files of its site, whatever they are called.
func TestApart(t *testing.T) {
	tree, faults := note.Read(fstest.MapFS{
		"site.yaml":           {Data: []byte("title: a\n")},
		"layouts/logo.html":   {Data: []byte("a")},
		"templates/note.go":   {Data: []byte("a")},
		"layouts/assets/a.go": {Data: []byte("a")},
	})
	if len(tree.Copies) > 0 || len(faults) > 0 {
		t.Errorf("%d files are copied: %v", len(tree.Copies), faults)
	}
}
