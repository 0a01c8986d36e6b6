package page

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// taskNote is a note with a task to write: the wrong attempts have words of their own.
const taskNote = "---\ntitle: A task\n---\nBefore it.\n\n## Your turn\n\nAnswer this.\n\n```http task=write\nPUT /a HTTP/1.1\nHost: api.example.com\nContent-Length: 0\n```\n\n" +
	"- The *first* hint.\n- The last `Allow`.\n\n```http goal\nHTTP/1.1 405 Method Not Allowed\n…: …\nAllow: GET\n```\n\n" +
	"```http solution\nHTTP/1.1 405 Method Not Allowed\nAllow: GET\nContent-Length: 0\n```\n\nBecause.\n\n" +
	"```http wrong\nHTTP/1.1 405 Missing\nContent-Length: 0\n```\n\n```http wrong\nHTTP/1.1 418 Teapot\nContent-Length: 0\n```\n\n## Behind it\n\nThe end.\n"

// A page shows a task with its hints one in another and its solution folded, and no wrong
// attempt. What readers write by themselves has no goal to copy.
func TestTaskPage(t *testing.T) {
	s := sitetest.Link(t, fstest.MapFS{"site.yaml": {Data: []byte("title: T\n")}, "index.md": {Data: []byte(taskNote)}})
	id := ""
	for _, program := range []bool{false, true} {
		p := answering
		if !program {
			p = nil
		}
		text := renderedWith(t, s, p)["index.html"]
		order := []string{"Answer this.", `data-kind="write"`, "PUT", "A hint", "The <em>first</em> hint.", "Another hint", "The last", "verdict", "</div>\n<details class=\"answer\"", "GET", "breaks no rule", "Because.", "</details>", "Behind it"}
		at := 0
		for _, part := range order {
			i := strings.Index(text[at:], part)
			if i < 0 {
				t.Fatalf("%q is not behind what was found before it:\n%s", part, text)
			}
			at += i
		}
		for _, part := range []string{"Missing", "Teapot", "What the answer must have"} {
			if strings.Contains(text, part) {
				t.Errorf("the page has %q", part)
			}
		}
		if strings.Contains(text, "data-task=") != program {
			t.Errorf("with a program %t: the page can try it: %t", program, !program)
		}
		found := regexp.MustCompile(`id="(_t[0-9a-f]{8})" role="group"`).FindStringSubmatch(text)
		if found == nil || id != "" && found[1] != id {
			t.Errorf("the id was %s, and is %q", id, found)
		} else {
			id = found[1]
		}
		if !strings.Contains(text, `/learn.`) {
			t.Error("the page has no script for tasks")
		}
	}
}
