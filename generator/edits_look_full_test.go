//go:build full

package generator_test

import (
	"strings"
	"testing"
)

// What site.yaml says of the look, languages and folders are followed by a session and by
// a build with a cache, edit for edit.
func TestEditsOfTheLook(t *testing.T) {
	start := tree{
		"content/site.yaml":             "title: T\nsections:\n  - {title: Course, folder: course, lessons: true}\n",
		"content/index.md":              "---\ntitle: Home\n---\nSee [all](map.md).\n",
		"content/map.md":                "---\ntitle: All\nlist: map\n---\nText.\n",
		"content/course/index.md":       "---\ntitle: The course\n---\nText.\n",
		"content/course/week1/index.md": "---\ntitle: First week\norder: 1\n---\nText.\n",
		"content/course/week1/a.md":     "---\ntitle: A\n---\nText.\n",
		"content/course/week1/b.md":     "---\ntitle: B\n---\nText.\n",
		"content/course/week2/c.md":     "---\ntitle: C\n---\nText.\n",
		"content/look/a.woff2":          "wOF2",
		"content/look/own.js":           "1;\n",
		"content/look/foot.html":        "<p>One</p>",
		"content/look/logo.svg":         "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
	}
	for name, text := range editedSite(t) {
		if strings.HasPrefix(name, "layouts/") {
			start[name] = text
		}
	}
	config := func(more string) edit { return putFile("content/site.yaml", start["content/site.yaml"]+more) }
	const whole = "logo: look/logo.svg\nfonts: {text: {regular: look/a.woff2}}\nfoot: look/foot.html\nlinks: [{name: First, url: course/week1/a.md}]\n"
	made, differs := runEdits(t, start, []edit{
		config(whole),
		putFile("content/look/foot.html", "<p>Two</p><script src=own.js></script>"),
		putFile("content/look/own.js", "2;\n"),
		putFile("content/look/a.woff2", "wOF2 another"),
		putFile("content/look/foot.html", "<p onclick=a>Two</p>"),
		putFile("content/look/foot.html", "<p>Three</p>"),
		config(whole + "colours: {accent: {light: '#7a1fa2'}}\n"),
		config(whole + "colours: {accent: {light: '#eeeeee'}}\n"),
		config(whole + "allow: [https://a.example]\npages: {map: false, offline: false}\n"),
		putFile("content/course/week1/index.md", "---\ntitle: Erste Woche\nnav: Woche\nlang: de\norder: 1\n---\nText.\n"),
		putFile("content/course/week1/b.md", "---\ntitle: B\norder: -1\n---\nText.\n"),
		putFile("content/course/week2/index.md", "---\ntitle: Second\nlang: fr\n---\n[C](c.md)\n"),
		putFile("content/course/week2/d.md", "---\ntitle: D\n---\nText.\n"),
		config("language: es\n"),
	})
	if differs != "" {
		t.Errorf("edit %d: %s", made, differs)
	}
}
