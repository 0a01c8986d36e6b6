package serve_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOnlyThePageThatChangedReloads(t *testing.T) {
	tr := newTree(t, "content/index.md", "home", "content/a.md", "alpha", "content/b c.md", "beta").start()
	a, b := tr.follow("/a.html"), tr.follow("/b%20c.html")
	wants(t, a, "ok")
	wants(t, b, "ok")
	tr.put("content/a.md", "ALPHA")
	wants(t, a, "ok", "reload")
	wants(t, b, "ok")
	tr.put("content/b c.md", "BETA")
	wants(t, b, "ok", "reload")
	wants(t, a, "ok")
	if _, body := tr.get("/a.html"); !strings.Contains(body, "<p>ALPHA</p>") {
		t.Errorf("serves %s", body)
	}
}

// A page that was not connected while the tree changed learns it when it comes back.
func TestComingBackReloads(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	wants(t, tr.stream("/", "another page"), "ok", "reload")
}

func TestPublicHoldsWhatIsPublished(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	_, body := tr.get("/")
	if !strings.Contains(body, `<link rel="stylesheet" href="/-/serve.css"><script src="/-/serve.js"`) {
		t.Errorf("the page that is served has no script: %s", body)
	}
	disk, err := os.ReadFile(filepath.Join(tr.root, "public/index.html"))
	if err != nil || strings.Contains(string(disk), "/-/") {
		t.Errorf("public/index.html is %q (%v)", disk, err)
	}
	for name, kind := range map[string]string{"serve.js": "text/javascript; charset=utf-8", "serve.css": "text/css; charset=utf-8"} {
		resp, body := tr.get("/-/" + name)
		if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != kind || body == "" {
			t.Errorf("%s: %s %q", name, resp.Status, resp.Header)
		}
	}
}

func TestFaultIsShownAndGoesAway(t *testing.T) {
	tr := newTree(t, "content/index.md", "home", "content/a.md", "alpha").start()
	a := tr.follow("/a.html")
	wants(t, a, "ok")
	tr.put("content/index.md", "one\ntwo wrong\n")
	got := wants(t, a, "fault")
	for _, want := range []string{"content/index.md:2:5: <this> is wrong\n", "two wrong", "^^^^^", "put it right"} {
		if !strings.Contains(got, want) {
			t.Errorf("the fault lacks %q:\n%s", want, got)
		}
		if !strings.Contains(tr.out.String(), want) {
			t.Errorf("the terminal lacks %q", want)
		}
	}
	if _, body := tr.get("/"); !strings.Contains(body, "<p>home</p>") {
		t.Errorf("the page that was built before is gone: %s", body)
	}
	tr.put("content/index.md", "one\ntwo\n")
	wants(t, a, "ok")
}

func TestNothingWasEverBuilt(t *testing.T) {
	tr := newTree(t, "content/index.md", "wrong").start()
	resp, body := tr.get("/")
	if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "&lt;this&gt; is wrong") || strings.Contains(body, "<this>") {
		t.Errorf("%s: %s", resp.Status, body)
	}
	events := tr.follow("/")
	wants(t, events, "fault")
	tr.put("content/index.md", "still wrong")
	wants(t, events, "fault", "reload") // the page shows the faults itself
	tr.put("content/index.md", "right")
	wants(t, events, "ok", "reload")
	if resp, body := tr.get("/"); resp.StatusCode != 200 || !strings.Contains(body, "<p>right</p>") {
		t.Errorf("%s: %s", resp.Status, body)
	}
}

func TestEveryKindOfChange(t *testing.T) {
	tr := newTree(t, "content/index.md", "home").start()
	events := tr.follow("/deep/er/new.html")
	wants(t, events, "ok")

	tr.put("content/deep/er/new.md", "a new folder in a new folder")
	reloads(t, events) // the folders may be seen before the file is
	tr.put("content/deep/er/new.md", "a change in a new folder")
	reloads(t, events)

	old := filepath.Join(tr.root, "content/deep/er/new.md")
	if err := os.WriteFile(old, []byte("written in place"), 0o644); err != nil {
		t.Fatal(err)
	}
	reloads(t, events)
	scratch := filepath.Join(tr.root, "content/deep/er/.#new.md")
	if err := os.WriteFile(scratch, []byte("written aside and renamed"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(scratch, old); err != nil {
		t.Fatal(err)
	}
	reloads(t, events)

	if err := os.Rename(filepath.Join(tr.root, "content/deep"), filepath.Join(tr.root, "content/moved")); err != nil {
		t.Fatal(err)
	}
	reloads(t, events)
	if resp, _ := tr.get("/deep/er/new.html"); resp.StatusCode != 404 {
		t.Errorf("the old address: %s", resp.Status)
	}
	moved := tr.follow("/moved/er/new.html")
	wants(t, moved, "ok")
	tr.put("content/moved/er/new.md", "a change in a moved folder")
	reloads(t, moved)
	if err := os.Remove(filepath.Join(tr.root, "content/moved/er/new.md")); err != nil {
		t.Fatal(err)
	}
	reloads(t, moved)

	home := tr.follow("/")
	wants(t, home, "ok")
	tr.put("layouts/new/page.html", "a layout")
	wants(t, home, "ok")
	tr.put("content/index.md", "the last of these changes")
	reloads(t, home)
	built := strings.Count(tr.out.String(), "built ")
	tr.put("content/.index.md.swp", "an editor's own")
	tr.put("content/index.md~", "an editor's own")
	tr.put("README.md", "no part of the site")
	tr.put("public/stray.html", "public is not watched")
	tr.put("netlify.toml", hosting+"\nX-Later = \"now\"\n")
	wants(t, home, "ok")
	resp, _ := tr.get("/assets/a.css")
	if resp.Header.Get("X-Later") != "now" {
		t.Errorf("a change of netlify.toml has no effect: %q", resp.Header)
	}
	if got := strings.Count(tr.out.String(), "built ") - built; got != 1 {
		t.Errorf("built %d times for netlify.toml", got)
	}
}
