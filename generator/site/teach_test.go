package site_test

import (
	"fmt"
	"testing"
)

// What a lesson needs was taught by an earlier one.
func TestTeaching(t *testing.T) {
	lesson := func(order, front, text string) string {
		return "---\ntitle: L\norder: " + order + "\n" + front + "---\n" + text
	}
	for what, test := range map[string]struct {
		first, second, elsewhere string
		want                     string
	}{
		"in order":    {lesson("1", "teaches: [status code, 404, ETag]\n", "*Status\ncodes*, `404`, `ETag`."), lesson("2", "needs: [404, status code]\n", ""), "", ""},
		"later":       {lesson("1", "needs: [ETag]\n", ""), lesson("2", "teaches: [ETag]\n", "`ETag`"), "", `content/lessons/a.md:4:9: needs-later: "ETag" is taught later, in content/lessons/b.md`},
		"reordered":   {lesson("3", "teaches: [port]\n", "A port."), lesson("2", "needs: [port]\n", ""), "", `content/lessons/b.md:4:9: needs-later: "port" is taught later, in content/lessons/a.md`},
		"nowhere":     {lesson("1", "teaches: [ETag]\n", "`ETag`"), lesson("2", "needs: [ETag, Etag]\n", ""), "", `content/lessons/b.md:4:15: needs-untaught: no lesson teaches "Etag"`},
		"own":         {lesson("1", "teaches: [404]\nneeds:\n  - 404\n", "`404`"), "", "", `content/lessons/a.md:6:5: needs-own: the lesson teaches "404" itself`},
		"twice":       {lesson("1", "teaches: [404]\n", "`404`"), lesson("2", "teaches: [404]\n", "`404`"), "", `content/lessons/b.md:4:11: taught-twice: content/lessons/a.md teaches "404" already`},
		"unsaid":      {lesson("1", "teaches: [port]\n", "It is important to support it."), "", "", `content/lessons/a.md:4:11: taught-unsaid: the lesson says that it teaches "port", and its text never uses the word`},
		"no lesson":   {"", "", lesson("1", "needs: [port]\n", ""), "content/status/c.md:4:1: no-lesson: needs: is for lessons, and this note is none"},
		"the index":   {"", "", "", ""},
		"empty lists": {lesson("1", "teaches: []\nneeds: []\n", ""), "", "", ""},
	} {
		files := map[string]string{
			"site.yaml":        "title: Test\nsections:\n  - {title: Lessons, folder: lessons, lessons: true}\n",
			"index.md":         titled("Home", ""),
			"lessons/index.md": titled("All", ""),
		}
		if what == "the index" {
			files["lessons/index.md"] = lesson("0", "teaches: [port]\n", "A port.")
			test.want = "content/lessons/index.md:4:1: no-lesson: teaches: is for lessons, and this note is none"
		}
		for name, text := range map[string]string{"lessons/a.md": test.first, "lessons/b.md": test.second, "status/c.md": test.elsewhere} {
			if text != "" {
				files[name] = text
			}
		}
		_, faults := link(t, files)
		got := ""
		for _, f := range faults {
			line, column := f.File.Position(f.Span.Start)
			got += fmt.Sprintf("%s:%d:%d: %s: %s", f.File.Name, line, column, f.ID, f.What)
		}
		if got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", what, got, test.want)
		}
	}
}
